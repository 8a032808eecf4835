package collect

import (
	"context"
	"net/http"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Copilot reads each licence holder's last day in every Copilot app and, in
// the second version of the report, the number of prompts. People without a
// licence are not in it, whatever they do in the free chat.
var Copilot = Collector{
	Name:       models.CollectCopilot,
	Path:       "/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail",
	Permission: reportPermission,
	License:    copilotLicense,
	Feature:    cloud.CopilotReports,
	read:       one(models.CollectCopilot, reportPermission, readCopilot),
}

const copilotLicense = "Microsoft 365 Copilot"

// The second version is asked for first; where it is not known, the first.
const (
	copilotV2 = "/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D180',version='v2')"
	copilotV1 = "/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D180')"
)

var copilotReport = report[models.CopilotUse]{
	name:   models.CollectCopilot,
	needs:  []string{colLastActive},
	reader: copilotReader,
	upn:    func(u *models.CopilotUse) string { return u.UPN },
	newer:  func(a, b *models.CopilotUse) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, u *models.CopilotUse) {
		d.text(u.UPN)
		d.time(u.Last, u.Chat, u.Teams, u.Word, u.Excel, u.PowerPoint, u.Outlook, u.OneNote, u.Loop, u.Edge, u.Agent)
		d.number(u.Prompts, u.ActiveDays)
	},
	store: func(h *models.Harvest, rows *[]models.CopilotUse) { h.Copilot = rows },
}

func copilotReader(t *graph.Table) func(string, graph.Row) (models.CopilotUse, error) {
	apps := days(t, colLastActive,
		"Copilot Chat Last Activity Date", "Microsoft Teams Copilot Last Activity Date", "Word Copilot Last Activity Date",
		"Excel Copilot Last Activity Date", "PowerPoint Copilot Last Activity Date", "Outlook Copilot Last Activity Date",
		"OneNote Copilot Last Activity Date", "Loop Copilot Last Activity Date", "Edge Last Activity Date",
		"Copilot Agent Last Activity Date")
	chats := days(t, "Copilot Chat (work) Last Activity Date", "Copilot Chat (web) Last Activity Date")
	prompts, active := t.Column("Prompts submitted for all apps"), t.Column("Active Usage Days for all apps")
	return func(upn string, row graph.Row) (u models.CopilotUse, err error) {
		u.UPN = upn
		err = apps(row, &u.Last, &u.Chat, &u.Teams, &u.Word, &u.Excel, &u.PowerPoint, &u.Outlook, &u.OneNote, &u.Loop, &u.Edge, &u.Agent)
		if err != nil {
			return u, err
		}
		var work, web time.Time // the chat by kind, in the second version
		if err = chats(row, &work, &web); err != nil {
			return u, err
		}
		u.Chat = latest(u.Chat, work, web)
		if u.Prompts, err = told(row, prompts); err != nil {
			return u, err
		}
		u.ActiveDays, err = told(row, active)
		return u, err
	}
}

// told is a count, or NotTold where the report has no such cell: a count
// Microsoft did not give is not zero.
func told(row graph.Row, c graph.Column) (int64, error) {
	if row.Text(c) == "" {
		return models.NotTold, nil
	}
	return row.Int(c)
}

func readCopilot(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	if lacksCopilot(h) {
		return skipped(copilotLicense), nil
	}
	newer := copilotReport
	newer.path = copilotV2
	o, err := newer.keep(ctx, s, h)
	if unknownVersion(err) {
		older := copilotReport
		older.path = copilotV1
		return older.keep(ctx, s, h)
	}
	return o, err
}

// unknownVersion: Graph does not know the second version here yet.
func unknownVersion(err error) bool {
	status := statusOf(err)
	return status == http.StatusBadRequest || status == http.StatusNotFound
}

// lacksCopilot: the products were read and none of them contains Copilot, so
// there is nothing a request could find.
func lacksCopilot(h *models.Harvest) bool {
	if h.SKUs == nil {
		return false
	}
	for i := range *h.SKUs {
		if sku := &(*h.SKUs)[i]; containsCopilot(sku) && (sku.Owned() > 0 || sku.Assigned > 0) {
			return false
		}
	}
	return true
}

func containsCopilot(sku *models.SKU) bool {
	for _, p := range sku.Plans {
		if strings.HasPrefix(strings.ToUpper(p.Name), "M365_COPILOT") {
			return true
		}
	}
	return strings.Contains(strings.ToUpper(sku.PartNumber), "365_COPILOT")
}

// skipped is a source that was not asked because the tenant has nothing there.
func skipped(license string) models.Outcome {
	return models.Outcome{Status: models.StatusSkipped, Missing: license}
}
