package quota

import (
	"testing"
	"time"
)

func TestDocumentedLimits(t *testing.T) {
	for _, tc := range []struct {
		name  string
		call  Call
		pass  int           // calls that pass at once
		after time.Duration // until the next may pass
	}{
		{"small tenant", Call{Service: Directory, Users: 20, Units: 100}, 35, 10 * time.Second},
		{"middle tenant", Call{Service: Directory, Users: 200, Units: 100}, 50, 10 * time.Second},
		{"large tenant", Call{Service: Directory, Users: 2000, Units: 100}, 80, 10 * time.Second},
		{"audit logs", Call{Service: AuditReports}, 5, 10 * time.Second},
		{"report as CSV", Call{Service: UsageCSV, Report: "a"}, 14, 10 * time.Minute},
		{"report as JSON", Call{Service: UsageJSON, Report: "a"}, 100, 10 * time.Minute},
		{"secure score", Call{Service: Security}, 150, time.Minute},
		{"settings", Call{Service: Unlimited}, 500, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			now := time.Unix(1000, 0)
			g := NewGate(func() time.Time { return now })
			tc.call.App, tc.call.Tenant = "app", "tenant"
			for i := range tc.pass {
				if v := g.Ask(Charges(tc.call)...); !v.OK {
					t.Fatalf("call %d was refused", i+1)
				}
			}
			if tc.after == 0 {
				return
			}
			v := g.Ask(Charges(tc.call)...)
			if v.OK || v.RetryAfter < tc.after || v.RetryAfter > tc.after+time.Second {
				t.Fatalf("call %d: %+v, want a wait of %s", tc.pass+1, v, tc.after)
			}
			now = now.Add(v.RetryAfter)
			if !g.Ask(Charges(tc.call)...).OK {
				t.Error("refused after the wait it was told")
			}
		})
	}
}

func TestCountersAreApart(t *testing.T) {
	g := NewGate(func() time.Time { return time.Unix(1000, 0) })
	ask := func(app, tenant, report string) bool {
		return g.Ask(Charges(Call{Service: UsageCSV, App: app, Tenant: tenant, Report: report})...).OK
	}
	for range 14 {
		ask("app", "t1", "mail")
	}
	if ask("app", "t1", "mail") {
		t.Error("the fifteenth call passed")
	}
	if !ask("app", "t1", "teams") || !ask("app", "t2", "mail") || !ask("other", "t1", "mail") {
		t.Error("another report, tenant or application was refused")
	}
	for _, app := range []string{"b", "c"} {
		for range 14 {
			ask(app, "t1", "mail")
		}
	}
	if ask("d", "t1", "mail") {
		t.Error("a tenant passed more than 40 calls of all applications")
	}
}
