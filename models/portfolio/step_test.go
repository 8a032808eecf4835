package portfolio

import (
	"slices"
	"testing"
	"time"

	"msp-license-tracker/models"
)

// steps of a tenant's health, in the order of its reasons.
func steps(t *testing.T, f *fake) (all []Step) {
	t.Helper()
	rows, err := f.portfolio().Tenants(t.Context(), Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[0].Health.Reasons {
		all = append(all, r.Step)
	}
	return all
}

func TestEverySourceThatWasNotReadHasItsOwnReasonAndStep(t *testing.T) {
	f := newFake(tenant("a", 10, 0, 10))
	last := f.scans["a"]
	last.Newest.State = models.ScanPartial
	last.Good.FinishedAt = now.Add(-time.Hour)
	f.scans["a"] = last
	for c, s := range map[models.Collector]models.Status{
		models.CollectSecureScore: models.StatusDenied, models.CollectActivity: models.StatusConcealed, models.CollectMailboxes: models.StatusNotOffered,
	} {
		f.snapshots["a"].Outcomes[c] = models.Outcome{Collector: c, Status: s}
	}
	if got := steps(t, f); !slices.Equal(got, []Step{StepNames, StepPermissions}) {
		t.Errorf("steps %q, want one per source and none for what the cloud lacks", got)
	}
}

func TestAFailedScanLeadsToWhoeverCanCureIt(t *testing.T) {
	for _, tt := range []struct {
		fault models.Explanation
		want  Step
	}{
		{models.Explanation{Title: "The client secret has expired.", Whose: models.PartyMSP}, StepReconnect},
		{models.Explanation{Title: "Nobody approved this application.", Whose: models.PartyCustomer}, StepReconnect},
		{models.Explanation{Title: "Microsoft asked to slow down.", Whose: models.PartyMicrosoft, Retry: true}, StepScan},
		{models.Explanation{Title: "There is no network connection.", Whose: models.PartyUser, Retry: true}, StepScan},
	} {
		f := newFake(tenant("a", 10, 0, 10))
		last := f.scans["a"]
		last.Newest.State, last.Newest.Fault = models.ScanFailed, &tt.fault
		f.scans["a"] = last
		if got := steps(t, f); len(got) == 0 || got[0] != tt.want {
			t.Errorf("%s: %q, want %q", tt.fault.Title, got, tt.want)
		}
	}
}
