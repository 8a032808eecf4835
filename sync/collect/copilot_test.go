package collect_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/collect"
	"msp-license-tracker/sync/graph"
)

const (
	copilotV1Header = "Report Refresh Date,User Principal Name,Display Name,Last Activity Date,Copilot Chat Last Activity Date,Microsoft Teams Copilot Last Activity Date,Word Copilot Last Activity Date,Excel Copilot Last Activity Date,PowerPoint Copilot Last Activity Date,Outlook Copilot Last Activity Date,OneNote Copilot Last Activity Date,Loop Copilot Last Activity Date,Report Period"
	copilotV1Row    = "2026-09-29,mo@harbourdental.example,Mo Said,2026-09-24,,2026-09-24,,,,,,,180"
	copilotV2Header = "Report Refresh Date,User Principal Name,Last Activity Date,Copilot Chat (work) Last Activity Date,Copilot Chat (web) Last Activity Date,Word Copilot Last Activity Date,Edge Last Activity Date,Copilot Agent Last Activity Date,Prompts submitted for All Apps,Active Usage Days for all apps,Report Period"
	copilotV2Row    = "2026-09-29,mo@harbourdental.example,2026-09-28,2026-09-20,2026-09-28,2026-09-11,2026-09-12,,31,9,180"
	copilotPath     = "/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D180'"
)

func TestCopilotReadsTheSecondVersionOfItsReport(t *testing.T) {
	h, o := run(t, collect.Copilot, answers{copilotPath + ",version='v2')": copilotV2Header + "\n" + copilotV2Row + "\n"})
	if o[models.CollectCopilot].Status != models.StatusOK {
		t.Fatalf("%+v", o)
	}
	same(t, "use", *h.Copilot, []models.CopilotUse{{UPN: mo, Last: day(2026, 9, 28), Chat: day(2026, 9, 28), Word: day(2026, 9, 11), Edge: day(2026, 9, 12), Prompts: 31, ActiveDays: 9}})
}

func TestCopilotFallsBackToTheFirstVersionWhichCountsNothing(t *testing.T) {
	for _, refusal := range []string{`400 {"error":{"code":"BadRequest","message":"x"}}`, `404 {"error":{"code":"BadRequest","message":"x"}}`} {
		h, o := run(t, collect.Copilot, answers{
			copilotPath + ",version='v2')": refusal,
			copilotPath + ")":              "\xEF\xBB\xBF" + copilotV1Header + "\r\n" + copilotV1Row + "\r\n",
		})
		if o[models.CollectCopilot].Status != models.StatusOK {
			t.Fatalf("%+v", o)
		}
		same(t, "use", *h.Copilot, []models.CopilotUse{{UPN: mo, Last: day(2026, 9, 24), Teams: day(2026, 9, 24), Prompts: models.NotTold, ActiveDays: models.NotTold}})
	}
}

func TestCopilotNamesAreConcealedToo(t *testing.T) {
	row := strings.Replace(copilotV1Row, mo, "0A1B2C3D4E5F60718293A4B5C6D7E8F9", 1)
	h, o := run(t, collect.Copilot, answers{"/": copilotV1Header + "\n" + row + "\n"})
	if o[models.CollectCopilot].Status != models.StatusConcealed || h.Copilot != nil {
		t.Errorf("%+v", o)
	}
}

func TestWithoutCopilotLicencesNothingIsAsked(t *testing.T) {
	srv := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL.Path) }))
	defer srv.Close()
	where, _ := cloud.Named(cloud.Global)
	source := collect.Source{Graph: graph.New(srv.URL, srv.Client()), Cloud: where, Now: func() time.Time { return now }, Rows: func(models.Collector, int) {}}
	sold := models.SKU{PartNumber: "Microsoft_365_Copilot", Status: "Deleted"}
	for _, c := range []collect.Collector{collect.Copilot, collect.CopilotCounts} {
		o := c.Run(context.Background(), source, &models.Harvest{SKUs: &[]models.SKU{{PartNumber: "SPB", Enabled: 5}, sold}})
		if len(o) != 1 || o[0].Status != models.StatusSkipped || o[0].Missing != "Microsoft 365 Copilot" {
			t.Errorf("%+v", o)
		}
	}
}

func TestAnySKUWithACopilotPlanIsAsked(t *testing.T) {
	srv := httptest.NewTLSServer(answers{"/": copilotV1Header + "\n"})
	defer srv.Close()
	where, _ := cloud.Named(cloud.Global)
	source := collect.Source{Graph: graph.New(srv.URL, srv.Client()), Cloud: where, Now: func() time.Time { return now }, Rows: func(models.Collector, int) {}}
	for _, sku := range []models.SKU{
		{PartNumber: "Microsoft_365_Copilot", Enabled: 1},
		{PartNumber: "BUNDLE", Assigned: 1, Plans: []models.ServicePlan{{Name: "M365_COPILOT_APPS"}}},
	} {
		o := collect.Copilot.Run(context.Background(), source, &models.Harvest{SKUs: &[]models.SKU{sku}})
		if o[0].Status != models.StatusNoData {
			t.Errorf("%s: %+v", sku.PartNumber, o[0])
		}
	}
}

const (
	summaryCSV = "Report Refresh Date,Report Period,Word Enabled Users,Word Active Users,Brand New Enabled Users,Brand New Active Users,Any App Enabled Users,Any App Active Users,Total prompts submitted\n2026-09-29,28,10,4,10,,10,6,99\n"
	trendCSV   = "\xEF\xBB\xBFReport Refresh Date,Report Date,Any App Enabled Users,Any App Active Users,Report Period\r\n2026-09-29,2026-09-29,10,2,28\r\n2026-09-29,2026-09-28,9,1,28\r\n"
)

func TestCopilotCountsAreOneRowForEachAppAndDay(t *testing.T) {
	h, o := run(t, collect.CopilotCounts, answers{
		"/v1.0/copilot/reports/getMicrosoft365CopilotUserCountSummary(period='D28',version='v2')": summaryCSV,
		"/v1.0/copilot/reports/getMicrosoft365CopilotUserCountTrend(period='D28',version='v2')":   trendCSV,
	})
	if got := o[models.CollectCopilotCounts]; got.Status != models.StatusOK || got.Rows != 5 || !got.DataDate.Equal(day(2026, 9, 29)) {
		t.Fatalf("%+v, %+v", got, got.Fault)
	}
	same(t, "counts", *h.CopilotCounts, []models.CopilotCount{
		{App: "Any App", Enabled: 10, Active: 6},
		{App: "Brand New", Enabled: 10},
		{App: "Word", Enabled: 10, Active: 4},
		{Day: day(2026, 9, 28), App: "Any App", Enabled: 9, Active: 1},
		{Day: day(2026, 9, 29), App: "Any App", Enabled: 10, Active: 2},
	})
}

func TestCopilotCountsAreReadWholeOrNotAtAll(t *testing.T) {
	h, o := run(t, collect.CopilotCounts, answers{
		"/v1.0/copilot/reports/getMicrosoft365CopilotUserCountSummary": summaryCSV,
		"/v1.0/copilot/reports/getMicrosoft365CopilotUserCountTrend":   `503 {"error":{"code":"serviceNotAvailable","message":"x"}}`,
	})
	if o[models.CollectCopilotCounts].Status != models.StatusFailed || h.CopilotCounts != nil {
		t.Errorf("%+v", o)
	}
}
