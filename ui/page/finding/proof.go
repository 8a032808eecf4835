// Package finding shows one finding: its proof down to raw facts, as a panel,
// as text for the clipboard and as rows of a CSV file. Leakage and Inactive
// users share it, so that an amount is explained in the same words everywhere.
package finding

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
)

// Line is one fact of a proof: what, its value, and where it comes from.
type Line struct {
	Label  string
	Value  string
	Source string
	Full   string // the whole source where Source is cut short, for copies
}

// Proof is a finding in words.
type Proof struct {
	Title     string // who and which product
	Detail    string // UPN and tenant
	Amount    string
	PerYear   string
	Certainty insight.Certainty
	Reason    string
	Lines     []Line
	Caveats   []string
}

// Explain puts a finding's proof in words.
func Explain(f *insight.Finding, now time.Time) Proof {
	who, detail := page.Who(f)
	product := page.ProductName(f.Product, f.PartNumber)
	p := Proof{Title: who + " · " + product, Detail: detail, Certainty: f.Certainty, Reason: lang.L(f.Reason), Caveats: f.Proof.Caveats}
	if f.UPN != "" {
		p.Detail = f.UPN + " · " + f.TenantName
	}
	switch {
	case f.Monthly == nil:
		p.Amount, p.PerYear = lang.L("No amount"), f.NoMoney
	case f.Yearly != nil:
		p.Amount, p.PerYear = f.Monthly.Format(), lang.L("per month")+" · "+f.Yearly.Format()+" "+lang.L("per year")
	default:
		p.Amount, p.PerYear = f.Monthly.Format(), lang.L("per month")
	}
	p.Lines = append(p.Lines, Line{lang.L("Cause"), page.CauseOf(f), "", ""}, Line{lang.L("Rule"), lang.L(f.Proof.Rule), threshold(f), ""})
	for _, fact := range f.Proof.Facts {
		p.Lines = append(p.Lines, factLine(fact))
	}
	p.Lines = append(p.Lines, priceLine(f), Line{lang.L("Product"), product, f.PartNumber, ""},
		Line{lang.L("Scanned"), page.DateTime(f.Proof.ScannedAt), page.Ago(f.Proof.ScannedAt, now), ""})
	return p
}

func threshold(f *insight.Finding) string {
	if f.Proof.Threshold == 0 || strings.Contains(f.Proof.Rule, strconv.Itoa(f.Proof.Threshold)) || (f.Cause != insight.Inactive && f.Cause != insight.NeverUsed) {
		return ""
	}
	return lang.L("threshold") + " " + page.Plural(f.Proof.Threshold, "day", "days")
}

func factLine(f insight.Fact) Line {
	label := f.Label
	if label == "" {
		label = f.Name
	}
	source := f.Source
	if !f.DataDate.IsZero() {
		source += ", " + lang.L("as of") + " " + page.Date(f.DataDate)
	}
	return Line{lang.L(label), factValue(f.Value), source, ""}
}

// factValue writes dates as days and yes/no in words; other text stays as it came.
func factValue(v string) string {
	switch v {
	case "":
		return lang.L("none known")
	case "true":
		return lang.L("yes")
	case "false":
		return lang.L("no")
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, v); err == nil {
			return page.Date(t)
		}
	}
	return v
}

func priceLine(f *insight.Finding) Line {
	p := f.Proof.Price
	if p == nil {
		return Line{lang.L("Price"), lang.L("none known"), f.NoMoney, ""}
	}
	value := money.Amount{Value: p.Amount, Currency: p.Currency}.Format() + " " + frequency(p.Frequency)
	if f.Seats > 1 {
		value = fmt.Sprintf("%s × %s", page.Plural(f.Seats, "seat", "seats"), value)
	}
	since := ""
	if !p.Effective.IsZero() {
		since = ", " + lang.L("since") + " " + page.Date(p.Effective)
	}
	owner := priceOwner(p)
	return Line{lang.L("Price"), value, firstSentence(owner) + since, owner + since}
}

func priceOwner(p *money.Price) string {
	switch p.Scope {
	case money.TenantPrice:
		return lang.L("your price for this tenant")
	case money.WorkspacePrice:
		return lang.L("your price")
	default:
		if p.Source != "" {
			return p.Source
		}
		return lang.L("list price")
	}
}

// firstSentence keeps what a panel has room for: the reference behind it, an
// address mostly, is in the copied proof.
func firstSentence(s string) string {
	head, _, _ := strings.Cut(s, ". ")
	return strings.TrimSuffix(head, ".")
}

func frequency(f money.Frequency) string {
	switch f {
	case money.Annual:
		return lang.L("a year")
	case money.ThreeYear:
		return lang.L("for three years")
	default:
		return lang.L("a month")
	}
}

// Text is the proof for the clipboard: plain lines, nothing left out.
func (p Proof) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s %s\n%s: %s. %s\n\n", p.Title, p.Detail, p.Amount, p.PerYear, lang.L("Certainty"), p.Certainty, p.Reason)
	for _, l := range p.Lines {
		fmt.Fprintf(&b, "%s: %s", l.Label, l.Value)
		if source := cmp.Or(l.Full, l.Source); source != "" {
			fmt.Fprintf(&b, " (%s)", source)
		}
		b.WriteByte('\n')
	}
	for _, c := range p.Caveats {
		fmt.Fprintf(&b, "! %s\n", c)
	}
	return b.String()
}
