package users

import (
	"reflect"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page/pagetest"
)

func rosterRows(t *testing.T, s portfolio.Scope) []roster.Row {
	t.Helper()
	rows, err := (&pagetest.World{}).Roster(t.Context(), s)
	if err != nil || len(rows) == 0 {
		t.Fatal(len(rows), err)
	}
	return rows
}

func TestAViewTravelsAsText(t *testing.T) {
	for _, v := range []view{
		{}, {marks: []string{licensed}}, {marks: []string{blocked, noMFA}, sku: "s-1", group: "g-1"},
		{service: "Microsoft 365 apps", used: true}, {marks: []string{guest, inactive}, service: "Viva Engage"},
	} {
		if got := parse(v.String()); !reflect.DeepEqual(got, v) {
			t.Errorf("%+v became %q and then %+v", v, v, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "licensed,blocked", "sku:a,group:b,idle:Teams", "used:,idle:", ",,,", "used:Nothing", "licensed,licensed"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := parse(s).String()
		if twice := parse(once).String(); twice != once {
			t.Errorf("%q became %q and then %q", s, once, twice)
		}
	})
}

func TestTheUnknownIsNeitherNoMFANorInactive(t *testing.T) {
	r := roster.Row{UPN: "a@b.example"}
	for _, m := range []string{noMFA, inactive, blocked, licensed, guest} {
		if (view{marks: []string{m}}).filter("").Keep(&r) {
			t.Errorf("an account of which nothing is known is %q", m)
		}
	}
	r.MFA, r.Inactive = models.No, models.Yes
	if !(view{marks: []string{noMFA, inactive}}).filter("").Keep(&r) {
		t.Error("chips must narrow together and keep what is known")
	}
}

func TestFacetsAreThoseOfTheScope(t *testing.T) {
	rows := rosterRows(t, portfolio.Scope{})
	f := facetsOf(rows, map[string]string{pagetest.AllStaff: "All staff"})
	if f.tenants != len(pagetest.Rows()) {
		t.Errorf("%d tenants", f.tenants)
	}
	if want := []option{{pagetest.AllStaff, "All staff"}}; !reflect.DeepEqual(f.groups, want) {
		t.Errorf("groups %v", f.groups)
	}
	for _, m := range marks {
		n := 0
		for i := range rows {
			if (view{marks: []string{m}}).filter("").Keep(&rows[i]) {
				n++
			}
		}
		if n == 0 || f.counts[m] != n {
			t.Errorf("%s counts %d, the filter keeps %d", m, f.counts[m], n)
		}
	}
	for _, list := range [][]option{f.skus, f.services} {
		if len(list) == 0 {
			t.Error("nothing to choose from")
		}
		for _, o := range list {
			if o.id == "" || o.text == "" {
				t.Errorf("a choice without words: %+v", o)
			}
		}
	}
}

func TestAGroupThatWasNotReadIsToldByItsID(t *testing.T) {
	rows := []roster.Row{{Licenses: []roster.License{{SKUID: "s", Product: "P", Groups: []string{"g-9"}}}}}
	if f := facetsOf(rows, nil); len(f.groups) != 1 || f.groups[0].text != "g-9" {
		t.Errorf("groups %v", f.groups)
	}
}
