package tenants

import (
	"testing"

	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page/pagetest"
)

func TestHealthChipsCountEveryTenantOnce(t *testing.T) {
	rows := pagetest.Rows()
	sum := 0
	for _, c := range choices(rows)[1:] {
		sum += c.count
		if got := len(filter(rows, c.id, "")); got != c.count {
			t.Errorf("chip %q says %d, shows %d", c.id, c.count, got)
		}
	}
	if sum != len(rows) {
		t.Errorf("chips count %d of %d tenants", sum, len(rows))
	}
}

func TestSearchLooksAtNameDomainCustomerAndTag(t *testing.T) {
	rows := pagetest.Rows()
	rows[3].Tenant.Tags = []string{"edu"}
	for needle, want := range map[string]int{"fjord": 1, "KESTREL-ENG": 1, "harbour group": 2, "edu": 1, "nobody": 0, "": len(rows)} {
		if got := len(filter(rows, "", needle)); got != want {
			t.Errorf("%q finds %d, want %d", needle, got, want)
		}
	}
}

func TestATenantWithoutScoreHasADash(t *testing.T) {
	if got := score(&portfolio.TenantRow{}); got != "—" {
		t.Error(got)
	}
	if got := score(&portfolio.TenantRow{SecureScore: 61.4, HasScore: true}); got != "61 %" {
		t.Error(got)
	}
}
