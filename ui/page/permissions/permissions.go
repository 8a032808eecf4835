// Package permissions shows what a fresh token of a tenant allows: every
// permission the scans use, granted or not, with what it unlocks and how to
// grant it.
package permissions

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/page/guide"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Checker asks for a fresh token of a tenant and says what it allows.
type Checker interface {
	Check(ctx context.Context, tenantID string) ([]models.PermissionCheck, error)
}

// answer is what one check gave.
type answer struct {
	checks []models.PermissionCheck
	fault  *models.Explanation
	at     time.Time
}

// Card is the list of one tenant's permissions. It asks Microsoft once per
// tenant and remembers the answer while the window is open.
type Card struct {
	env     page.Env
	checker Checker
	open    guide.Opener
	portal  func(models.Connection) string
	loader  *page.Loader
	changed func()

	tenant models.Tenant
	known  map[string]answer
	body   *fyne.Container
	again  *button.Button
	card   *card.Card
}

// New makes the card. portal may be nil; changed is called when other checks
// are known.
func New(env page.Env, checker Checker, open guide.Opener, portal func(models.Connection) string, changed func()) *Card {
	c := &Card{env: env, checker: checker, open: open, portal: portal, loader: page.NewLoader(env.Runner), changed: changed, known: map[string]answer{}}
	c.body = place.Column(3 * theme.Pad)
	c.again = button.Link(lang.L("Check again"), c.Check)
	c.card = card.Titled(lang.L("Permissions"), c.again, c.body)
	return c
}

// Object is the card.
func (c *Card) Object() fyne.CanvasObject { return c.card }

// Checks are those last seen of the tenant on show, nil while unknown.
func (c *Card) Checks() []models.PermissionCheck { return c.known[c.tenant.ID].checks }

// Show shows a tenant, asking Microsoft when nothing is known of it.
func (c *Card) Show(t models.Tenant) {
	other := t.ID != c.tenant.ID
	c.tenant = t
	if other {
		c.loader.Stop()
	}
	if _, ok := c.known[t.ID]; !ok && t.State == models.TenantConnected && !c.loader.Busy() {
		c.Check()
		return
	}
	c.fill()
}

// Leave gives up a question that is under way.
func (c *Card) Leave() { c.loader.Stop() }

// Check asks Microsoft now.
func (c *Card) Check() {
	id := c.tenant.ID
	page.Load(c.loader, func(ctx context.Context) ([]models.PermissionCheck, error) { return c.checker.Check(ctx, id) }, func(checks []models.PermissionCheck, err error) {
		a := answer{checks: checks, at: c.env.Now()}
		if err != nil {
			x := models.Explain(err)
			a.fault, a.checks = &x, c.known[id].checks
		}
		c.known[id] = a
		c.fill()
		c.changed()
	})
	c.fill()
}

// Missing names what the tenant on show did not grant.
func (c *Card) Missing() []string {
	var out []string
	for _, p := range c.Checks() {
		if !p.Granted {
			out = append(out, p.Name)
		}
	}
	return out
}

// Guide shows how to grant what is missing; fallback names it while no check is
// known.
func (c *Card) Guide(fallback []string) {
	missing := c.Missing()
	if len(missing) == 0 {
		missing = fallback
	}
	link := ""
	if c.portal != nil {
		link = c.portal(c.tenant.Connection)
	}
	g := guide.Permissions(c.tenant, missing, link)
	g.Action, g.Do = lang.L("Check again"), c.Check
	guide.Show(c.env, c.open, g)
}

func (c *Card) fill() {
	c.body.Objects = c.lines()
	c.again.Enable()
	if c.loader.Busy() || c.tenant.State != models.TenantConnected {
		c.again.Disable()
	}
	c.body.Refresh()
	c.card.Refresh()
}

func (c *Card) lines() []fyne.CanvasObject {
	a, known := c.known[c.tenant.ID]
	switch {
	case c.tenant.State != models.TenantConnected:
		return []fyne.CanvasObject{text.Muted(lang.L("The tenant is disconnected: nothing is asked of it. Reconnect it to see what it allows.")).Wrapped()}
	case !known:
		return []fyne.CanvasObject{text.Muted(lang.L("Asking Microsoft what a fresh token allows…")).Wrapped()}
	}
	var out []fyne.CanvasObject
	if a.fault != nil {
		out = append(out, frame.Problem(lang.L("Permission check"), *a.fault, c.env.Copy)...)
	}
	if len(a.checks) == 0 && a.fault == nil {
		out = append(out, text.Muted(lang.L("This cloud's tokens do not tell what they allow. A scan shows it: each source says what was missing.")).Wrapped())
	}
	if len(a.checks) > 0 {
		out = append(out, c.summary(a), factlist.New(facts(a.checks)...))
	}
	return out
}

// summary says in one line what is granted and when that was seen.
func (c *Card) summary(a answer) fyne.CanvasObject {
	when := lang.L("checked") + " " + page.Ago(a.at, c.env.Now())
	if c.loader.Busy() {
		when = lang.L("asking Microsoft again…")
	}
	n := len(c.Missing())
	if n == 0 {
		return text.Flow(text.Span{Text: lang.L("Everything is granted"), Ink: theme.Good, Bold: true}, text.Span{Text: " · " + when, Ink: theme.TextMuted})
	}
	line := text.Flow(text.Span{Text: page.Plural(n, "permission is missing", "permissions are missing"), Ink: theme.Warning, Bold: true}, text.Span{Text: " · " + when, Ink: theme.TextMuted})
	steps := button.Secondary(lang.L("How to grant…"), func() { c.Guide(nil) })
	return page.Edges(nil, nil, nil, steps, line)
}

// facts are the permissions, missing ones first.
func facts(checks []models.PermissionCheck) []factlist.Fact {
	var missing, granted []factlist.Fact
	for _, p := range checks {
		if p.Granted {
			granted = append(granted, factlist.Fact{Label: p.Name, Value: lang.L("granted"), Note: lang.L(p.Unlocks), Tone: theme.Positive})
			continue
		}
		f := factlist.Fact{Label: p.Name, Value: lang.L("not granted"), Note: strings.TrimSuffix(lang.L(p.Unlocks), ".") + ". " + lang.L(p.How), Tone: theme.Caution}
		if p.Required {
			f.Tone = theme.Severe
		}
		missing = append(missing, f)
	}
	return append(missing, granted...)
}
