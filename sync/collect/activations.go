package collect

import (
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Activations reads on how many devices each user activated each desktop
// product: the best sign of Visio and Project that Graph has. The report takes
// no period; a user has one row for each product.
var Activations = Collector{
	Name:       models.CollectActivations,
	Path:       activationsReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       activationsReport.collector(),
}

const colProduct = "Product Type"

var activationsReport = report[models.Activation]{
	name:   models.CollectActivations,
	path:   "/v1.0/reports/getOffice365ActivationsUserDetail",
	needs:  []string{colProduct},
	reader: activationsReader,
	upn:    func(a *models.Activation) string { return a.UPN },
	apart:  func(a, b *models.Activation) int { return strings.Compare(a.Product, b.Product) },
	newer:  func(a, b *models.Activation) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, a *models.Activation) {
		d.text(a.UPN, a.Product)
		d.time(a.Last)
		d.number(a.Windows, a.Mac, a.Mobile)
		d.flag(a.SharedComputer)
	},
	store: func(h *models.Harvest, rows *[]models.Activation) { h.Activations = rows },
}

func activationsReader(t *graph.Table) func(string, graph.Row) (models.Activation, error) {
	last := days(t, "Last Activated Date")
	numbers := counts(t, "Windows", "Mac", "Windows 10 Mobile", "iOS", "Android")
	product, shared := t.Column(colProduct), t.Column("Activated On Shared Computer")
	products := make(texts)
	return func(upn string, row graph.Row) (models.Activation, error) {
		a := models.Activation{UPN: upn, SharedComputer: row.Yes(shared)}
		a.Product = products.keep(strings.Clone(row.Text(product)))
		if err := last(row, &a.Last); err != nil {
			return a, err
		}
		var apple, android int64
		err := numbers(row, &a.Windows, &a.Mac, &a.Mobile, &apple, &android)
		a.Mobile += apple + android
		return a, err
	}
}
