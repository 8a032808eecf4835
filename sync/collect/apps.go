package collect

import (
	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Apps reads which Microsoft 365 app each user used on which platform.
var Apps = Collector{
	Name:       models.CollectApps,
	Path:       appsReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       appsReport.collector(),
}

// Words of the columns, in the order of models.App and models.Platform.
var (
	appNames      = [models.AppCount]string{"Outlook", "Word", "Excel", "PowerPoint", "OneNote", "Teams"}
	platformNames = [models.PlatformCount]string{"Windows", "Mac", "Mobile", "Web"}
)

var appsReport = report[models.AppsUse]{
	name:   models.CollectApps,
	path:   "/v1.0/reports/getM365AppUserDetail(period='D180')",
	needs:  []string{colLastActive},
	reader: appsReader,
	upn:    func(u *models.AppsUse) string { return u.UPN },
	newer:  func(a, b *models.AppsUse) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, u *models.AppsUse) {
		d.text(u.UPN)
		d.time(u.Last, u.LastActivation)
		for _, used := range [...]bool{u.Windows, u.Mac, u.Mobile, u.Web} {
			d.flag(used)
		}
		d.number(int64(u.Apps))
	},
	store: func(h *models.Harvest, rows *[]models.AppsUse) { h.Apps = rows },
}

func appsReader(t *graph.Table) func(string, graph.Row) (models.AppsUse, error) {
	dates := days(t, colLastActive, "Last Activation Date")
	platforms := lookUp(t, platformNames[:])
	var pairs [models.AppCount][models.PlatformCount]graph.Column
	for a, app := range appNames {
		for p, platform := range platformNames {
			pairs[a][p] = t.Column(app + " (" + platform + ")")
		}
	}
	return func(upn string, row graph.Row) (models.AppsUse, error) {
		u := models.AppsUse{UPN: upn}
		for p, used := range [...]*bool{&u.Windows, &u.Mac, &u.Mobile, &u.Web} {
			*used = row.Yes(platforms[p])
		}
		for a := range pairs {
			for p, column := range pairs[a] {
				if row.Yes(column) {
					u.Apps = u.Apps.With(models.App(a), models.Platform(p))
				}
			}
		}
		err := dates(row, &u.Last, &u.LastActivation)
		return u, err
	}
}
