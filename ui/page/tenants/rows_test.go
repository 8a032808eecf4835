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
		shown := 0
		for _, r := range rows {
			if inHealth(c.id)(r) {
				shown++
			}
		}
		if shown != c.count {
			t.Errorf("chip %q says %d, shows %d", c.id, c.count, shown)
		}
	}
	if sum != len(rows) {
		t.Errorf("chips count %d of %d tenants", sum, len(rows))
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
