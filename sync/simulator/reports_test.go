package simulator

import (
	"encoding/csv"
	"io"
	"regexp"
	"strings"
	"testing"
)

// columns is the number of columns Microsoft documents for each report; the
// mailbox report has the newer "Recipient Type" and OneDrive a site id.
var columns = map[string]int{
	"getOffice365ActiveUserDetail(period='D30')":    24,
	"getEmailActivityUserDetail(period='D7')":       13,
	"getMailboxUsageDetail(period='D90')":           18,
	"getOneDriveUsageAccountDetail(period='D180')":  12,
	"getM365AppUserDetail(period='D30')":            39,
	"getOffice365ActivationsUserDetail":             11,
	"getTeamsUserActivityUserDetail(period='D30')":  33,
	"getSharePointActivityUserDetail(period='D30')": 12,
	"getYammerActivityUserDetail(period='D30')":     11,
	"getEmailActivityUserDetail(date=2026-11-10)":   13,
}

func (c *client) csv(path string) [][]string {
	c.t.Helper()
	resp := c.do("GET", path, nil)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 {
		c.t.Fatalf("%s: %s %v", path, resp.Status, err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(body), "\uFEFF"))).ReadAll()
	if err != nil {
		c.t.Fatalf("%s: %v", path, err)
	}
	return rows
}

func TestEveryReportHasItsColumnsAndItsJSONForm(t *testing.T) {
	s := start(t, Options{Tenants: 3, Quotas: QuotasOff})
	c := connect(t, s, 2)
	for path, width := range columns {
		rows := c.csv("/v1.0/reports/" + path)
		if len(rows[0]) != width || len(rows) < 8 {
			t.Errorf("%s: %d columns, %d rows", path, len(rows[0]), len(rows))
		}
		if rows[1][0] > "2026-11-18" {
			t.Errorf("%s: refresh date %s", path, rows[1][0])
		}
		items, _ := c.get("/beta/reports/" + path + "?$format=application/json&$top=5")["value"].([]any)
		if len(items) != 5 {
			t.Errorf("%s: %d JSON items", path, len(items))
		}
	}
}

func TestCopilotReportsShowWhoUsesIt(t *testing.T) {
	s := start(t, Options{Tenants: 3, Quotas: QuotasOff})
	c := connect(t, s, 2)
	const base = "/v1.0/copilot/reports/getMicrosoft365Copilot"
	v1, v2 := c.csv(base+"UsageUserDetail(period='D30')"), c.csv(base+"UsageUserDetail(period='D28',version='v2')")
	if len(v1) != 13 || len(v1[0]) != 13 || len(v2[0]) != 22 {
		t.Errorf("%d rows, %d and %d columns", len(v1), len(v1[0]), len(v2[0]))
	}
	used := 0
	for _, r := range v1[1:] {
		if r[3] >= "2026-10-20" {
			used++
		}
	}
	if used != 4 {
		t.Errorf("%d use Copilot, want 4", used)
	}
	if sum := c.csv(base + "UserCountSummary(period='D30')"); len(sum) != 2 {
		t.Errorf("summary: %v", sum)
	}
	if trend := c.csv(base + "UserCountTrend(period='D7')"); len(trend) != 8 {
		t.Errorf("trend: %d rows", len(trend))
	}
	if c.get("/beta/reports/getMicrosoft365CopilotUsageUserDetail(period='D30')")["value"] == nil {
		t.Error("no JSON form")
	}
}

func TestConcealedNamesAreHashes(t *testing.T) {
	s := start(t, Options{Tenants: 5, Quotas: QuotasOff})
	c := connect(t, s, 4)
	hash := regexp.MustCompile(`^[0-9A-F]{32}$`)
	for _, row := range c.csv("/v1.0/reports/getOffice365ActiveUserDetail(period='D30')")[1:] {
		if !hash.MatchString(row[1]) || !hash.MatchString(row[2]) {
			t.Fatalf("row %v", row)
		}
	}
	if c.get("/v1.0/admin/reportSettings")["displayConcealedNames"] != true {
		t.Error("the setting does not say so")
	}
}
