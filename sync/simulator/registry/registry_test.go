package registry

import (
	"errors"
	"slices"
	"testing"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// standing is a registry whose clock does not move.
func standing(t *testing.T, delay time.Duration) (*Registry, *App, *world.World) {
	t.Helper()
	w, err := world.New(world.Options{Seed: 1, Tenants: 2, Customers: 2, Users: 8, Anchor: 20777})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	r, shared, _ := New(Options{World: w, Now: func() time.Time { return at }, Replication: delay, Propagation: delay})
	return r, shared, w
}

func TestConsentingAgainTakesAwayWhatIsNoLongerAskedFor(t *testing.T) {
	r, shared, w := standing(t, 0)
	tenant := w.Tenants[0]
	r.Consent(shared.ID, tenant)
	if got := r.Roles(shared.ID, tenant.ID, GraphApp); len(got) != len(ScanRoles) {
		t.Fatalf("roles %v", got)
	}
	r.ConsentScopes(shared.ID, tenant.ID, "somebody", GraphApp, []string{"User.Read"})
	if _, err := r.Change(w.Home.ID, shared.ID, func(a *App) {
		a.Required = []Required{List(GraphApp, []string{"User.Read.All"}, []string{"Reports.Read.All"})}
	}); err != nil {
		t.Fatal(err)
	}
	r.Consent(shared.ID, tenant)
	if got := r.Roles(shared.ID, tenant.ID, GraphApp); !slices.Equal(got, []string{"User.Read.All"}) {
		t.Errorf("roles %v", got)
	}
	if got := r.Scopes(shared.ID, tenant.ID, "somebody", GraphApp); !slices.Equal(got, []string{"Reports.Read.All", "User.Read"}) {
		t.Errorf("scopes %v: what single people consented to stays", got)
	}
}

func TestEveryChangeWaitsForItsOwnDelay(t *testing.T) {
	r, shared, w := standing(t, time.Minute)
	tenant := w.Tenants[1]
	r.Consent(shared.ID, tenant)
	if _, ok := r.Present(shared.ID, tenant.ID); ok {
		t.Error("present at once")
	}
	r.Settle()
	if _, ok := r.Present(shared.ID, tenant.ID); !ok || len(r.Roles(shared.ID, tenant.ID, GraphApp)) == 0 {
		t.Error("not present after the delay")
	}
	p, text, err := r.AddPassword(w.Home.ID, shared.ID, Password{Name: "new"})
	if err != nil || r.CheckSecret(shared.ID, text, p.Start) != Wrong {
		t.Errorf("a new secret works at once: %v", err)
	}
	r.Settle()
	if r.CheckSecret(shared.ID, text, p.Start) != Good || r.CheckSecret(shared.ID, text, p.End) != Expired {
		t.Error("a settled secret works until its end")
	}
}

func TestChangesOfOtherTenantsAreRefused(t *testing.T) {
	r, shared, w := standing(t, 0)
	other := w.Tenants[0].ID
	if _, _, err := r.AddPassword(other, shared.ID, Password{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("a secret for somebody else's registration: %v", err)
	}
	if _, err := r.Change(other, shared.ID, func(*App) {}); !errors.Is(err, ErrNotFound) {
		t.Errorf("a change of somebody else's registration: %v", err)
	}
	if _, err := r.CreatePrincipal(other, w.Tenants[1].ClientID); !errors.Is(err, ErrNoBacking) {
		t.Errorf("an application of one tenant in another: %v", err)
	}
}
