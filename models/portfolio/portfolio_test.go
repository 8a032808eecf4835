package portfolio

import (
	"context"
	"errors"
	"sync"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

func results(t *testing.T, p *Portfolio, scope Scope) []insight.Result {
	t.Helper()
	all, err := p.Results(t.Context(), scope)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestResultsAreKeptUntilSomethingChanged(t *testing.T) {
	f := newFake(tenant("a", 5, 1, 2), tenant("b", 5, 0, 5))
	p := f.portfolio()
	results(t, p, Scope{})
	results(t, p, Scope{TenantID: "a"})
	if f.loaded("a") != 1 || f.loaded("b") != 1 {
		t.Fatalf("loaded %v, want each tenant once", f.loads)
	}
	p.Invalidate("a")
	results(t, p, Scope{})
	if f.loaded("a") != 2 || f.loaded("b") != 1 {
		t.Fatalf("loaded %v, want only a again", f.loads)
	}
	p.Invalidate("")
	results(t, p, Scope{})
	if f.loaded("a") != 3 || f.loaded("b") != 2 {
		t.Fatalf("loaded %v, want both again", f.loads)
	}
}

func TestSettingsAreReadAfreshAfterAnInvalidation(t *testing.T) {
	f := newFake(tenant("a", 1, 1, 0))
	p := f.portfolio()
	if got := results(t, p, Scope{})[0].Totals.Leakage.String(); got != "22.00" {
		t.Fatalf("leakage %s", got)
	}
	own := usd("10")
	own.Scope, own.SKUID = money.WorkspacePrice, premium
	f.prices = []money.Price{own}
	p.Invalidate("")
	if got := results(t, p, Scope{})[0].Totals.Leakage.String(); got != "10.00" {
		t.Errorf("leakage %s after the price changed", got)
	}
}

// What was loaded before a change must not be kept after it.
func TestAnAnswerBegunBeforeAChangeIsNotKept(t *testing.T) {
	f := newFake(tenant("a", 1, 1, 0))
	p := f.portfolio()
	var once sync.Once
	f.onLoad = func() { once.Do(func() { p.Invalidate("a") }) }
	results(t, p, Scope{})
	results(t, p, Scope{})
	if f.loaded("a") != 2 {
		t.Errorf("loaded %d times, want a second time after the change", f.loaded("a"))
	}
}

func TestPagesThatAskAtOnceShareOneComputation(t *testing.T) {
	f := newFake(tenant("a", 5, 1, 2), tenant("b", 5, 0, 5), tenant("c", 5, 5, 0))
	p := f.portfolio()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if _, err := p.Dashboard(t.Context(), Scope{}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if f.loaded("a") != 1 || f.loaded("c") != 1 {
		t.Errorf("loaded %v, want each tenant once", f.loads)
	}
}

func TestDeletedTenantsAreNeverLoaded(t *testing.T) {
	f := newFake(tenant("a", 5, 1, 2), tenant("gone", 5, 5, 0))
	f.tenants[1].State = models.TenantDeleted
	p := f.portfolio()
	d, err := p.Dashboard(t.Context(), Scope{})
	if err != nil || d.Tenants != 1 || len(results(t, p, Scope{})) != 1 {
		t.Errorf("%d tenants, %v", d.Tenants, err)
	}
	if _, err := p.Result(t.Context(), "gone"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("result of a deleted tenant: %v", err)
	}
	if f.loaded("gone") != 0 {
		t.Error("a deleted tenant was loaded")
	}
}

func TestResultOfATenantNeverScanned(t *testing.T) {
	f := newFake(tenant("a", 1, 0, 1))
	f.tenants = append(f.tenants, models.Tenant{ID: "new", Name: "New", State: models.TenantConnected, AddedAt: ago(1)})
	p := f.portfolio()
	for _, id := range []string{"new", "nobody", ""} {
		if _, err := p.Result(t.Context(), id); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
	rows, err := p.Tenants(t.Context(), Scope{})
	if err != nil || len(rows) != 2 || rows[0].Tenant.Name != "New" || !rows[0].Spend.IsZero() || rows[0].Spend.Currency != "USD" {
		t.Errorf("rows %+v, %v", rows, err)
	}
}

func TestAScopeHasOneCurrency(t *testing.T) {
	f := newFake(tenant("a", 1, 1, 0), tenant("b", 1, 1, 0))
	f.customers = []models.Customer{{ID: "uk", Name: "British Ltd", Currency: "GBP"}}
	f.tenants[1].CustomerID = "uk"
	f.rates = []insight.Rate{{From: "USD", To: "GBP", Value: "0.5", Date: ago(2)}}
	p := f.portfolio()
	tests := []struct {
		name             string
		scope            Scope
		currency, amount string
		tenants          int
	}{
		{"everything: the workspace's", Scope{}, "USD", "44.00", 2},
		{"a customer: its own", Scope{CustomerID: "uk"}, "GBP", "11.00", 1},
		{"a tenant: its customer's", Scope{TenantID: "b"}, "GBP", "11.00", 1},
		{"a tenant without customer", Scope{TenantID: "a"}, "USD", "22.00", 1},
		{"nobody", Scope{TenantID: "nobody"}, "USD", "0.00", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := p.Dashboard(t.Context(), tt.scope)
			if err != nil || d.Currency != tt.currency || d.Leakage.String() != tt.amount || d.Tenants != tt.tenants {
				t.Errorf("%s %s, %d tenants, %v", d.Leakage, d.Currency, d.Tenants, err)
			}
		})
	}
}

func TestTenantThresholdsWin(t *testing.T) {
	s := tenant("a", 1, 0, 1)
	s.Accounts[0].SignIn.Success = ago(40)
	f := newFake(s)
	p := f.portfolio()
	if n := len(results(t, p, Scope{})[0].Findings); n != 0 {
		t.Fatalf("%d findings at 90 days", n)
	}
	f.tenants[0].Overrides.InactiveAfterDays = 30
	p.Invalidate("a")
	if n := len(results(t, p, Scope{})[0].Findings); n != 1 {
		t.Errorf("%d findings at 30 days", n)
	}
}

func TestErrorsNameTheOperation(t *testing.T) {
	f := newFake(tenant("a", 1, 0, 1))
	f.err = errors.New("disk gone")
	p := f.portfolio()
	_, dashboard := p.Dashboard(t.Context(), Scope{})
	_, coverage := p.Coverage(t.Context(), "a")
	_, figures := p.Figures(t.Context(), f.snapshots["a"])
	for name, err := range map[string]error{"dashboard": dashboard, "coverage": coverage, "figures": figures} {
		if !errors.Is(err, f.err) || err.Error() == f.err.Error() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledQuestionEnds(t *testing.T) {
	f := newFake(tenant("a", 1, 0, 1))
	p := f.portfolio()
	p.turn <- struct{}{} // somebody else computes
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Results(ctx, Scope{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
