package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/navlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// order of the pages in the sidebar; Ctrl+1 opens the first.
var order = []page.Name{page.Dashboard, page.Tenants, page.Leakage, page.Inactive, page.Licences, page.Users, page.Activity, page.Settings}

// sidebar shows the workspace, the pages and how fresh everything is.
type sidebar struct {
	w       *Window
	badge   *mark
	company *text.Label
	nav     *navlist.List
	head    *text.Label
	detail  *text.Label
	warn    *button.Button
	foot    *fyne.Container
	column  *fyne.Container
	root    fyne.CanvasObject
}

func newSidebar(w *Window) *sidebar {
	s := &sidebar{w: w, badge: newMark(), company: text.Strong("").Sized(14), head: text.Strong("").Sized(theme.TextSmall),
		detail: text.Small(""), warn: button.Link("", nil).WithIcon(theme.IconWarning)}
	s.nav = navlist.New(s.open,
		[]navlist.Item{{ID: string(page.Dashboard), Text: lang.L("Dashboard"), Icon: theme.IconDashboard},
			{ID: string(page.Tenants), Text: lang.L("Tenants"), Icon: theme.IconTenants},
			{ID: string(page.Leakage), Text: lang.L("Leakage"), Icon: theme.IconLeakage},
			{ID: string(page.Inactive), Text: lang.L("Inactive users"), Icon: theme.IconInactive}},
		[]navlist.Item{{ID: string(page.Licences), Text: lang.L("Licences"), Icon: theme.IconLicences},
			{ID: string(page.Users), Text: lang.L("Users"), Icon: theme.IconUsers}},
		[]navlist.Item{{ID: string(page.Activity), Text: lang.L("Activity"), Icon: theme.IconActivity},
			{ID: string(page.Settings), Text: lang.L("Settings"), Icon: theme.IconSettings}})
	s.warn.OnTap(func() { w.Navigate(page.Route{Page: page.Tenants}) })
	s.warn.Hide()
	brand := place.InsetXY(5*theme.Pad, 4*theme.Pad, place.Row(2.5*theme.Pad, s.badge, s.company))
	s.foot = place.Column(0, place.InsetXY(3*theme.Pad, 0, newLine()), place.InsetXY(5*theme.Pad, 3*theme.Pad, place.Column(2, s.head, s.detail, place.Row(0, s.warn))))
	s.column = page.Edges(brand, s.foot, nil, nil, place.InsetXY(3*theme.Pad, 0, container.NewVScroll(s.nav)))
	s.root = page.Edges(nil, nil, nil, newLine(), container.NewStack(newGround(theme.Surface), place.Width(theme.SidebarWidth-theme.Hairline, s.column)))
	s.setCompany(models.DefaultWorkspace())
	return s
}

func (s *sidebar) object() fyne.CanvasObject { return s.root }

// open leads to a page and keeps what the window is narrowed to.
func (s *sidebar) open(id string) { s.w.openPage(page.Name(id)) }

// openPage leads to a page and keeps what the window is narrowed to.
func (w *Window) openPage(n page.Name) {
	to := page.Route{Page: n, Scope: w.router.now.Scope}
	if n == page.Settings {
		to.Scope = portfolio.Scope{}
	}
	w.Navigate(to)
}

func (s *sidebar) mark(n page.Name) {
	switch n {
	case page.Tenant, page.Connect, page.Partner:
		n = page.Tenants
	}
	s.nav.Select(string(n))
}

func (s *sidebar) showData(d shellData, now time.Time) {
	s.setCompany(d.workspace)
	st := statusOf(d.rows, now)
	s.head.SetText(st.head)
	s.detail.SetText(st.detail)
	if st.attention > 0 {
		s.warn.SetText(page.Plural(st.attention, "needs attention", "need attention"))
		s.warn.Show()
	} else {
		s.warn.Hide()
	}
	s.foot.Refresh()
	s.column.Refresh() // makes room for it
	critical := 0
	for i := range d.rows {
		if d.rows[i].Health.Level == portfolio.Critical {
			critical++
		}
	}
	s.nav.SetCount(string(page.Tenants), critical, theme.Severe)
}

func (s *sidebar) setCompany(ws models.Workspace) {
	name := strings.TrimSpace(ws.Company)
	if name == "" {
		name = lang.L("Your company")
	}
	s.company.SetText(name)
	s.badge.set(name, ws.Logo)
}
