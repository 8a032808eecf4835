package transport

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

var (
	start = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	five  = Quota{"five", 5, 10 * time.Second}
)

func at(seconds float64) time.Time { return start.Add(time.Duration(seconds * float64(time.Second))) }

func TestThePacingPolicy(t *testing.T) {
	full := state{marks: []mark{{at(0), 1}, {at(1), 1}, {at(2), 1}, {at(3), 1}, {at(4), 1}}}
	for _, c := range []struct {
		name string
		s    state
		cost int
		now  time.Time
		want time.Duration
	}{
		{"an empty budget lets go at once", state{}, 1, at(0), 0},
		{"room is left", state{marks: full.marks[:4]}, 1, at(4), 0},
		{"no room until the oldest leaves the window", full, 1, at(4), 6 * time.Second},
		{"room again after the window", full, 1, at(10), 0},
		{"a dear request waits for as many as it needs", full, 3, at(4), 8 * time.Second},
		{"dearer than the whole budget goes alone", full, 9, at(4), 10 * time.Second},
		{"the service wants silence", state{until: at(30)}, 1, at(4), 26 * time.Second},
		{"silence and no room: the longer wins", state{marks: full.marks, until: at(5)}, 1, at(4), 6 * time.Second},
		{"silence is over", state{until: at(3)}, 1, at(4), 0},
	} {
		if got := next(c.s, five, c.cost, c.now); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestABudgetIsNeverOverdrawn(t *testing.T) {
	q := Quota{"q", 100, 10 * time.Second}
	var s state
	now := start
	var sent []mark
	for i := range 2000 {
		cost := 1 + i%7
		now = now.Add(next(s, q, cost, now))
		s = spend(s, q, cost, now)
		sent = append(sent, mark{now, cost})
		used := 0
		for _, m := range sent {
			if m.at.Add(q.Window).After(now) {
				used += m.cost
			}
		}
		if used > q.Limit {
			t.Fatalf("request %d: %d of %d spent in one window", i, used, q.Limit)
		}
		if len(s.marks) > 1001 {
			t.Fatalf("%d marks are kept", len(s.marks))
		}
		now = now.Add(time.Duration(i%3) * time.Millisecond)
	}
}

func TestRequestsDrawOnTheirDocumentedBudget(t *testing.T) {
	for raw, want := range map[string]struct {
		service string
		cost    int
	}{
		"/v1.0/users?$select=id&$top=999": {"directory", 1},
		"/v1.0/users":                     {"directory", 2},
		"/v1.0/users?$expand=manager":     {"directory", 3},
		"/v1.0/subscribedSkus":            {"directory", 3},
		"/v1.0/organization":              {"directory", 1},
		"/v1.0/groups/1/members":          {"directory", 3},
		"/v1.0/reports/getOffice365ActiveUserDetail(period='D90')":                   {"report getoffice365activeuserdetail", 1},
		"/v1.0/reports/getOffice365ActiveUserDetail(period='D7')":                    {"report getoffice365activeuserdetail", 1},
		"/v1.0/reports/getMailboxUsageDetail(period='D90')":                          {"report getmailboxusagedetail", 1},
		"/beta/reports/getMailboxUsageDetail(period='D90')?$format=application/json": {"beta-report getmailboxusagedetail", 1},
		"/v1.0/reports/authenticationMethods/userRegistrationDetails":                {"audit", 1},
		"/v1.0/auditLogs/signIns":                                                    {"audit", 1},
		"/v1.0/security/secureScores?$top=1":                                         {"secure-score", 1},
		"/v1.0/admin/reportSettings":                                                 {"", 0},
		"/v1.0/$batch":                                                               {"", 0},
	} {
		u, err := url.Parse("https://graph.microsoft.com" + raw)
		if err != nil {
			t.Fatal(err)
		}
		if q, cost := quotaOf(&http.Request{URL: u}); q.Service != want.service || cost != want.cost {
			t.Errorf("%s: %q for %d, want %q for %d", raw, q.Service, cost, want.service, want.cost)
		}
	}
}
