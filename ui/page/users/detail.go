package users

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/factlist"
)

// sources say how each collector of the account's tenant ended.
type sources map[models.Collector]models.Outcome

// detail is all the panel says of one account. It draws nothing.
type detail struct {
	name, sub string
	verdict   roster.Verdict
	checks    []factlist.Fact
	steps     []string
	unseen    []string
	services  []factlist.Fact
	known     []factlist.Fact
}

func explain(c *roster.Card, from sources) detail {
	r := &c.Row
	d := detail{name: nameOf(r), sub: r.UPN + " · " + r.TenantName, verdict: c.Verdict, steps: c.Steps, unseen: c.Unseen, services: services(r, from)}
	for _, check := range c.Checks {
		f := factlist.Fact{Label: lang.L(check.Name), Value: check.What}
		if check.Verdict != roster.Fine { // what is fine stays calm
			f.Tone = verdictTone(check.Verdict)
		}
		d.checks = append(d.checks, f)
	}
	for _, f := range fields() {
		if f.topic != aboutServices && f.id != tenantID && f.id != "upn" {
			d.known = append(d.known, fact(&f, r, from))
		}
	}
	return d
}

// fact is one field with the reason where it is unknown.
func fact(f *field, r row, from sources) factlist.Fact {
	out := factlist.Fact{Label: f.title, Value: f.show(r)}
	switch {
	case out.Value == page.None:
		out.Note = why(f, r, from)
	case f.id == stateID && r.Inactive == models.Unknown:
		out.Note = cannotTell(from)
	}
	return out
}

// cannotTell names the sources without which nobody can judge an account.
func cannotTell(from sources) string {
	var reasons []string
	for _, c := range []models.Collector{models.CollectSignIns, models.CollectActivity} {
		if reason := from.unread(c); reason != "" {
			reasons = append(reasons, reason)
		}
	}
	if len(reasons) == 0 {
		return lang.L("no source has a row for it")
	}
	return strings.Join(reasons, "; ")
}

// why a field of an account is unknown.
func why(f *field, r row, from sources) string {
	switch {
	case f.source == models.CollectMFA && r.Blocked == models.Yes:
		return lang.L("Microsoft does not tell it of blocked accounts")
	case f.id == "deactivated" && r.Blocked == models.No:
		return lang.L("sign-in is allowed")
	}
	if reason := from.unread(f.source); reason != "" {
		return reason
	}
	return lang.L(f.absent)
}

// unread says why a source told nothing, "" when it was read.
func (s sources) unread(c models.Collector) string {
	o, tried := s[c]
	switch {
	case o.Readable():
		return ""
	case !tried:
		return page.CollectorName(c) + ": " + page.StatusName(models.StatusNever)
	case o.Missing != "":
		return page.CollectorName(c) + ": " + page.StatusName(o.Status) + " (" + o.Missing + ")"
	default:
		return page.CollectorName(c) + ": " + page.StatusName(o.Status)
	}
}

// services of the account's licences and those used without one.
func services(r row, from sources) []factlist.Fact {
	var out []factlist.Fact
	held := r.Services()
	for _, s := range roster.Services() {
		use := r.Use[s]
		if !held.Has(s) && use.Used != models.Yes {
			continue
		}
		f := serviceFact(s, use, from)
		if !held.Has(s) {
			f.Note = strings.TrimPrefix(f.Note+", "+lang.L("in none of its licences"), ", ")
		}
		out = append(out, f)
	}
	return out
}

func serviceFact(s roster.Service, use roster.ServiceUse, from sources) factlist.Fact {
	f := factlist.Fact{Label: s.String()}
	switch use.Used {
	case models.Yes:
		f.Value, f.Tone = lang.L("used"), theme.Positive
	case models.No:
		f.Value, f.Tone = lang.L("not used"), theme.Caution
	default:
		f.Value, f.Note = page.None, from.unread(sourceOf[s])
		if f.Note == "" {
			f.Note = lang.L("no report has a row for it")
		}
		return f
	}
	switch {
	case !use.Last.IsZero():
		f.Note = lang.L("last") + " " + page.Date(use.Last)
	case use.Weak:
		f.Note = lang.L("no sign-in event; silent ones leave none")
	case use.Used == models.Yes:
		f.Note = lang.L("the report gives no date")
	default:
		f.Note = lang.L("no use is known")
	}
	return f
}

func verdictName(v roster.Verdict) string {
	switch v {
	case roster.Fine:
		return lang.L("nothing against it")
	case roster.Look:
		return lang.L("look first")
	default:
		return lang.L("not now")
	}
}

func verdictText(v roster.Verdict) string {
	switch v {
	case roster.Fine:
		return lang.L("Nothing seen speaks against taking the licences away.")
	case roster.Look:
		return lang.L("Some points are to be looked at, or done, before the licences are taken away.")
	default:
		return lang.L("Taking the licences away now would cost data or access.")
	}
}

func verdictTone(v roster.Verdict) theme.Tone {
	switch v {
	case roster.Fine:
		return theme.Positive
	case roster.Look:
		return theme.Caution
	default:
		return theme.Severe
	}
}

// text is the card for the clipboard: a ticket, say.
func (d *detail) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n%s\n", d.name, d.sub, verdictText(d.verdict))
	list := func(title string, facts []factlist.Fact) {
		fmt.Fprintf(&b, "\n%s\n", title)
		for _, f := range facts {
			b.WriteString(strings.TrimRight(f.Label+": "+f.Value+"  "+f.Note, " ") + "\n")
		}
	}
	list(safeTitle(), d.checks)
	fmt.Fprintf(&b, "\n%s\n", stepsTitle())
	for i, s := range d.steps {
		fmt.Fprintf(&b, "%d. %s\n", i+1, s)
	}
	fmt.Fprintf(&b, "\n%s\n", unseenTitle())
	for _, s := range d.unseen {
		b.WriteString("- " + s + "\n")
	}
	list(servicesTitle(), d.services)
	return b.String()
}

func safeTitle() string     { return lang.L("Safe to remove?") }
func stepsTitle() string    { return lang.L("Steps") }
func unseenTitle() string   { return lang.L("What cannot be seen") }
func servicesTitle() string { return lang.L("Activity by service") }
