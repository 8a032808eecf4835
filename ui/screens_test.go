package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/theme"
)

// screen is one picture of the window.
type screen struct {
	name  string
	world func() *pagetest.World
	at    page.Route
	then  func(*rig)
}

func full() *pagetest.World  { return &pagetest.World{} }
func empty() *pagetest.World { return &pagetest.World{Empty: true} }

func screens() []screen {
	fjord := tenantID(1)
	return []screen{
		{"dashboard", full, page.Route{Page: page.Dashboard}, nil},
		{"dashboard-tenant", full, page.For(page.Dashboard, fjord), nil},
		{"dashboard-empty", empty, page.Route{Page: page.Dashboard}, nil},
		{"dashboard-failing", failing, page.Route{Page: page.Dashboard}, nil},
		{"dashboard-scanning", full, page.Route{Page: page.Dashboard}, scanSome},
		{"tenants", full, page.Route{Page: page.Tenants}, nil},
		{"tenant", full, page.For(page.Tenant, fjord), nil},
		{"tenant-critical", full, page.For(page.Tenant, tenantID(5)), nil},
		{"leakage", full, page.Route{Page: page.Leakage, Select: firstKey(insight.Inactive)}, nil},
		{"leakage-tenant", full, page.Route{Page: page.Leakage, Scope: page.For(page.Leakage, fjord).Scope, Filter: string(insight.Blocked)}, nil},
		{"leakage-hidden", full, page.Route{Page: page.Leakage, Filter: page.FilterHidden}, nil},
		{"leakage-unpriced", full, page.Route{Page: page.Leakage, Filter: page.FilterUnpriced}, nil},
		{"inactive", full, page.Route{Page: page.Inactive}, nil},
		{"licences", full, page.Route{Page: page.Licences}, nil},
		{"users", full, page.Route{Page: page.Users}, nil},
		{"users-tenant", full, page.Route{Page: page.Users, Scope: page.For(page.Users, fjord).Scope, Filter: "licensed,no-mfa"}, nil},
		{"users-hidden", full, page.For(page.Users, tenantID(11)), nil},
		{"users-empty", empty, page.Route{Page: page.Users}, nil},
		{"users-columns", full, page.Route{Page: page.Users}, func(r *rig) { r.tap("Columns") }},
		{"users-turns", full, page.Route{Page: page.Users}, manyColumns},
		{"activity", full, page.Route{Page: page.Activity}, nil},
		{"activity-empty", empty, page.Route{Page: page.Activity}, nil},
		{"settings-company", full, page.Route{Page: page.Settings}, nil},
		{"settings-defaults", full, page.Route{Page: page.Settings, Filter: "defaults"}, nil},
		{"settings-prices", full, page.Route{Page: page.Settings, Filter: "prices", Select: pagetest.Results()[0].Seats[0].SKUID}, nil},
		{"settings-app", full, page.Route{Page: page.Settings, Filter: "app"}, nil},
		{"connect", full, page.Route{Page: page.Connect}, nil},
		{"modal", full, page.Route{Page: page.Tenants}, func(r *rig) { r.Disconnect(tenantID(3), "Brightwell School") }},
		{"failure", full, page.Route{Page: page.Tenants}, func(r *rig) {
			r.fail("The scan of Oak Lane Clinic did not end well.", &models.Failure{Explanation: *pagetest.SecretExpired()})
		}},
		{"toast", full, page.For(page.Tenant, fjord), func(r *rig) { r.ClientPDF(fjord, "Fjord Logistics"); r.settle() }},
		{"search", full, page.Route{Page: page.Tenants}, func(r *rig) { r.shell.search.changed("ha") }},
	}
}

// manyColumns chooses more columns than fit.
func manyColumns(r *rig) {
	r.tap("Columns")
	for _, c := range []string{"E-mail", "Country", "Last sign-in", "Exchange", "Mail MB", "Created"} {
		r.tap(c)
	}
	r.tapLast("Close")
	r.settle()
}

func scanSome(r *rig) {
	for i := range 3 {
		r.scanning.progress(models.Progress{TenantID: tenantID(i), TenantName: pagetest.Rows()[i].Tenant.Name, Collector: models.CollectUsers, Rows: 1200, Done: 4, Total: 10})
	}
	r.scanning.end(tenantID(0))
	r.shell.showScanning(&r.scanning)
}

func firstKey(c insight.Cause) string {
	for _, r := range pagetest.Results() {
		for i := range r.Findings {
			if r.Findings[i].Cause == c {
				return r.Findings[i].Key()
			}
		}
	}
	return ""
}

// TestScreens draws every page in its states. With SCREENS_DIR set it writes
// the pictures there, in light and dark, for people to look
// at; without, it lays them out once, to see that nothing fails. SCREENS
// narrows to names that hold its text, SCREENS_WIDE adds 2560 × 1440.
func TestScreens(t *testing.T) {
	dir := os.Getenv("SCREENS_DIR")
	for _, s := range slices.Concat(screens(), connectScreens(), partnerScreens()) {
		if only := os.Getenv("SCREENS"); only != "" && !strings.Contains(s.name, only) {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			r := newRig(t, s.world())
			r.at(s.at)
			if s.then != nil {
				s.then(r)
			}
			if r.says("Reading the last scan") {
				t.Error("the page still waits for its rows")
			}
			if m := r.win.Content().MinSize(); m.Width > 1200 || m.Height > 760 {
				t.Errorf("the window cannot be made smaller than %v", m)
			}
			if dir == "" {
				return
			}
			for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
				r.app.Settings().SetTheme(theme.New("#2457D6", mode))
				r.picture(fyne.NewSize(1280, 800), dir, s.name+"-"+string(mode)+"-1280")
				if os.Getenv("SCREENS_WIDE") != "" {
					r.picture(fyne.NewSize(2560, 1440), dir, s.name+"-"+string(mode)+"-2560")
				}
			}
		})
	}
}

func (r *rig) picture(size fyne.Size, dir, name string) {
	r.t.Helper()
	for range 3 { // wrapped texts find their height from one layout to the next
		r.win.Resize(size)
		r.win.Content().Refresh()
	}
	img := r.win.Canvas().Capture()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		r.t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		r.t.Fatal(err)
	}
}
