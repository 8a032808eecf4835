package collect

import (
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// OneDrive reads the personal sites: size, files and owner. The last activity
// of a site is not use of its owner, others can cause it. Sites without owner
// belong to nobody's licence and are left out.
var OneDrive = Collector{
	Name:       models.CollectOneDrive,
	Path:       oneDriveReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       oneDriveReport.collector(),
}

var oneDriveReport = report[models.OneDriveUsage]{
	name:   models.CollectOneDrive,
	path:   "/v1.0/reports/getOneDriveUsageAccountDetail(period='D180')",
	owner:  "Owner Principal Name",
	needs:  []string{colBytes},
	reader: oneDriveReader,
	upn:    func(u *models.OneDriveUsage) string { return u.UPN },
	apart:  func(a, b *models.OneDriveUsage) int { return strings.Compare(a.SiteURL, b.SiteURL) },
	newer:  func(a, b *models.OneDriveUsage) int { return a.LastActive.Compare(b.LastActive) },
	hash: func(d *digest, u *models.OneDriveUsage) {
		d.text(u.UPN, u.SiteURL)
		d.number(u.Bytes, u.Files)
		d.time(u.LastActive)
	},
	store: func(h *models.Harvest, rows *[]models.OneDriveUsage) { h.OneDrive = rows },
}

func oneDriveReader(t *graph.Table) func(string, graph.Row) (models.OneDriveUsage, error) {
	last, numbers := days(t, colLastActive), counts(t, colBytes, "File Count")
	site := t.Column("Site URL")
	return func(upn string, row graph.Row) (models.OneDriveUsage, error) {
		u := models.OneDriveUsage{UPN: upn, SiteURL: strings.Clone(row.Text(site))}
		if err := last(row, &u.LastActive); err != nil {
			return u, err
		}
		err := numbers(row, &u.Bytes, &u.Files)
		return u, err
	}
}
