package collect

import (
	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// OneDriveActivity reads what each user did with files in personal sites: own
// acts, unlike the usage of the site.
var OneDriveActivity = Collector{
	Name:       models.CollectOneDriveActivity,
	Path:       oneDriveActivityReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       oneDriveActivityReport.collector(),
}

var oneDriveActivityReport = report[models.OneDriveActivity]{
	name:   models.CollectOneDriveActivity,
	path:   "/v1.0/reports/getOneDriveActivityUserDetail(period='D180')",
	needs:  []string{colLastActive},
	reader: oneDriveActivityReader,
	upn:    func(a *models.OneDriveActivity) string { return a.UPN },
	newer:  func(a, b *models.OneDriveActivity) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, a *models.OneDriveActivity) {
		d.text(a.UPN)
		d.time(a.Last)
		d.number(a.Viewed, a.Synced, a.Shared)
	},
	store: func(h *models.Harvest, rows *[]models.OneDriveActivity) { h.OneDriveActivity = rows },
}

func oneDriveActivityReader(t *graph.Table) func(string, graph.Row) (models.OneDriveActivity, error) {
	last := days(t, colLastActive)
	numbers := counts(t, colViewed, "Synced File Count", "Shared Internally File Count", "Shared Externally File Count")
	return func(upn string, row graph.Row) (models.OneDriveActivity, error) {
		a := models.OneDriveActivity{UPN: upn}
		if err := last(row, &a.Last); err != nil {
			return a, err
		}
		var outside int64
		err := numbers(row, &a.Viewed, &a.Synced, &a.Shared, &outside)
		a.Shared += outside
		return a, err
	}
}
