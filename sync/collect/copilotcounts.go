package collect

import (
	"cmp"
	"context"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// CopilotCounts reads how many people could use and did use Copilot, app by
// app: once for the last four weeks and once for each of their days.
var CopilotCounts = Collector{
	Name:       models.CollectCopilotCounts,
	Path:       "/v1.0/copilot/reports/getMicrosoft365CopilotUserCountSummary",
	Permission: reportPermission,
	License:    copilotLicense,
	Feature:    cloud.CopilotReports,
	read:       one(models.CollectCopilotCounts, reportPermission, readCopilotCounts),
}

// The second version counts in 28 days where the first one has 30.
const (
	copilotSummary   = "/v1.0/copilot/reports/getMicrosoft365CopilotUserCountSummary"
	copilotTrend     = "/v1.0/copilot/reports/getMicrosoft365CopilotUserCountTrend"
	copilotCountsNew = "(period='D28',version='v2')"
	copilotCountsOld = "(period='D30')"
)

// Ends of the two columns every app has.
const (
	enabledUsers = " Enabled Users"
	activeUsers  = " Active Users"
)

func readCopilotCounts(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	if lacksCopilot(h) {
		return skipped(copilotLicense), nil
	}
	o, err := copilotCounts(ctx, s, h, copilotCountsNew)
	if unknownVersion(err) {
		return copilotCounts(ctx, s, h, copilotCountsOld)
	}
	return o, err
}

func copilotCounts(ctx context.Context, s Source, h *models.Harvest, period string) (models.Outcome, error) {
	summary, err := readCounts(ctx, s, copilotSummary+period)
	if err != nil {
		return models.Outcome{}, err
	}
	trend, err := readCounts(ctx, s, copilotTrend+period)
	if err != nil {
		return models.Outcome{}, err
	}
	rows := newest(append(summary.rows, trend.rows...), compareCount, nil)
	s.Rows(models.CollectCopilotCounts, len(rows))
	if len(rows) == 0 {
		return models.Outcome{Status: models.StatusNoData}, nil
	}
	h.CopilotCounts = &rows
	d := newDigest()
	for i := range rows {
		d.time(rows[i].Day)
		d.text(rows[i].App)
		d.number(rows[i].Enabled, rows[i].Active)
	}
	o := read(len(rows), d.sum())
	o.DataDate = latest(summary.date, trend.date)
	return o, nil
}

func compareCount(a, b *models.CopilotCount) int {
	return cmp.Or(a.Day.Compare(b.Day), strings.Compare(a.App, b.App))
}

// readCounts turns each row of a wide table into one row per app. Apps are
// found by their columns: new ones come without notice.
func readCounts(ctx context.Context, s Source, path string) (fetched[models.CopilotCount], error) {
	var out fetched[models.CopilotCount]
	table, err := graph.Report(ctx, s.Graph, path)
	if err != nil {
		return out, err
	}
	defer table.Close()
	if err := table.Require(colRefreshed, "Any App"+enabledUsers, "Any App"+activeUsers); err != nil {
		return out, err
	}
	apps, reportDay := countColumns(table), days(table, colRefreshed, "Report Date")
	for row, err := range table.Rows() {
		if err != nil {
			return out, err
		}
		count := models.CopilotCount{}
		if err := reportDay(row, &out.date, &count.Day); err != nil {
			return out, err
		}
		for _, app := range apps {
			count.App = app.name
			if err := app.read(row, &count.Enabled, &count.Active); err != nil {
				return out, err
			}
			out.rows = append(out.rows, count)
		}
	}
	return out, nil
}

type countColumn struct {
	name string
	read func(row graph.Row, into ...*int64) error
}

func countColumns(t *graph.Table) []countColumn {
	var list []countColumn
	for _, name := range t.Names() {
		if app, ok := strings.CutSuffix(name, enabledUsers); ok && t.Column(app+activeUsers) != graph.Missing {
			list = append(list, countColumn{app, counts(t, name, app+activeUsers)})
		}
	}
	return list
}
