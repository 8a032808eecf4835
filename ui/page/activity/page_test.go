package activity

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func TestAFailedScanSaysCauseAndNextStep(t *testing.T) {
	s, w := pagetest.NewStage(t), &pagetest.World{}
	p := New(s.Env, w, w)
	s.Show(p, page.Route{Page: page.Activity})
	s.Tap("Failed 1")
	p.Open(s.Last())
	s.Settle()
	if p.table.Len() != 1 || p.route.Filter != string(models.ScanFailed) {
		t.Fatalf("%d rows at %+v", p.table.Len(), p.route)
	}
	for _, want := range []string{"The client secret has expired.", "Make a new secret"} {
		if !s.Says(want) {
			t.Errorf("the panel does not say %q", want)
		}
	}
	s.Tap("Copy details")
	if !strings.Contains(s.Copied, "AADSTS7000222") {
		t.Errorf("copied %q", s.Copied)
	}
}

func TestAPartialScanNamesWhatIsMissing(t *testing.T) {
	s, w := pagetest.NewStage(t), &pagetest.World{}
	p := New(s.Env, w, w)
	s.Show(p, page.Route{Page: page.Activity, Filter: string(models.ScanPartial)})
	for _, want := range []string{"names concealed", "licence missing", "Ask the customer"} {
		if !s.Says(want) {
			t.Errorf("the panel does not say %q", want)
		}
	}
}
