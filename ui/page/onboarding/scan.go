package onboarding

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// scan is the step that watches the first scan and shows its first figures.
type scan struct {
	page     *Page
	tenantID string // the client connected here, "" = the first there is
	active   bool
	bar      *busy.Bar
	body     *fyne.Container
	object   fyne.CanvasObject
}

func newScan(p *Page) *scan {
	s := &scan{page: p, bar: busy.New(nil), body: place.Column(4 * theme.Pad)}
	s.object = page.Scrolled(form.Narrow(form.Width, s.body))
	return s
}

// scanning shows how far the scan is.
func (s *scan) scanning(what string, share float64, active bool) {
	was := s.active
	if s.active = active; active {
		s.bar.Set(what, share)
	}
	if was != active {
		s.fill()
	}
}

// row is the client whose first scan this is.
func (s *scan) row() (portfolio.TenantRow, bool) {
	rows := s.page.data.rows
	for i := range rows {
		if rows[i].Tenant.ID == s.tenantID {
			return rows[i], true
		}
	}
	if len(rows) > 0 {
		return rows[0], true
	}
	return portfolio.TenantRow{}, false
}

// fill shows where the first scan stands.
func (s *scan) fill() {
	r, known := s.row()
	switch {
	case !known:
		s.set(lang.L("No client is connected yet"), lang.L("Connect a client first; then the scan reads its licences, users and activity."),
			place.Row(0, button.Primary(lang.L("Connect a client"), func() { s.page.goTo(stepClient) })))
	case s.active:
		s.set(lang.L("Reading")+" "+page.TenantName(r.Tenant), lang.L("The scan reads licences, users and their last activity. It goes on when you leave this page."), s.bar)
	case r.LastState == models.ScanFailed:
		s.failed(r)
	case r.LastScan.IsZero():
		s.set(page.TenantName(r.Tenant)+" "+lang.L("is connected"), lang.L("The first scan reads licences, users and their last activity. Small clients take seconds, large ones some minutes."),
			place.Row(0, button.Primary(lang.L("Start first scan"), func() { s.page.world.Shell.ScanTenant(r.Tenant.ID) })))
	default:
		s.scanned(r)
	}
}

func (s *scan) set(title, sentence string, below ...fyne.CanvasObject) {
	s.body.Objects = append([]fyne.CanvasObject{place.Column(theme.Pad, text.Heading(title).Wrapped(), text.Muted(sentence).Wrapped())}, below...)
	s.body.Refresh()
}

func (s *scan) scanned(r portfolio.TenantRow) {
	facts := []factlist.Fact{
		{Label: lang.L("Licensed users"), Value: page.Count(r.LicensedUsers)},
		{Label: lang.L("Monthly spend"), Value: r.Spend.Format()},
		{Label: lang.L("Leakage per month"), Value: r.Leakage.Format(), Tone: theme.Caution},
	}
	if r.Unpriced > 0 {
		facts = append(facts, factlist.Fact{Label: lang.L("Products without a price"), Value: page.Count(r.Unpriced), Note: lang.L("left out of the sums")})
	}
	s.set(page.TenantName(r.Tenant)+" "+lang.L("has been scanned"), lang.L("These are the first figures. Every one of them can be opened down to the user, the price and the dates it comes from."),
		factlist.New(facts...),
		place.Wrap(2*theme.Pad, button.Primary(lang.L("Go to the dashboard"), s.page.finish),
			button.Secondary(lang.L("Connect another client"), func() { s.page.goTo(stepClient) })))
}

func (s *scan) failed(r portfolio.TenantRow) {
	below := []fyne.CanvasObject{}
	for _, reason := range r.Health.Reasons {
		below = append(below, banner.New(theme.Severe, reason.What), text.Flow(text.Span{Text: lang.L("What to do") + ": ", Bold: true}, text.Span{Text: reason.Next}))
	}
	below = append(below, place.Wrap(2*theme.Pad,
		button.Primary(lang.L("Scan again"), func() { s.page.world.Shell.ScanTenant(r.Tenant.ID) }).WithIcon(theme.IconRefresh),
		button.Secondary(lang.L("Reconnect"), func() { s.page.env.Navigate(page.For(page.Connect, r.Tenant.ID)) }),
		button.Link(lang.L("Go to the dashboard"), s.page.finish)))
	s.set(lang.L("The first scan did not end well"), page.TenantName(r.Tenant)+" "+lang.L("stays connected; nothing is lost."), below...)
}
