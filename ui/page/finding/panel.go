package finding

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Panel shows the proof of the selected findings beside their table.
type Panel struct {
	card   *card.Card
	scroll *container.Scroll
	foot   *fyne.Container // actions, always in view
	body   *fyne.Container
	now    func() time.Time
	copyIt func(string)
	open   func(tenantID string)
	hint   string
	shown  []Proof
}

// NewPanel is a panel that shows a hint until something is selected. copyIt
// takes the proof's text, open leads to the tenant's page.
func NewPanel(now func() time.Time, copyIt, open func(string), hint string) *Panel {
	p := &Panel{now: now, copyIt: copyIt, open: open, hint: hint}
	p.scroll = container.NewVScroll(place.Column(0))
	p.foot = place.Column(0)
	p.body = page.Edges(nil, p.foot, nil, nil, p.scroll)
	p.card = card.New(p.body)
	p.Clear()
	return p
}

// Object is what the page shows beside its table.
func (p *Panel) Object() fyne.CanvasObject { return p.card }

// Shown are the proofs on display.
func (p *Panel) Shown() []Proof { return p.shown }

// Clear shows the hint.
func (p *Panel) Clear() {
	p.shown = nil
	p.put(place.Column(2*theme.Pad, text.Title(lang.L("How this is worked out")), text.Muted(p.hint).Wrapped()))
}

// Show explains one or more findings of one person.
func (p *Panel) Show(findings ...*insight.Finding) {
	if len(findings) == 0 {
		p.Clear()
		return
	}
	p.shown = p.shown[:0]
	column := place.Column(2 * theme.Pad)
	for i := range findings {
		proof := Explain(findings[i], p.now())
		p.shown = append(p.shown, proof)
		if i > 0 {
			column.Add(place.InsetXY(0, 2*theme.Pad, hairline()))
		}
		for _, o := range proof.objects() {
			column.Add(o)
		}
	}
	tenant := findings[0].TenantID
	p.put(column, button.Primary(lang.L("Copy proof"), p.copyAll).WithIcon(theme.IconCopy),
		button.Secondary(lang.L("Open tenant"), func() { p.open(tenant) }))
}

// Note shows a heading and paragraphs instead of a proof: for users nobody can
// judge and products without a price.
func (p *Panel) Note(title, detail string, lines []Line, actions ...fyne.CanvasObject) {
	p.shown = nil
	column := place.Column(2*theme.Pad, text.Strong(title).Sized(theme.TextHeading-2).Wrapped(), text.Small(detail).Wrapped())
	for _, l := range lines {
		column.Add(place.Column(0, text.Title(l.Label), text.Body(l.Value).Wrapped()))
	}
	p.put(column, actions...)
}

func (p *Panel) put(o fyne.CanvasObject, actions ...fyne.CanvasObject) {
	p.foot.Objects = nil
	if len(actions) > 0 {
		p.foot.Objects = []fyne.CanvasObject{hairline(), place.InsetXY(0, 1.5*theme.Pad, place.Row(2*theme.Pad, actions...))}
	}
	p.foot.Refresh()
	p.body.Refresh()
	p.scroll.Content = page.Side(o)
	p.scroll.Refresh()
	p.scroll.ScrollToTop()
}

func (p *Panel) copyAll() {
	s := ""
	for i, proof := range p.shown {
		if i > 0 {
			s += "\n"
		}
		s += proof.Text()
	}
	p.copyIt(s)
}

func (pr *Proof) objects() []fyne.CanvasObject {
	mark := badge.New(lang.L(string(pr.Certainty)), page.CertaintyTone(pr.Certainty))
	head := page.Edges(nil, nil, nil, container.NewVBox(mark), text.Strong(pr.Title).Sized(15).Wrapped())
	out := []fyne.CanvasObject{head, text.Small(pr.Detail).Wrapped(),
		text.Figure(pr.Amount), text.Small(pr.PerYear).Wrapped(),
		text.Small(pr.Reason).Wrapped(),
		place.InsetXY(0, theme.Pad, text.Title(lang.L("How this is worked out"))), factRows(pr.Lines)}
	if len(pr.Caveats) > 0 {
		out = append(out, place.InsetXY(0, theme.Pad, text.Title(lang.L("Before removing"))))
	}
	for _, c := range pr.Caveats {
		out = append(out, container.NewBorder(nil, nil, container.NewVBox(theme.IconImage(theme.IconWarning, theme.Warning, 16)), nil, place.InsetXY(theme.Pad, 0, text.Body(lang.L(c)).Wrapped())))
	}
	return out
}
