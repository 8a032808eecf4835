package connect

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// waiting counts the links that are still looked after.
func waiting(list []models.PendingConsent) int {
	n := 0
	for _, c := range list {
		if c.State == models.ConsentWaiting {
			n++
		}
	}
	return n
}

func consentName(c models.PendingConsent) string {
	if c.Domain != "" {
		return c.Domain
	}
	return c.TenantID
}

// standingOf says where a link stands, with its countdowns.
func standingOf(c models.PendingConsent, now time.Time) string {
	s := lang.L(c.Text)
	if s == "" && c.Explanation != nil {
		s = lang.L(c.Explanation.Title)
	}
	if c.State != models.ConsentWaiting {
		return s
	}
	if !c.NextLook.IsZero() {
		next := c.NextLook.Sub(now)
		if next > 0 {
			s += " " + lang.L("Looking again in") + " " + page.Countdown(next) + "."
		} else {
			s += " " + lang.L("Looking now…")
		}
	}
	if !c.Expires.IsZero() {
		s += " " + fmt.Sprintf(lang.L("Waits until %s."), page.ShortDate(c.Expires.Local(), now.Local()))
	}
	return s
}

func badgeOf(s models.ConsentState) (string, theme.Tone) {
	switch s {
	case models.ConsentAccepted:
		return lang.L("accepted"), theme.Positive
	case models.ConsentFailed:
		return lang.L("failed"), theme.Severe
	case models.ConsentExpired:
		return lang.L("expired"), theme.Caution
	case models.ConsentCancelled:
		return lang.L("cancelled"), theme.Neutral
	default:
		return lang.L("waiting"), theme.Accented
	}
}

// pendingList shows every link that was sent, with what can be done about it.
type pendingList struct {
	page  *Page
	rows  map[string]*pendingRow
	shown []string
	box   *fyne.Container
	root  *fyne.Container
}

func newPendingList(p *Page) *pendingList {
	l := &pendingList{page: p, rows: map[string]*pendingRow{}, box: place.Column(0)}
	l.root = place.Column(2*theme.Pad, text.Strong(lang.L("Asked for by link")), l.box)
	l.root.Hide()
	return l
}

// fill shows the links, the newest first. Rows are kept, so that the keyboard
// stays where it is while the countdowns run.
func (l *pendingList) fill() {
	all := slices.Clone(l.page.pending)
	slices.Reverse(all)
	ids := make([]string, len(all))
	for i, c := range all {
		ids[i] = c.ID
		if row, ok := l.rows[c.ID]; ok && row.state == c.State {
			row.say(c, l.page.env.Now())
		} else {
			l.rows[c.ID] = newPendingRow(l.page, c)
			l.shown = nil
		}
	}
	if !slices.Equal(ids, l.shown) {
		l.shown = ids
		l.arrange()
	}
}

func (l *pendingList) arrange() {
	l.box.Objects = nil
	for i, id := range l.shown {
		if i > 0 {
			l.box.Add(form.Line())
		}
		l.box.Add(l.rows[id].root)
	}
	form.Visible(l.root, len(l.shown) > 0)
	l.box.Refresh()
	l.root.Refresh()
}

// pendingRow is one link.
type pendingRow struct {
	state models.ConsentState
	text  *text.Label
	root  fyne.CanvasObject
}

func newPendingRow(p *Page, c models.PendingConsent) *pendingRow {
	r := &pendingRow{state: c.State, text: text.Small("").Wrapped()}
	word, tone := badgeOf(c.State)
	name := text.Strong(consentName(c))
	actions := place.Row(2 * theme.Pad)
	for _, b := range pendingActions(p, c) {
		actions.Add(b)
	}
	line := page.Edges(nil, nil, nil, actions, place.Column(theme.Pad, place.Row(2*theme.Pad, name, badge.New(word, tone)), r.text))
	r.root = place.InsetXY(0, 2.5*theme.Pad, line)
	r.say(c, p.env.Now())
	return r
}

func (r *pendingRow) say(c models.PendingConsent, now time.Time) { r.text.SetText(standingOf(c, now)) }

// pendingActions are what can be done about a link, by its state.
func pendingActions(p *Page, c models.PendingConsent) []*button.Button {
	tenant := consentName(c)
	drop := func() { p.world.Consents.CancelPending(c.ID); p.load() }
	again := button.Secondary(lang.L("Send again"), func() { p.makeLink(tenant) }).WithIcon(theme.IconMail)
	switch c.State {
	case models.ConsentWaiting:
		return []*button.Button{button.Secondary(lang.L("Show the link"), func() { p.showLink(c) }), button.Link(lang.L("Cancel"), drop)}
	case models.ConsentAccepted:
		return []*button.Button{button.Primary(lang.L("Scan now"), func() { p.scan(c.TenantID) }),
			button.Link(lang.L("Open"), func() { p.env.Navigate(page.For(page.Tenant, c.TenantID)) })}
	case models.ConsentFailed:
		why := button.Secondary(lang.L("What to do"), func() { p.failed(*c.Explanation, tenant) })
		if c.Explanation == nil {
			why.Hide()
		}
		return []*button.Button{why, again, button.Link(lang.L("Remove"), drop)}
	default:
		return []*button.Button{again, button.Link(lang.L("Remove"), drop)}
	}
}
