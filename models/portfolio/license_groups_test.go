package portfolio

import (
	"maps"
	"testing"

	"msp-license-tracker/models"
)

func TestLicenceGroupsOfAScopeAreNamed(t *testing.T) {
	a, b := tenant("a", 5, 1, 2), tenant("b", 5, 0, 5)
	a.Groups = []models.Group{{ID: "g1", Name: "Sales"}}
	b.Groups = []models.Group{{ID: "g2", Name: "All staff"}}
	f := newFake(a, b)
	never := models.Tenant{ID: "never", State: models.TenantConnected}
	f.tenants = append(f.tenants, never)
	p := f.portfolio()
	for scope, want := range map[Scope]map[string]string{
		{}:                  {"g1": "Sales", "g2": "All staff"},
		{TenantID: "b"}:     {"g2": "All staff"},
		{TenantID: "never"}: {},
	} {
		if got, err := p.LicenseGroups(t.Context(), scope); err != nil || !maps.Equal(got, want) {
			t.Errorf("%+v: %v, %v, want %v", scope, got, err, want)
		}
	}
}
