package world

import "testing"

func TestCustomersOfThePartner(t *testing.T) {
	w, err := New(Options{Seed: 1, Tenants: 12, Customers: 40, Anchor: 20777})
	if err != nil {
		t.Fatal(err)
	}
	all, today := w.Customers(), w.Options.Anchor
	if len(all) != 40 || w.Tenant(w.Home.Domain) != w.Home || w.Tenant(all[39].ID) != all[39] {
		t.Fatalf("%d customers", len(all))
	}
	ids := map[string]bool{w.Home.ID: true}
	for _, c := range all {
		if ids[c.ID] || c.Plain() == nil || c.Admin() == nil {
			t.Errorf("%s: not distinct, or without people", c.Name)
		}
		ids[c.ID] = true
	}
	for place, want := range map[int]int{0: 5, 2: 3, 3: 0, 4: 0, 5: 0, 6: 0, 8: 2, 9: 5, 11: 5, 13: 3, 14: 0, 15: 1, 16: 5, 17: 0, 18: 5, 20: 0} {
		if roles, ok := w.RolesIn(all[place], w.Technician(), today); len(roles) != want || ok != (want > 0) {
			t.Errorf("customer %d: roles %v", place, roles)
		}
	}
	if _, ok := w.RolesIn(all[0], w.Bystander(), today); ok {
		t.Error("somebody outside the groups has access")
	}
	if _, ok := w.RolesIn(all[1], all[0].Admin(), today); ok {
		t.Error("a customer has access to another")
	}
	if roles, ok := w.RolesIn(all[7], w.Technician(), today+13); ok {
		t.Errorf("after its end a relationship gives %v", roles)
	}
}
