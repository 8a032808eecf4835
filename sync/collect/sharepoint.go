package collect

import (
	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// SharePoint reads each user's files and pages on team sites.
var SharePoint = Collector{
	Name:       models.CollectSharePoint,
	Path:       sharePointReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       sharePointReport.collector(),
}

const colViewed = "Viewed Or Edited File Count"

var sharePointReport = report[models.SharePointActivity]{
	name:   models.CollectSharePoint,
	path:   "/v1.0/reports/getSharePointActivityUserDetail(period='D180')",
	needs:  []string{colLastActive},
	reader: sharePointReader,
	upn:    func(a *models.SharePointActivity) string { return a.UPN },
	newer:  func(a, b *models.SharePointActivity) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, a *models.SharePointActivity) {
		d.text(a.UPN)
		d.time(a.Last)
		d.number(a.Viewed, a.Pages)
	},
	store: func(h *models.Harvest, rows *[]models.SharePointActivity) { h.SharePoint = rows },
}

func sharePointReader(t *graph.Table) func(string, graph.Row) (models.SharePointActivity, error) {
	last, numbers := days(t, colLastActive), counts(t, colViewed, "Visited Page Count")
	return func(upn string, row graph.Row) (models.SharePointActivity, error) {
		a := models.SharePointActivity{UPN: upn}
		if err := last(row, &a.Last); err != nil {
			return a, err
		}
		err := numbers(row, &a.Viewed, &a.Pages)
		return a, err
	}
}
