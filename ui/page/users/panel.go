package users

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// panel shows one account beside the table.
type panel struct {
	card   *card.Card
	scroll *container.Scroll
	foot   *fyne.Container
	body   *fyne.Container
	copyIt func(string)
	open   func(tenantID string)
}

func newPanel(copyIt, open func(string)) *panel {
	p := &panel{copyIt: copyIt, open: open, scroll: container.NewVScroll(place.Column(0)), foot: place.Column(0)}
	p.body = page.Edges(nil, p.foot, nil, nil, p.scroll)
	p.card = card.New(p.body)
	p.clear()
	return p
}

// clear shows what will be here.
func (p *panel) clear() {
	p.put([]fyne.CanvasObject{text.Title(safeTitle()),
		text.Muted(lang.L("Choose a person: what has to be looked at before the licences go, the steps, and which services are used are shown here.")).Wrapped()})
}

// wait shows whose card is being read.
func (p *panel) wait(r row) {
	p.put(append(heading(nameOf(r), r.UPN+" · "+r.TenantName, nil), text.Muted(lang.L("Reading what is known…"))))
}

// fail shows why the card of an account could not be read.
func (p *panel) fail(r row, err error, retry func()) {
	what := lang.L("This account cannot be shown.")
	body := append(heading(nameOf(r), r.UPN+" · "+r.TenantName, nil), text.Strong(what).Wrapped())
	p.put(append(body, frame.Problem(what, models.Explain(err), p.copyIt)...), button.Primary(lang.L("Try again"), retry))
}

// show explains an account.
func (p *panel) show(tenantID string, d *detail) {
	mark := badge.New(verdictName(d.verdict), verdictTone(d.verdict))
	body := heading(d.name, d.sub, mark)
	body = append(body, title(safeTitle()), text.Small(verdictText(d.verdict)).Wrapped(), factlist.New(d.checks...), title(stepsTitle()))
	for i, s := range d.steps {
		body = append(body, point(strconv.Itoa(i+1)+".", s))
	}
	body = append(body, title(unseenTitle()))
	for _, s := range d.unseen {
		body = append(body, point("–", s))
	}
	body = append(body, title(servicesTitle()))
	if len(d.services) > 0 {
		body = append(body, factlist.New(d.services...))
	} else {
		body = append(body, text.Muted(lang.L("No licence of this account holds a service that can be looked at.")).Wrapped())
	}
	body = append(body, title(lang.L("What is known")), factlist.New(d.known...))
	p.put(body, button.Primary(lang.L("Copy card"), func() { p.copyIt(d.text()) }).WithIcon(theme.IconCopy),
		button.Secondary(lang.L("Open tenant"), func() { p.open(tenantID) }))
}

func heading(name, sub string, mark fyne.CanvasObject) []fyne.CanvasObject {
	var right fyne.CanvasObject
	if mark != nil {
		right = container.NewVBox(mark)
	}
	return []fyne.CanvasObject{page.Edges(nil, nil, nil, right, text.Strong(name).Sized(15).Wrapped()), text.Small(sub).Wrapped()}
}

func title(s string) fyne.CanvasObject { return place.InsetXY(0, theme.Pad, text.Title(s)) }

// point is one line of a list with its number or dash.
func point(mark, s string) fyne.CanvasObject {
	return page.Edges(nil, nil, place.Width(5*theme.Pad, container.NewVBox(text.Small(mark))), nil, text.Body(s).Wrapped())
}

func (p *panel) put(body []fyne.CanvasObject, actions ...fyne.CanvasObject) {
	p.foot.Objects = nil
	if len(actions) > 0 {
		p.foot.Objects = []fyne.CanvasObject{widget.NewSeparator(), place.InsetXY(0, 1.5*theme.Pad, place.Row(2*theme.Pad, actions...))}
	}
	p.foot.Refresh()
	p.body.Refresh()
	p.scroll.Content = page.Side(place.Column(2*theme.Pad, body...))
	p.scroll.Refresh()
	p.scroll.ScrollToTop()
}
