package scan_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/scan"
)

func TestAScanStoresWhatEveryCollectorSawInOnePiece(t *testing.T) {
	w := newWorld(t)
	if err := w.Scan(t.Context(), "t", models.TriggerManual); err != nil {
		t.Fatal(err)
	}
	h := w.last()
	if len(w.store.harvests) != 1 || h.Scan.State != models.ScanComplete || h.Scan.ID != 1 || !h.Scan.FinishedAt.After(h.Scan.StartedAt) {
		t.Errorf("%+v", h.Scan)
	}
	if h.Organization == nil || h.SKUs == nil || h.Subscriptions == nil || h.SecureScore == nil || len(*h.Users) != 2 || len(*h.SignIns) != 1 ||
		len(*h.Email) != 1 || len(*h.Teams) != 1 || len(*h.SharePoint) != 1 || len(*h.OneDriveActivity) != 1 || len(*h.Viva) != 1 ||
		len(*h.OneDrive) != 1 || len(*h.Apps) != 1 || len(*h.Activations) != 1 || len(*h.ServiceSignIns) != 1 || len(*h.MFA) != 1 ||
		len(*h.Copilot) != 1 || len(*h.CopilotCounts) != 1 || len(*h.Groups) != 1 || len(*h.DeletedUsers) != 1 ||
		len(*h.Activity) != 1 || len(*h.Mailboxes) != 1 || *h.UserCount != 2 || *h.NamesHidden {
		t.Errorf("%+v", h)
	}
	if len(h.Scan.Outcomes) != planned() {
		t.Errorf("%d outcomes", len(h.Scan.Outcomes))
	}
	for _, o := range h.Scan.Outcomes {
		if o.Status != models.StatusOK || o.Hash == "" || o.LookedAt.IsZero() || o.Took <= 0 {
			t.Errorf("%+v", o)
		}
	}
}

func TestAScanTellsHowFarItIsAndThatItEnded(t *testing.T) {
	w := newWorld(t)
	if err := w.Scan(t.Context(), "t", models.TriggerManual); err != nil {
		t.Fatal(err)
	}
	done := 0
	for _, e := range w.events {
		if p, ok := e.(event.ScanProgress); ok {
			if p.Total != planned() || p.TenantName != "Harbour Dental" || p.Done < done || p.Done > p.Total {
				t.Errorf("%+v after %d done", p, done)
			}
			done = p.Done
		}
	}
	n := len(w.events)
	if done != planned() || w.events[n-2] != (event.ScanEnded{TenantID: "t", ScanID: 1, State: models.ScanComplete}) || w.events[n-1] != (event.FiguresChanged{TenantID: "t"}) {
		t.Errorf("%d done, at last %+v", done, w.events[n-2:])
	}
}

func TestRowsThatDidNotChangeAreNotWrittenAgain(t *testing.T) {
	w := newWorld(t)
	_ = w.Scan(t.Context(), "t", models.TriggerManual)
	first := w.outcome(models.CollectUsers)
	w.graph.answer("/v1.0/users/$count", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "3") })
	if err := w.Scan(t.Context(), "t", models.TriggerManual); err != nil {
		t.Fatal(err)
	}
	h := w.last()
	if h.Users != nil || h.SignIns != nil || h.SKUs != nil || h.Organization != nil || h.Activity != nil || h.UserCount == nil {
		t.Errorf("%+v", h)
	}
	second := w.outcome(models.CollectUsers)
	if !second.ChangedAt.Equal(first.ChangedAt) || !second.LookedAt.After(first.LookedAt) || second.Rows != 2 {
		t.Errorf("%+v, before %+v", second, first)
	}
	if count := w.outcome(models.CollectUserCount); !count.ChangedAt.Equal(count.LookedAt) {
		t.Errorf("%+v", count)
	}
}

