package collect

import (
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Viva reads each user's posts, reads and likes in Viva Engage, which the
// report calls Yammer. It says "deleted" in a column of states.
var Viva = Collector{
	Name:       models.CollectViva,
	Path:       vivaReport.path,
	Permission: reportPermission,
	Feature:    cloud.YammerReports,
	read:       vivaReport.collector(),
}

var vivaReport = report[models.VivaActivity]{
	name:   models.CollectViva,
	path:   "/v1.0/reports/getYammerActivityUserDetail(period='D180')",
	needs:  []string{colLastActive},
	reader: vivaReader,
	upn:    func(a *models.VivaActivity) string { return a.UPN },
	newer:  func(a, b *models.VivaActivity) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, a *models.VivaActivity) {
		d.text(a.UPN)
		d.time(a.Last)
		d.number(a.Posted, a.Read, a.Liked)
	},
	store: func(h *models.Harvest, rows *[]models.VivaActivity) { h.Viva = rows },
}

func vivaReader(t *graph.Table) func(string, graph.Row) (models.VivaActivity, error) {
	last, numbers := days(t, colLastActive), counts(t, "Posted Count", "Read Count", "Liked Count")
	state := t.Column("User State")
	return func(upn string, row graph.Row) (models.VivaActivity, error) {
		a := models.VivaActivity{UPN: upn}
		if strings.EqualFold(row.Text(state), "deleted") {
			return a, errGone
		}
		if err := last(row, &a.Last); err != nil {
			return a, err
		}
		err := numbers(row, &a.Posted, &a.Read, &a.Liked)
		return a, err
	}
}
