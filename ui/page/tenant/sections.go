package tenant

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/coverage"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/emptystate"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/stat"
	"msp-license-tracker/ui/widget/text"
)

func (p *Page) sections() []fyne.CanvasObject {
	halves := func(left, right fyne.CanvasObject) fyne.CanvasObject {
		return place.Shares(theme.Gap, 760, []float32{1, 1}, left, right)
	}
	if !p.data.scanned {
		return []fyne.CanvasObject{p.head(), p.unscanned(), halves(p.allowed.Object(), p.connection())}
	}
	p.showSources()
	return []fyne.CanvasObject{
		p.head(),
		place.Grid(170, theme.Gap, p.figures()...),
		p.seats(),
		halves(place.Column(theme.Gap, p.sources, p.allowed.Object()),
			place.Column(theme.Gap, card.Titled(lang.L("Subscriptions and renewals"), nil, p.renewals()), p.connection())),
	}
}

// showSources shows what the last scan saw beside what the tenant allows now.
func (p *Page) showSources() {
	var copying fyne.CanvasObject
	if details := coverage.Details(p.data.outcomes); details != "" {
		copying = button.Link(lang.L("Copy details"), func() { p.env.Copy(details) })
	}
	p.sources.Objects = []fyne.CanvasObject{card.Titled(lang.L("What the last scan saw"), copying, coverage.List(p.data.outcomes, p.allowed.Checks()))}
	p.sources.Refresh()
	p.body.Refresh()
}

// unscanned says what the first scan will bring.
func (p *Page) unscanned() fyne.CanvasObject {
	t := p.data.row.Tenant
	return card.New(emptystate.New(theme.IconRefresh, page.TenantName(t)+" "+lang.L("has not been scanned yet"),
		lang.L("The first scan reads licences, users and activity. It usually takes less than a minute."), lang.L("Scan now"), func() { p.actions.ScanTenant(t.ID) }))
}

// head names the tenant, its health with reasons and next steps, and the orders.
func (p *Page) head() fyne.CanvasObject {
	t := p.data.row.Tenant
	id, name := t.ID, page.TenantName(t)
	title := place.Row(3*theme.Pad, text.Heading(name), p.mark())
	detail := text.Small(page.Domain(t) + " · " + p.customer() + " · " + p.scanned())
	orders := place.Row(2 * theme.Pad)
	if t.State == models.TenantConnected {
		orders.Add(button.Secondary(lang.L("Scan now"), func() { p.actions.ScanTenant(id) }).WithIcon(theme.IconRefresh))
	}
	if p.data.scanned {
		orders.Add(button.Primary(lang.L("Client PDF"), func() { p.actions.ClientPDF(id, name) }).WithIcon(theme.IconDownload))
	}
	body := place.Column(2*theme.Pad, container.NewBorder(nil, nil, nil, orders, place.Column(theme.Pad, title, detail)))
	for _, r := range p.data.row.Health.Reasons {
		body.Add(p.reason(r))
	}
	return card.New(body)
}

func (p *Page) scanned() string {
	if p.data.row.LastScan.IsZero() {
		return lang.L("never scanned")
	}
	return lang.L("scanned") + " " + page.Ago(p.data.row.LastScan, p.env.Now())
}

func (p *Page) reconnect() { p.env.Navigate(life.Reconnect(p.data.row.Tenant)) }

func (p *Page) mark() fyne.CanvasObject {
	if p.data.row.Tenant.State == models.TenantDisconnected {
		return badge.New(lang.L("Disconnected"), theme.Neutral)
	}
	l := p.data.row.Health.Level
	return badge.New(page.HealthName(l), page.HealthTone(l))
}

func (p *Page) customer() string {
	if p.data.row.Customer == "" {
		return lang.L("no customer")
	}
	return p.data.row.Customer
}

func (p *Page) figures() []fyne.CanvasObject {
	t := p.data.result.Totals
	at := p.route
	one := func(label, value, note string, to page.Route) fyne.CanvasObject {
		s := stat.New(lang.L(label), func() { p.env.Navigate(to) })
		s.Set(value, stat.Note(note, theme.Neutral))
		return s
	}
	out := []fyne.CanvasObject{
		one("Monthly spend", t.Spend.FormatWhole(), t.SpendYearly.FormatWhole()+" "+lang.L("a year"), at.To(page.Leakage, "")),
		one("Leakage per month", t.Leakage.FormatWhole(), page.Percent(t.Leakage.PercentOf(t.Spend))+" "+lang.L("of spend")+" · "+t.LeakageYearly.FormatWhole()+" "+lang.L("a year"), at.To(page.Leakage, "")),
		one("Seats owned", page.Count(t.SeatsOwned), fmt.Sprintf("%s %s · %s %s", page.Count(t.SeatsAssigned), lang.L("assigned"), page.Count(t.SeatsFree), lang.L("free")), at.To(page.Leakage, "unassigned")),
		one("Inactive licensed users", page.Count(t.InactiveUsers), p.usersNote(), at.To(page.Inactive, "")),
	}
	score, has := p.data.snapshot.SecureScore.Percent()
	s := stat.New(lang.L("Secure Score"), nil)
	if has {
		s.Set(page.Percent(float64(int(score))), stat.Note(lang.L("as of")+" "+page.Date(p.data.snapshot.SecureScore.At), theme.Neutral))
	} else {
		s.Set(page.None, stat.Note(p.noScore(), theme.Neutral))
	}
	return append(out, s)
}

// noScore says why there is no Secure Score.
func (p *Page) noScore() string {
	for _, o := range p.data.outcomes {
		if o.Collector == models.CollectSecureScore && o.Status == models.StatusNotOffered {
			return page.StatusName(o.Status)
		}
	}
	return lang.L("not read")
}

func (p *Page) usersNote() string {
	t := p.data.result.Totals
	note := lang.L("of") + " " + page.Plural(t.LicensedUsers, "licensed user", "licensed users")
	if t.HiddenUsers > 0 {
		note += " · " + page.Plural(t.HiddenUsers, "cannot be judged", "cannot be judged")
	}
	return note
}