func TestServiceSignInsAreReadFromWhereTheLastScanLeftOff(t *testing.T) {
	w := newWorld(t)
	var asked []string
	w.graph.answer("/v1.0/auditLogs/signIns", func(rw http.ResponseWriter, r *http.Request) {
		since, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Query().Get("$filter"), "createdDateTime ge "), " and ")
		asked = append(asked, since)
		fmt.Fprint(rw, healthy["/v1.0/auditLogs/signIns"])
	})
	_ = w.Scan(t.Context(), "t", models.TriggerManual)
	first := w.outcome(models.CollectServiceSignIns)
	_ = w.Scan(t.Context(), "t", models.TriggerManual)
	if len(asked) != 2 || !strings.HasPrefix(asked[0], "2026-09-01T08:00:") || asked[1] != first.DataDate.AddDate(0, 0, -1).Format(time.RFC3339) {
		t.Errorf("asked since %v, the first read was of %v", asked, first.DataDate)
	}
}

func TestACollectorThatFailsLeavesItsRowsAndTheOthersAlone(t *testing.T) {
	w := newWorld(t)
	w.graph.answer("/v1.0/reports/getMailbox", refuse(503, "serviceNotAvailable"))
	w.graph.answer("/v1.0/security", refuse(403, "Authorization_RequestDenied"))
	if err := w.Scan(t.Context(), "t", models.TriggerManual); err != nil {
		t.Fatal(err)
	}
	h := w.last()
	if h.Mailboxes != nil || h.SecureScore != nil || h.Users == nil || h.Scan.State != models.ScanPartial {
		t.Errorf("%+v", h)
	}
	if o := w.outcome(models.CollectMailboxes); o.Status != models.StatusFailed || o.Fault.Code != "serviceNotAvailable" {
		t.Errorf("%+v", o)
	}
	if o := w.outcome(models.CollectSecureScore); o.Status != models.StatusDenied || o.Missing != "SecurityEvents.Read.All" {
		t.Errorf("%+v", o)
	}
}

func TestATenantWithoutP1IsACompleteScan(t *testing.T) {
	w := newWorld(t)
	w.graph.answer("/v1.0/users", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$top") == "500" {
			refuse(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")(rw, r)
			return
		}
		fmt.Fprint(rw, healthy["/v1.0/users"])
	})
	w.graph.answer("/v1.0/users/$count", func(rw http.ResponseWriter, _ *http.Request) { fmt.Fprint(rw, "2") })
	if err := w.Scan(t.Context(), "t", models.TriggerManual); err != nil {
		t.Fatal(err)
	}
	if h := w.last(); h.Users == nil || h.SignIns != nil || h.Scan.State != models.ScanComplete {
		t.Errorf("%+v, %+v", h.Scan, w.outcome(models.CollectSignIns))
	}
}

func TestATenantThatCannotBeAskedStoresNothingButWhy(t *testing.T) {
	for name, tc := range map[string]struct {
		spoil func(*msgraph)
		code  string
	}{
		"the token is refused":  {func(m *msgraph) { m.answer("/v1.0/organization", refuse(401, "InvalidAuthenticationToken")) }, "InvalidAuthenticationToken"},
		"everything is refused": {func(m *msgraph) { m.answer("/", refuse(403, "Authorization_RequestDenied")) }, "Authorization_RequestDenied"},
		"a proxy answers": {func(m *msgraph) {
			m.answer("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>pay here</html>") })
		}, fault.ProxyPage},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			tc.spoil(w.graph)
			err := w.Scan(t.Context(), "t", models.TriggerManual)
			if models.Explain(err).Code != tc.code {
				t.Errorf("%v", err)
			}
			if len(w.store.harvests) != 0 || w.store.ended[1] != models.ScanFailed || w.store.faults[1].Code != tc.code {
				t.Errorf("%+v", w.store)
			}
			if n := len(w.events); w.events[n-1] != (event.ScanEnded{TenantID: "t", ScanID: 1, State: models.ScanFailed}) {
				t.Errorf("%+v", w.events)
			}
		})
	}
}

func TestAStoreThatRefusesFailsTheScan(t *testing.T) {
	w := newWorld(t)
	w.store.broken = errors.New("disk full")
	if err := w.Scan(t.Context(), "t", models.TriggerManual); !errors.Is(err, w.store.broken) || w.store.ended[1] != models.ScanFailed {
		t.Errorf("%v, %s", err, w.store.ended[1])
	}
}

