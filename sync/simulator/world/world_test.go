package world

import (
	"slices"
	"testing"
	"time"
)

var anchor = DayOf(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))

func make12(t *testing.T) *World {
	t.Helper()
	w, err := New(Options{Seed: 1, Tenants: 12, Anchor: anchor})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// find is the SKU of a tenant by part number.
func find(t *testing.T, tn *Tenant, part string) *SKU {
	t.Helper()
	for _, s := range tn.SKUs {
		if s.PartNumber == part {
			return s
		}
	}
	t.Fatalf("%s has no %s", tn.Name, part)
	return nil
}

func TestEachTenantHasItsStory(t *testing.T) {
	w := make12(t)
	count := func(tn *Tenant, is func(*User) bool) int {
		n := 0
		for _, u := range tn.Users {
			if u.Present(anchor) && is(u) {
				n++
			}
		}
		return n
	}
	blocked := func(u *User) bool { return u.Blocked.happened(anchor) && u.Licensed(anchor) }
	for _, tc := range []struct {
		tenant int
		what   string
		holds  func(tn *Tenant) bool
	}{
		{0, "leavers still licensed", func(tn *Tenant) bool { return count(tn, blocked) == 2 }},
		{1, "licensed shared mailboxes, one over 50 GiB, one with archive", func(tn *Tenant) bool {
			is := func(f func(u *User) bool) int {
				return count(tn, func(u *User) bool { return u.Kind == Shared && u.Licensed(anchor) && f(u) })
			}
			return is(func(*User) bool { return true }) == 5 && is(func(u *User) bool { return u.MailMB > 50*1024 }) == 1 && is(func(u *User) bool { return u.Archive }) == 1
		}},
		{2, "Copilot idle", func(tn *Tenant) bool {
			s := find(t, tn, "Microsoft_365_Copilot")
			return count(tn, func(u *User) bool { return u.Uses(s, anchor) && u.LastCopilot(anchor) < anchor-90 }) == 8
		}},
		{3, "no Entra P1", func(tn *Tenant) bool { return !tn.EntraPremium(anchor) }},
		{4, "concealed names", func(tn *Tenant) bool { return tn.Concealed && tn.EntraPremium(anchor) }},
		{5, "over-assigned", func(tn *Tenant) bool {
			s := find(t, tn, "ENTERPRISEPACK")
			return tn.Assigned(s, anchor) > s.Units(anchor).Enabled && len(s.Purchases) == 2
		}},
		{6, "suspended with people on it", func(tn *Tenant) bool {
			s := find(t, tn, "O365_BUSINESS_PREMIUM")
			return s.Status(anchor) == "Suspended" && tn.Assigned(s, anchor) == 5 && s.Status(anchor-100) == "Enabled"
		}},
		{7, "a million free units", func(tn *Tenant) bool { return find(t, tn, "POWER_BI_STANDARD").Units(anchor).Enabled == 1000000 }},
		{8, "guests with paid licences", func(tn *Tenant) bool {
			return count(tn, func(u *User) bool { return u.Kind == Guest && u.Licensed(anchor) }) == 3
		}},
		{9, "never used, inside and beyond 30 days", func(tn *Tenant) bool {
			never := func(young bool) int {
				return count(tn, func(u *User) bool {
					return u.Kind == Person && u.Licensed(anchor) && u.LastUse(anchor) == 0 && (anchor-u.Grants[0].From <= 30) == young
				})
			}
			return never(true) == 6 && never(false) == 7
		}},
		{10, "group licences in error and held twice", func(tn *Tenant) bool {
			broken := count(tn, func(u *User) bool { return slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.Error != "" }) })
			return broken == 3
		}},
		{11, "AuditLog.Read.All not granted", func(tn *Tenant) bool { return slices.Contains(tn.Denied, "AuditLog.Read.All") }},
	} {
		if !tc.holds(w.Tenants[tc.tenant]) {
			t.Errorf("%s: %s: not so", w.Tenants[tc.tenant].Name, tc.what)
		}
	}
}

func TestSeatsNeverExceedPurchasesExceptWhereTheStorySaysSo(t *testing.T) {
	for _, tn := range make12(t).Tenants {
		for _, s := range tn.SKUs {
			if tn.Story == make12(t).Tenants[5].Story || s.Status(anchor) == "Suspended" {
				continue
			}
			for _, ago := range []Day{365, 270, 180, 90, 60, 30, 0} {
				u, day := s.Units(anchor-ago), anchor-ago
				if n := tn.Assigned(s, day); s.Status(day) != "" && n > u.Enabled+u.Warning {
					t.Errorf("%s %s %d days ago: %d assigned, %+v", tn.Name, s.PartNumber, ago, n, u)
				}
			}
		}
	}
}

func TestPeopleComeAndGo(t *testing.T) {
	for _, tn := range make12(t).Tenants[:11] {
		joined, left := 0, 0
		for _, u := range tn.Users {
			if u.Present(anchor) && !u.Present(anchor-365) {
				joined++
			}
			if !u.Present(anchor) && u.Present(anchor-365) {
				left++
			}
		}
		if joined == 0 || left == 0 {
			t.Errorf("%s: %d joined and %d left in a year", tn.Name, joined, left)
		}
	}
}

func TestWorldDependsOnSeedAndAnchorOnly(t *testing.T) {
	a, b := make12(t), make12(t)
	for i := range a.Tenants {
		x, y := a.Tenants[i], b.Tenants[i]
		if x.ID != y.ID || x.Secret != y.Secret || len(x.Users) != len(y.Users) {
			t.Fatalf("%s differs", x.Name)
		}
		for j := range x.Users {
			if x.Users[j].UPN != y.Users[j].UPN || x.Users[j].ID != y.Users[j].ID {
				t.Fatalf("%s: user %d differs", x.Name, j)
			}
		}
	}
	other, err := New(Options{Seed: 2, Tenants: 12, Anchor: anchor})
	if err != nil {
		t.Fatal(err)
	}
	if other.Tenants[0].ID == a.Tenants[0].ID {
		t.Error("another seed gives the same tenant")
	}
}

func TestIDsAndNamesAreUnique(t *testing.T) {
	w, err := New(Options{Seed: 3, Tenants: 60, Anchor: anchor})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	once := func(kind, id string) {
		if seen[kind+id] {
			t.Errorf("%s %s twice", kind, id)
		}
		seen[kind+id] = true
	}
	for _, tn := range w.Tenants {
		once("tenant", tn.ID)
		once("domain", tn.Domain)
		once("client", tn.ClientID)
		for _, u := range tn.Users {
			once("user", u.ID)
			once("upn", u.UPN)
		}
		for _, s := range tn.SKUs {
			for _, p := range s.Purchases {
				once("purchase", p.ID)
			}
		}
	}
}

func BenchmarkLargeTenant(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{Seed: 1, Tenants: 1, Users: 100000, Anchor: anchor}); err != nil {
			b.Fatal(err)
		}
	}
}
