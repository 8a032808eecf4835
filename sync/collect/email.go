package collect

import (
	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Email reads how much each user sent, received and read. Receiving is not
// use; Microsoft's last activity date leaves it out as well.
var Email = Collector{
	Name:       models.CollectEmail,
	Path:       emailReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       emailReport.collector(),
}

var emailReport = report[models.EmailActivity]{
	name:   models.CollectEmail,
	path:   "/v1.0/reports/getEmailActivityUserDetail(period='D180')",
	needs:  []string{colLastActive},
	reader: emailReader,
	upn:    func(a *models.EmailActivity) string { return a.UPN },
	newer:  func(a, b *models.EmailActivity) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, a *models.EmailActivity) {
		d.text(a.UPN)
		d.time(a.Last)
		d.number(a.Sent, a.Received, a.Read)
	},
	store: func(h *models.Harvest, rows *[]models.EmailActivity) { h.Email = rows },
}

func emailReader(t *graph.Table) func(string, graph.Row) (models.EmailActivity, error) {
	last, numbers := days(t, colLastActive), counts(t, "Send Count", "Receive Count", "Read Count")
	return func(upn string, row graph.Row) (models.EmailActivity, error) {
		a := models.EmailActivity{UPN: upn}
		if err := last(row, &a.Last); err != nil {
			return a, err
		}
		err := numbers(row, &a.Sent, &a.Received, &a.Read)
		return a, err
	}
}
