package portfolio

import (
	"errors"
	"slices"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/roster"
)

func TestRosterIsEveryAccountOfAScopeByTenant(t *testing.T) {
	f := newFake(tenant("b", 5, 1, 1), tenant("a", 5, 0, 2))
	f.tenants = append(f.tenants, models.Tenant{ID: "never", Name: "Never scanned", State: models.TenantConnected})
	p := f.portfolio()
	for name, c := range map[string]struct {
		scope Scope
		want  []string
	}{
		"all":            {Scope{}, []string{"a-a", "a-b", "b-a", "b-b"}},
		"one tenant":     {Scope{TenantID: "b"}, []string{"b-a", "b-b"}},
		"never scanned":  {Scope{TenantID: "never"}, nil},
		"unknown tenant": {Scope{TenantID: "x"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := p.Roster(t.Context(), c.scope)
			var ids []string
			for _, r := range rows {
				ids = append(ids, r.UserID)
			}
			if err != nil || !slices.Equal(ids, c.want) {
				t.Errorf("%v, %v", ids, err)
			}
		})
	}
}

func TestRosterShowsTheOwnersNamesAndThresholds(t *testing.T) {
	name := "Premium of ours"
	f := newFake(tenant("a", 5, 0, 1))
	f.settings = []models.SKUSetting{{SKUID: premium, Name: &name}}
	f.snapshots["a"].Accounts[0].SignIn.Success = ago(20)
	for days, want := range map[int]models.Known{30: models.No, 15: models.Yes} {
		f.tenants[0].Overrides.InactiveAfterDays = days
		rows, err := f.portfolio().Roster(t.Context(), Scope{})
		if err != nil || rows[0].Licenses[0].Product != name || rows[0].Inactive != want {
			t.Errorf("after %d days: %+v, %v", days, rows, err)
		}
	}
}

// The roster and the findings judge use alike.
func TestRosterAgreesWithTheFindings(t *testing.T) {
	f := newFake(tenant("a", 9, 0, 5))
	for i, days := range []int{1, 89, 90, 91, 400} {
		f.snapshots["a"].Accounts[i].SignIn.Success = ago(days)
	}
	p := f.portfolio()
	result, err := p.Result(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := p.Roster(t.Context(), Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		found := slices.ContainsFunc(result.Findings, func(f insight.Finding) bool { return f.UserID == r.UserID && f.Cause == insight.Inactive })
		if found != (r.Inactive == models.Yes) {
			t.Errorf("%s, idle %d days: finding %v, roster %v", r.UserID, r.IdleDays.Value, found, r.Inactive)
		}
	}
}

func TestRosterInPages(t *testing.T) {
	p := newFake(tenant("a", 9, 2, 2), tenant("b", 9, 1, 1)).portfolio()
	ids, err := p.RosterIDs(t.Context(), Scope{}, roster.Filter{Blocked: models.Yes})
	want := []roster.ID{{TenantID: "a", UserID: "a-a"}, {TenantID: "a", UserID: "a-b"}, {TenantID: "b", UserID: "b-a"}}
	if err != nil || !slices.Equal(ids, want) {
		t.Fatalf("%v, %v", ids, err)
	}
	page := []roster.ID{want[2], {TenantID: "a", UserID: "gone"}, want[0]}
	rows, err := p.RosterRows(t.Context(), page)
	if err != nil || len(rows) != 2 || rows[0].UserID != "b-a" || rows[1].UserID != "a-a" {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestSafeToRemoveOfOneAccount(t *testing.T) {
	p := newFake(tenant("a", 9, 1, 1)).portfolio()
	card, err := p.SafeToRemove(t.Context(), "a", "a-a")
	if err != nil || card.Row.UserID != "a-a" || len(card.Steps) == 0 {
		t.Errorf("%+v, %v", card, err)
	}
	for _, ids := range [][2]string{{"a", "nobody"}, {"x", "a-a"}, {"", "a-a"}} {
		if _, err := p.SafeToRemove(t.Context(), ids[0], ids[1]); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%v: %v", ids, err)
		}
	}
}

func TestServicesCountTheHoldersOfAScope(t *testing.T) {
	one := tenant("a", 9, 0, 3)
	one.SKUs[0].Plans = []models.ServicePlan{{Name: "TEAMS1"}}
	usage, err := newFake(one).portfolio().Services(t.Context(), Scope{})
	if err != nil || len(usage.Rows) != 3 || len(usage.SKUs) != 1 || usage.SKUs[0].Services[0].Unknown != 3 {
		t.Errorf("%+v, %v", usage, err)
	}
}

func TestRosterFailsWithItsSource(t *testing.T) {
	f := newFake(tenant("a", 9, 0, 1))
	p := f.portfolio()
	f.err = errors.New("disk")
	if _, err := p.Roster(t.Context(), Scope{}); !errors.Is(err, f.err) {
		t.Errorf("got %v", err)
	}
	if _, err := p.Services(t.Context(), Scope{}); !errors.Is(err, f.err) {
		t.Errorf("got %v", err)
	}
	if _, err := p.RosterRows(t.Context(), nil); !errors.Is(err, f.err) {
		t.Errorf("got %v", err)
	}
}
