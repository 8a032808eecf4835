package inactive

import (
	"strings"
	"testing"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func show(t *testing.T, w *pagetest.World) (*pagetest.Stage, *Page) {
	t.Helper()
	s := pagetest.NewStage(t)
	p := New(s.Env, w)
	s.Show(p, page.Route{Page: page.Inactive})
	return s, p
}

func TestAChipNarrowsAndWhoCannotBeJudgedIsElsewhere(t *testing.T) {
	s, p := show(t, &pagetest.World{})
	s.Tap("Never used 43")
	p.Open(s.Last())
	s.Settle()
	if p.table.Len() != 43 || p.route.Filter != string(insight.NeverUsed) {
		t.Errorf("%d rows at %+v", p.table.Len(), p.route)
	}
	s.Tap("Cannot tell 46")
	if got := s.Last(); got.Page != page.Leakage || got.Filter != page.FilterHidden {
		t.Errorf("asked for %+v", got)
	}
}

func TestTappingAPersonShowsTheProof(t *testing.T) {
	s, p := show(t, &pagetest.World{})
	second := p.table.Shown()[1]
	s.Tap(second.upn[:12])
	if got := p.panel.Shown(); len(got) != 1 || !strings.Contains(got[0].Detail, second.upn) {
		t.Errorf("the panel shows %+v, want %s", got, second.upn)
	}
	s.Tap("Copy proof")
	if !strings.Contains(s.Copied, second.upn) || !strings.Contains(s.Copied, "Rule") {
		t.Errorf("copied %q", s.Copied)
	}
}

func TestNothingScannedTeaches(t *testing.T) {
	s, _ := show(t, &pagetest.World{Empty: true})
	if !s.Says("Nothing has been scanned yet") {
		t.Error("the empty page does not teach")
	}
	s.Tap("Go to tenants")
	if s.Last().Page != page.Tenants {
		t.Errorf("asked for %+v", s.Last())
	}
}
