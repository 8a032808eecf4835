package insight

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"msp-license-tracker/models"
)

var update = flag.Bool("update", false, "rewrite golden files")

// The document of a small office is reviewed by eye and kept: programs read it.
func TestDocumentIsStable(t *testing.T) {
	o := newOffice(
		person("ann", lastUsed(120)), person("info", mailbox(models.SharedMailbox, 12)),
		person("eve", guest, func(a *Account) { a.Licenses[0].SKUID = unknown }),
	).seats(premium, 5, 2)
	o.SKUs = append(o.SKUs, models.SKU{ID: unknown, PartNumber: "BRAND_NEW", AppliesTo: "User", Enabled: 1, Assigned: 1})
	dark := newOffice(person("zed")).outcome(models.CollectSignIns, models.StatusUnlicensed).outcome(models.CollectActivity, models.StatusConcealed)
	dark.TenantID, dark.TenantName = "fabrikam-id", "Fabrikam"

	var got bytes.Buffer
	e := json.NewEncoder(&got)
	e.SetIndent("", "  ")
	if err := e.Encode(Document(o.analyze(), dark.analyze())); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/document.json"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("the document changed; look at it and run with -update\n%s", got.Bytes())
	}
}

func TestAnEmptyDocumentHasEveryList(t *testing.T) {
	text, err := json.Marshal(Document())
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{`"findings":[]`, `"cannotTell":[]`, `"unpriced":[]`, `"tenants":[]`} {
		if !bytes.Contains(text, []byte(list)) {
			t.Errorf("%s is missing in %s", list, text)
		}
	}
}

func TestResultsInSeveralCurrenciesHaveNoCommonSum(t *testing.T) {
	pounds := newOffice(person("ann", blocked))
	pounds.Currency = "GBP"
	d := Document(newOffice(person("ben", blocked)).analyze(), pounds.analyze())
	if d.Totals.MonthlyLeakage != nil || d.Totals.Currency != nil {
		t.Errorf("dollars and pounds were added: %v", d.Totals.MonthlyLeakage)
	}
	if own := d.Totals.Tenants[0]; own.MonthlyLeakage == nil || own.MonthlyLeakage.String() != "22.00" {
		t.Errorf("the tenant's own sum is gone: %+v", own)
	}
}

func TestEveryFindingProvesItself(t *testing.T) {
	o := newOffice(
		person("a", mailbox(models.SharedMailbox, 1)), person("b", blocked), person("c", silent),
		person("d", lastUsed(99)), person("e", guest), person("f", attempted(99)),
	).seats(premium, 9, 6)
	r := o.analyze()
	if len(r.Findings) != 7 {
		t.Fatalf("%d findings", len(r.Findings))
	}
	for _, f := range r.Findings {
		p := f.Proof
		if p.Rule == "" || f.Reason == "" || p.Price == nil || !p.ScannedAt.Equal(scanTime) {
			t.Errorf("%s: proof %+v", f.Cause, p)
		}
		for _, fact := range p.Facts {
			if fact.Name == "" || fact.Label == "" || fact.Source == "" {
				t.Errorf("%s: fact %+v", f.Cause, fact)
			}
		}
		if f.Cause != Unassigned && len(p.Facts) != 22 {
			t.Errorf("%s: %d facts, want every raw date, known or not", f.Cause, len(p.Facts))
		}
	}
}

func TestFactsOfUnreadableSourcesAreEmpty(t *testing.T) {
	o := newOffice(person("ann", blocked)).outcome(models.CollectSignIns, models.StatusDenied).outcome(models.CollectMailboxes, models.StatusDenied)
	for _, f := range o.analyze().Findings[0].Proof.Facts {
		hidden := f.Source == fromSignIns || f.Source == fromMailboxes
		if hidden && (f.Value != "" || !f.DataDate.IsZero()) {
			t.Errorf("%s was told though it cannot be read: %+v", f.Name, f)
		}
	}
}
