package collect

import (
	"context"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Activity reads the active-user detail: each user's last day of use in five
// services. The period is the longest, 180 days, which is also the longest
// threshold of inactivity: a shorter one could leave out use that counts. It
// costs the same single request.
var Activity = Collector{
	Name:       models.CollectActivity,
	Path:       activityReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       one(models.CollectActivity, reportPermission, readActivity),
}

// Columns of use.
const (
	colExchange   = "Exchange Last Activity Date"
	colOneDrive   = "OneDrive Last Activity Date"
	colSharePoint = "SharePoint Last Activity Date"
	colTeams      = "Teams Last Activity Date"
	colViva       = "Yammer Last Activity Date" // Viva Engage
)

var activityReport = report[models.Activity]{
	name:   models.CollectActivity,
	path:   "/v1.0/reports/getOffice365ActiveUserDetail(period='D180')",
	needs:  []string{colExchange, colOneDrive, colSharePoint, colTeams},
	reader: activityReader,
	upn:    func(a *models.Activity) string { return a.UPN },
	newer:  func(a, b *models.Activity) int { return lastUse(a).Compare(lastUse(b)) },
}

func activityReader(t *graph.Table) func(string, graph.Row) (models.Activity, error) {
	columns := [5]graph.Column{t.Column(colExchange), t.Column(colOneDrive), t.Column(colSharePoint), t.Column(colTeams), t.Column(colViva)}
	return func(upn string, row graph.Row) (models.Activity, error) {
		a := models.Activity{UPN: upn}
		for i, day := range [5]*time.Time{&a.Exchange, &a.OneDrive, &a.SharePoint, &a.Teams, &a.Viva} {
			var err error
			if *day, err = row.Day(columns[i]); err != nil {
				return a, err
			}
		}
		return a, nil
	}
}

func lastUse(a *models.Activity) time.Time {
	return latest(a.Exchange, a.OneDrive, a.SharePoint, a.Teams, a.Viva)
}

func readActivity(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	fetched, err := activityReport.fetch(ctx, s)
	if err != nil {
		return models.Outcome{}, err
	}
	o, ok := fetched.verdict(hashActivity)
	if ok {
		h.Activity = &fetched.rows
	}
	return o, nil
}

func hashActivity(rows []models.Activity) string {
	d := newDigest()
	for i := range rows {
		a := &rows[i]
		d.text(a.UPN)
		d.time(a.Exchange, a.OneDrive, a.SharePoint, a.Teams, a.Viva)
	}
	return d.sum()
}
