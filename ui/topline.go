package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// topline shows where one is, what the window is narrowed to, the search box
// and the scan button or a running scan.
type topline struct {
	w       *Window
	title   *text.Label
	scope   *selectbox.Box
	chooser *fyne.Container // of the scope, hidden with it
	idle    bool            // nothing to scan
	clear   *chip.Chip
	scan    *button.Button
	busy    *busy.Bar
	room    *fyne.Container // of the bar, hidden with it
	root    fyne.CanvasObject
}

const everything = "all"

func newTopline(w *Window, s *search) *topline {
	t := &topline{w: w, title: text.Heading("")}
	t.scope = selectbox.New(lang.L("All tenants"), t.choose, selectbox.Option{ID: everything, Text: lang.L("All tenants")})
	t.scope.Select(everything)
	t.clear = chip.New(chip.Look{Label: lang.L("clear"), Remove: true}, func() { t.choose(everything) })
	t.clear.Hide()
	t.scan = button.Primary(lang.L("Scan now"), w.ScanNow)
	t.busy = busy.New(func() { w.CancelScan("") })
	t.room, t.chooser = place.Width(250, t.busy), place.Width(190, t.scope)
	left := place.Row(3*theme.Pad, t.title, t.chooser, t.clear)
	right := place.Row(3*theme.Pad, s.object(), t.room, t.scan)
	line := page.Edges(nil, nil, left, right, nil)
	t.root = container.NewStack(newGround(theme.Surface),
		page.Edges(nil, newLine(), nil, nil, place.InsetXY(theme.Margin, (theme.TopHeight-theme.ControlHeight)/2, line)))
	t.hideBusy()
	return t
}

func (t *topline) object() fyne.CanvasObject { return t.root }

func (t *topline) showRoute(at page.Route) {
	t.title.SetText(pageTitle(at.Page))
	t.scope.Select(scopeID(at.Scope))
	narrow := at.Scope != (portfolio.Scope{})
	scoped := at.Page != page.Settings && at.Page != page.Connect && at.Page != page.Onboarding && len(t.w.rows) > 0
	show(t.clear, narrow && scoped)
	show(t.chooser, scoped)
	t.root.Refresh()
}

func show(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

func (t *topline) showData(d shellData) {
	t.scope.SetOptions(scopeOptions(d.rows)...)
	t.showRoute(t.w.router.now)
	t.hideScan(len(d.rows) == 0)
}

// hideScan takes the scan button away while there is nothing to scan.
func (t *topline) hideScan(nothing bool) {
	t.idle = nothing
	show(t.scan, !nothing && !t.room.Visible())
	t.root.Refresh()
}

func (t *topline) showScanning(s *scanning) {
	if !s.active() {
		t.hideBusy()
		return
	}
	t.busy.Set(s.text(), s.share())
	t.room.Show()
	t.scan.Hide()
	t.root.Refresh()
}

func (t *topline) hideBusy() {
	t.busy.Done()
	t.room.Hide()
	show(t.scan, !t.idle)
	t.root.Refresh()
}

// choose narrows every page to a tenant or a customer, or to nothing.
func (t *topline) choose(id string) {
	to := t.w.router.now
	to.Scope, to.Select = scopeOf(id), ""
	if to.Page == page.Tenant && to.Scope.TenantID == "" {
		to.Page = page.Tenants
	}
	t.w.Navigate(to)
}

func scopeID(s portfolio.Scope) string {
	switch {
	case s.TenantID != "":
		return "t:" + s.TenantID
	case s.CustomerID != "":
		return "c:" + s.CustomerID
	default:
		return everything
	}
}

func scopeOf(id string) portfolio.Scope {
	if t, ok := strings.CutPrefix(id, "t:"); ok {
		return portfolio.Scope{TenantID: t}
	}
	if c, ok := strings.CutPrefix(id, "c:"); ok {
		return portfolio.Scope{CustomerID: c}
	}
	return portfolio.Scope{}
}

// scopeOptions are everything, the customers with several tenants, and each
// tenant by name.
func scopeOptions(rows []portfolio.TenantRow) []selectbox.Option {
	tenants := map[string]int{}
	names := map[string]string{}
	for i := range rows {
		if id := rows[i].Tenant.CustomerID; id != "" {
			tenants[id]++
			names[id] = rows[i].Customer
		}
	}
	var customers, single []selectbox.Option
	for id, n := range tenants {
		if n > 1 {
			customers = append(customers, selectbox.Option{ID: "c:" + id, Text: names[id] + " (" + page.Plural(n, "tenant", "tenants") + ")"})
		}
	}
	for i := range rows {
		single = append(single, selectbox.Option{ID: "t:" + rows[i].Tenant.ID, Text: page.TenantName(rows[i].Tenant)})
	}
	byText := func(a, b selectbox.Option) int { return cmp.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)) }
	slices.SortFunc(customers, byText)
	slices.SortFunc(single, byText)
	return slices.Concat([]selectbox.Option{{ID: everything, Text: lang.L("All tenants")}}, customers, single)
}
