package scan_test

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/sync/collect"
	"msp-license-tracker/sync/simulator"
)

// From a cloud to findings, with nothing replaced but Microsoft itself.
func TestTwelveTenantsFromTheCloudToTheirFindings(t *testing.T) {
	sim, err := simulator.Start(t.Context(), simulator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer sim.Close()
	list := places(sim)
	s, err := assemble(t.Context(), t.TempDir(), func(event.Event) {}, list...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.ScanAll(t.Context(), models.TriggerManual); err != nil {
		t.Fatal(err)
	}
	seen := make(map[models.Collector]int)
	for _, p := range list {
		t.Run(p.Tenant.Story, func(t *testing.T) {
			result, err := s.book.Result(t.Context(), p.Tenant.ID)
			if err != nil {
				t.Fatal(err)
			}
			outcomes := outcomesOf(t, s, p.Tenant.ID)
			for name, o := range outcomes {
				if o.Status == models.StatusFailed {
					t.Errorf("%s failed: %+v", name, o.Fault)
				}
				if o.Readable() {
					seen[name] += o.Rows
				}
			}
			sumsUp(t, &result)
			storyTold(t, p.Tenant.Story, &result, outcomes)
		})
	}
	for _, c := range collect.All() {
		for _, name := range c.Outcomes() {
			// The leavers of these stories left more than 30 days ago: nothing is in the bin.
			if seen[name] == 0 && name != models.CollectDeletedUsers {
				t.Errorf("%s read no row in any tenant", name)
			}
		}
	}
	scoped, err := s.book.Dashboard(t.Context(), portfolio.Scope{})
	if err != nil || scoped.Leakage.Value.Sign() <= 0 || len(scoped.History) == 0 {
		t.Errorf("%+v, %v", scoped, err)
	}
}

func outcomesOf(t *testing.T, s *scanner, tenant string) map[models.Collector]models.Outcome {
	t.Helper()
	list, err := s.store.Outcomes(t.Context(), tenant)
	if err != nil || len(list) != planned() {
		t.Fatalf("%d outcomes, %v", len(list), err)
	}
	byName := make(map[models.Collector]models.Outcome)
	for _, o := range list {
		byName[o.Collector] = o
	}
	return byName
}

// sumsUp proves that the total shown is the sum of the findings.
func sumsUp(t *testing.T, r *insight.Result) {
	t.Helper()
	var sum money.Amount
	for i := range r.Findings {
		if m := r.Findings[i].Monthly; m != nil {
			sum.Value = sum.Value.Add(m.Value)
		}
	}
	if !sum.Value.Equal(r.Totals.Leakage.Value) {
		t.Errorf("findings %s, total %s", sum.Value, r.Totals.Leakage.Value)
	}
}

// storyTold looks for what the tenant's story says is there.
func storyTold(t *testing.T, story string, r *insight.Result, outcomes map[models.Collector]models.Outcome) {
	t.Helper()
	found := make(map[insight.Cause]bool)
	for i := range r.Findings {
		found[r.Findings[i].Cause] = true
	}
	for word, cause := range map[string]insight.Cause{
		"Leavers": insight.Blocked, "Shared mailboxes": insight.SharedMailbox, "never signed in": insight.NeverUsed,
		"Guests": insight.GuestPaid,
	} {
		if strings.Contains(story, word) && !found[cause] {
			t.Errorf("no finding of %s", cause)
		}
	}
	for word, want := range map[string]struct {
		collector models.Collector
		status    models.Status
	}{
		"No Entra ID P1":    {models.CollectSignIns, models.StatusUnlicensed},
		"AuditLog.Read.All": {models.CollectSignIns, models.StatusDenied},
		"concealed":         {models.CollectActivity, models.StatusConcealed},
	} {
		if got := outcomes[want.collector]; strings.Contains(story, word) && got.Status != want.status {
			t.Errorf("%s is %s, %+v", want.collector, got.Status, got.Fault)
		}
	}
}
