package partner

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

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

// panel shows one customer: what the relationship allows, each gap with its
// next step, and the orders.
type panel struct {
	page   *Page
	scroll *container.Scroll
	foot   *fyne.Container
	card   *card.Card
	shown  string // tenant id, to keep the place while it changes
}

func newPanel(p *Page) *panel {
	n := &panel{page: p, scroll: container.NewVScroll(place.Column(0)), foot: place.Column(0)}
	n.card = card.New(page.Edges(nil, n.foot, nil, nil, n.scroll))
	n.clear()
	return n
}

func (n *panel) object() fyne.CanvasObject { return n.card }

func (n *panel) clear() {
	n.put("", place.Column(2*theme.Pad, text.Title(lang.L("A customer")),
		text.Muted(lang.L("Choose a customer: what its relationship allows, what is missing and what to do about it.")).Wrapped()))
}

func (n *panel) put(id string, o fyne.CanvasObject, orders ...fyne.CanvasObject) {
	n.scroll.Content = page.Side(o)
	n.scroll.Refresh()
	if id != n.shown {
		n.scroll.ScrollToTop()
	}
	n.shown = id
	n.foot.Objects = nil
	if len(orders) > 0 {
		n.foot.Add(place.InsetXY(0, 2*theme.Pad, place.Wrap(2*theme.Pad, orders...)))
	}
	n.foot.Refresh()
	n.card.Refresh()
}

func (n *panel) show(r row) {
	word, tone := relationship(&r.PartnerCustomer)
	column := place.Column(2*theme.Pad,
		page.Edges(nil, nil, nil, container.NewVBox(badge.New(word, tone)), text.Strong(r.name()).Sized(15).Wrapped()),
		text.Small(domain(&r)).Wrapped())
	if r.fault != nil {
		for _, o := range frame.Problem(lang.L("Connect")+" "+r.name(), *r.fault, n.page.env.Copy) {
			column.Add(o)
		}
	}
	for _, o := range gaps(&r) {
		column.Add(o)
	}
	column.Add(factlist.New(n.facts(&r)...))
	n.put(r.TenantID, column, n.orders(r)...)
}

func domain(r *row) string {
	if r.Domain == "" {
		return r.TenantID
	}
	return r.Domain
}

// gaps are what is missing, each with its next step.
func gaps(r *row) []fyne.CanvasObject {
	if len(r.Gaps) == 0 && r.fault != nil {
		return nil
	}
	if len(r.Gaps) == 0 {
		return []fyne.CanvasObject{text.Flow(text.Span{Text: "✓  ", Ink: theme.Good, Bold: true}, text.Span{Text: lang.L("Nothing is missing: everything the scans read is allowed.")})}
	}
	out := []fyne.CanvasObject{text.Title(lang.L("What is missing, and what to do"))}
	ink := theme.Caution.Ink()
	if !r.Usable {
		ink = theme.Severe.Ink()
	}
	for _, g := range r.Gaps {
		what, next, ok := strings.Cut(g, ": ")
		if !ok && approval(r) != "" {
			what, next, ok = strings.TrimSuffix(g, "."), "copy the approval link and send it to its administrator.", true
		}
		spans := []text.Span{{Text: "● ", Ink: ink}, {Text: lang.L(what), Bold: true}}
		if ok {
			spans = append(spans, text.Span{Text: ": " + lang.L(next), Ink: theme.TextMuted})
		}
		out = append(out, text.Flow(spans...))
	}
	return out
}

func (n *panel) facts(r *row) []factlist.Fact {
	now := n.page.env.Now()
	yes := func(b bool, on, off string) string {
		if b {
			return lang.L(on)
		}
		return lang.L(off)
	}
	list := func(names []string) string {
		if len(names) == 0 {
			return lang.L("none")
		}
		return strings.Join(names, ", ")
	}
	facts := []factlist.Fact{{Label: lang.L("Roles you hold"), Value: list(r.Roles)}}
	if more := without(r.Approved, r.Roles); len(more) > 0 && pending(r) {
		facts = append(facts, factlist.Fact{Label: lang.L("Roles asked for"), Value: list(more)})
	} else if len(more) > 0 {
		facts = append(facts, factlist.Fact{Label: lang.L("Approved, held by nobody"), Value: list(more), Tone: theme.Caution})
	}
	if r.Relationship != "" {
		facts = append(facts, factlist.Fact{Label: lang.L("Relationship"), Value: r.Relationship})
	}
	if !r.Ends.IsZero() {
		f := factlist.Fact{Label: lang.L("Ends"), Value: page.Date(r.Ends), Note: page.Until(r.Ends, now) + ", " + yes(r.AutoExtends, "extends itself", "does not extend itself")}
		if r.ending(now) {
			f.Tone = theme.Severe
		}
		facts = append(facts, f)
	}
	return append(facts, factlist.Fact{Label: lang.L("Contract"), Value: yes(r.Contract, "yes", "no")},
		factlist.Fact{Label: lang.L("Connected"), Value: connected(r)})
}

func connected(r *row) string {
	switch {
	case r.Connected:
		return lang.L("through this sign-in")
	case r.OtherWay:
		return lang.L("through an app registration")
	default:
		return lang.L("no")
	}
}

// without are the names of a that are not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

func pending(r *row) bool {
	return r.Status == models.RelationshipApprovalPending
}

// orders are what can be done with the customer now.
func (n *panel) orders(r row) []fyne.CanvasObject {
	p := n.page
	var out []fyne.CanvasObject
	if r.connected() {
		out = append(out, button.Secondary(lang.L("Open tenant"), func() { p.env.Navigate(page.For(page.Tenant, r.TenantID)) }),
			button.Secondary(lang.L("Scan now"), func() { p.shell.ScanTenant(r.TenantID) }))
	} else {
		label := lang.L("Connect")
		if r.stage == stageFailed {
			label = lang.L("Try again")
		}
		join := button.Primary(label, func() { p.joinAll([]row{r}) })
		if p.batch != nil {
			join.Disable()
		}
		out = append(out, join)
	}
	if link := approval(&r); link != "" {
		return append(out, button.Secondary(lang.L("Copy approval link"), func() { p.env.Copy(link) }))
	}
	return append(out, button.Secondary(lang.L("Consent link…"), func() { p.showLink(r) }))
}