func TestCancelEndsAScanAtOnceAndStoresNoneOfIt(t *testing.T) {
	w := newWorld(t)
	asked := make(chan struct{})
	w.graph.answer("/v1.0/reports", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case asked <- struct{}{}:
		case <-r.Context().Done():
		}
		<-r.Context().Done()
	})
	ended := make(chan error)
	go func() { ended <- w.Scan(t.Context(), "t", models.TriggerManual) }()
	<-asked
	if running := w.Running(); len(running) != 1 || running[0].TenantID != "t" || running[0].Total != planned() {
		t.Errorf("%+v", running)
	}
	if err := w.Scan(t.Context(), "t", models.TriggerManual); !errors.Is(err, scan.ErrRunning) || models.Explain(err).Code != "scan-running" {
		t.Errorf("a second scan of the tenant: %v", err)
	}
	w.Cancel("another")
	w.Cancel("t")
	if err := <-ended; !errors.Is(err, context.Canceled) || models.Explain(err).Code != fault.Cancelled {
		t.Errorf("%v", err)
	}
	if len(w.store.harvests) != 0 || w.store.ended[1] != models.ScanCancelled || len(w.Running()) != 0 {
		t.Errorf("%+v, running %v", w.store.ended, w.Running())
	}
}

func TestTenantsThatMustNotBeScanned(t *testing.T) {
	w := newWorld(t, models.Tenant{ID: "off", State: models.TenantDisconnected})
	if err := w.Scan(t.Context(), "off", models.TriggerManual); !fault.Is(err, fault.TenantDisconnected) {
		t.Errorf("%v", err)
	}
	if err := w.Scan(t.Context(), "nobody", models.TriggerManual); !fault.Is(err, fault.TenantUnknown) {
		t.Errorf("%v", err)
	}
	if w.store.begun != 0 {
		t.Error("a scan was begun")
	}
}

func TestScanAllScansTheOthersWhenOneFails(t *testing.T) {
	var tenants []models.Tenant
	for i := range 7 {
		tenants = append(tenants, models.Tenant{ID: fmt.Sprint(i), Name: fmt.Sprint(i), State: models.TenantConnected})
	}
	tenants[3].State = models.TenantDeleted
	w := newWorld(t, tenants...)
	var calls, now, most atomic.Int32
	w.graph.answer("/v1.0/organization", func(rw http.ResponseWriter, r *http.Request) {
		defer now.Add(-1)
		for n := now.Add(1); ; {
			if m := most.Load(); n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		if calls.Add(1) == 2 {
			refuse(401, "InvalidAuthenticationToken")(rw, r)
			return
		}
		fmt.Fprint(rw, healthy["/v1.0/organization"])
	})
	err := w.ScanAll(t.Context(), models.TriggerSchedule)
	if !fault.Is(err, "InvalidAuthenticationToken") && models.Explain(err).Code != "InvalidAuthenticationToken" {
		t.Errorf("%v", err)
	}
	if len(w.store.harvests) != 5 || w.store.begun != 6 || most.Load() > 4 {
		t.Errorf("%d stored of %d begun, %d at once", len(w.store.harvests), w.store.begun, most.Load())
	}
}

func TestCancelAllAlsoStopsTheTenantsThatWait(t *testing.T) {
	var tenants []models.Tenant
	for i := range 9 {
		tenants = append(tenants, models.Tenant{ID: fmt.Sprint(i), State: models.TenantConnected})
	}
	w := newWorld(t, tenants...)
	asked := make(chan struct{}, len(tenants))
	w.graph.answer("/v1.0/organization", func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	})
	ended := make(chan error)
	go func() { ended <- w.ScanAll(t.Context(), models.TriggerManual) }()
	<-asked
	w.Cancel("")
	if err := <-ended; !errors.Is(err, context.Canceled) || models.Explain(err).Code != fault.Cancelled {
		t.Errorf("%v", err)
	}
	if w.store.begun > 4 || len(w.store.harvests) != 0 || len(w.Running()) != 0 {
		t.Errorf("%d scans were begun", w.store.begun)
	}
}
