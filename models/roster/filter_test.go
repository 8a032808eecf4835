package roster

import (
	"testing"

	"msp-license-tracker/models"
)

func TestFilters(t *testing.T) {
	p, failing, guest := busy(), bare(), bare()
	failing.User.Licenses = []models.License{{SKUID: "premium", Groups: []string{"g1"}, Error: "CountViolation"}}
	guest.Type, guest.Enabled = models.Guest, models.No
	guest.MFA = &models.MFA{Registered: models.No}
	b := builder(seen())
	rows := map[string]Row{"busy": b.Row(&p), "failing": b.Row(&failing), "guest": b.Row(&guest)}
	for name, c := range map[string]struct {
		filter Filter
		keeps  []string
	}{
		"everybody":                   {Filter{}, []string{"busy", "failing", "guest"}},
		"licensed":                    {Filter{Licensed: models.Yes}, []string{"busy"}},
		"unlicensed":                  {Filter{Licensed: models.No}, []string{"failing", "guest"}},
		"blocked":                     {Filter{Blocked: models.Yes}, []string{"guest"}},
		"not blocked, as far as told": {Filter{Blocked: models.No}, []string{"busy"}},
		"guests":                      {Filter{Guest: models.Yes}, []string{"guest"}},
		"no MFA":                      {Filter{MFA: models.No}, []string{"guest"}},
		"inactive":                    {Filter{Inactive: models.Yes}, []string{"failing", "guest"}},
		"SKU":                         {Filter{SKUID: "visio"}, []string{"busy"}},
		"group":                       {Filter{GroupID: "g1"}, []string{"busy", "failing"}},
		"SKU not by that group":       {Filter{SKUID: "visio", GroupID: "g1"}, nil},
		"service":                     {Filter{Service: Teams}, []string{"busy"}},
		"service used":                {Filter{Service: Teams, Used: models.Yes}, nil},
		"service idle":                {Filter{Service: Teams, Used: models.No}, []string{"busy"}},
		"service no licence holds":    {Filter{Service: PowerBI}, nil},
		"text, whatever the case":     {Filter{Text: " SAID"}, []string{"busy"}},
		"text nobody has":             {Filter{Text: "zzz"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			kept := map[string]bool{}
			for who, row := range rows {
				if c.filter.Keep(&row) {
					kept[who] = true
				}
			}
			for _, who := range c.keeps {
				if !kept[who] {
					t.Errorf("%s is left out", who)
				}
			}
			if len(kept) != len(c.keeps) {
				t.Errorf("kept %v, want %v", kept, c.keeps)
			}
		})
	}
}

func TestUsageCountsHoldersByService(t *testing.T) {
	p, idle, failing := busy(), bare(), bare()
	idle.ID, idle.User.Licenses = "idle", []models.License{{SKUID: "visio"}, {SKUID: "elsewhere"}}
	failing.User.Licenses = []models.License{{SKUID: "premium", Error: "CountViolation"}}
	b := builder(seen())
	usage := UsageOf([]Row{b.Row(&p), b.Row(&idle), b.Row(&failing)})
	if len(usage.Rows) != 2 || len(usage.SKUs) != 3 {
		t.Fatalf("%d rows, %d SKUs", len(usage.Rows), len(usage.SKUs))
	}
	elsewhere, premium, visio := usage.SKUs[0], usage.SKUs[1], usage.SKUs[2]
	if elsewhere.Plans || elsewhere.Holders != 1 || len(elsewhere.Services) != 0 {
		t.Errorf("a SKU whose plans are not told: %+v", elsewhere)
	}
	if premium.Holders != 1 || len(premium.Services) != 6 || premium.Services[0] != (ServiceTotal{Service: Exchange, Used: 1}) {
		t.Errorf("premium: %+v", premium)
	}
	if visio.Holders != 2 || visio.Services[0] != (ServiceTotal{Service: Visio, Used: 1, Idle: 1, Weak: 1}) {
		t.Errorf("Visio: %+v", visio)
	}
}
