package finding

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page/pagetest"
)

func TestAProofNamesPriceRuleFactsAndScanTime(t *testing.T) {
	for _, r := range pagetest.Results() {
		for i := range r.Findings {
			f := &r.Findings[i]
			text := Explain(f, pagetest.Now).Text()
			for _, want := range []string{"Price", "Rule", "Scanned", "Certainty", string(f.Certainty)} {
				if !strings.Contains(text, want) {
					t.Fatalf("proof of %s without %q:\n%s", f.Key(), want, text)
				}
			}
			for _, fact := range f.Proof.Facts {
				if !strings.Contains(text, fact.Label) || !strings.Contains(text, fact.Source) {
					t.Fatalf("proof of %s without fact %q from %q", f.Key(), fact.Label, fact.Source)
				}
			}
		}
	}
}

func TestAnUnpricedFindingSaysWhyItHasNoAmount(t *testing.T) {
	f := insight.Finding{Cause: insight.Blocked, Seats: 1, NoMoney: "No price is known.", UPN: "a@b.example", DisplayName: "A"}
	p := Explain(&f, pagetest.Now)
	if p.Amount != "No amount" || p.PerYear != f.NoMoney {
		t.Errorf("%q %q", p.Amount, p.PerYear)
	}
}

func TestALongPriceSourceIsWholeOnlyInTheCopy(t *testing.T) {
	f := pagetest.Results()[0].Findings[0]
	price := *f.Proof.Price
	price.Scope, price.Source = money.ListPrice, "US list price. https://example.com/a/long/reference"
	f.Proof.Price = &price
	p := Explain(&f, pagetest.Now)
	for _, l := range p.Lines {
		if strings.Contains(l.Source, "https://") {
			t.Errorf("the panel shows %q", l.Source)
		}
	}
	if !strings.Contains(p.Text(), "https://example.com/a/long/reference") {
		t.Error("the copy lost the reference")
	}
}

func TestRawValuesAreReadable(t *testing.T) {
	for in, want := range map[string]string{"2026-07-12T09:30:00Z": "12 Jul 2026", "2026-07-12": "12 Jul 2026", "": "none known", "false": "no", "shared": "shared"} {
		if got := factValue(in); got != want {
			t.Errorf("factValue(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNoCellOfTheCSVIsAFormula(t *testing.T) {
	rows := []*insight.Finding{{TenantName: "=HYPERLINK(\"http://x\")", DisplayName: "+1", UPN: "@cmd", Product: "-2+3", Cause: insight.Blocked}}
	var b bytes.Buffer
	if err := WriteCSV(&b, rows); err != nil {
		t.Fatal(err)
	}
	read, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(read) != 2 {
		t.Fatalf("%v, %d lines", err, len(read))
	}
	for i, cell := range read[1] {
		if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
			t.Errorf("cell %q of %q begins like a formula", cell, csvHead[i])
		}
	}
}

func FuzzHarmless(f *testing.F) {
	for _, s := range []string{"", "=1", "+1", "-1", "@x", "\t=1", "plain", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Harmless(s)
		if got != "" && strings.ContainsRune("=+-@\t\r", rune(got[0])) {
			t.Errorf("%q stays a formula: %q", s, got)
		}
		if !strings.HasSuffix(got, s) {
			t.Errorf("%q lost text: %q", s, got)
		}
	})
}
