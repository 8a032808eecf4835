package ui

import (
	"testing"

	"msp-license-tracker/ui/page"
)

func TestBackAndForwardWalkRoutes(t *testing.T) {
	var r router
	dash, leak := page.Route{Page: page.Dashboard}, page.Route{Page: page.Leakage, Filter: "blocked"}
	ten := page.For(page.Tenant, "t1")
	for _, to := range []page.Route{dash, leak, ten} {
		if !r.visit(to) {
			t.Fatalf("visiting %v did not move", to)
		}
	}
	if r.visit(ten) {
		t.Error("going where one is made a step")
	}
	step := func(want page.Route, move func() (page.Route, bool)) {
		t.Helper()
		if got, ok := move(); !ok || got != want {
			t.Fatalf("moved to %v (%v), want %v", got, ok, want)
		}
	}
	step(leak, r.back)
	step(dash, r.back)
	if _, ok := r.back(); ok {
		t.Error("went back before the beginning")
	}
	step(leak, r.forward)
	r.visit(dash)
	if _, ok := r.forward(); ok {
		t.Error("a new place must forget the way forward")
	}
}

func TestTheHistoryIsBounded(t *testing.T) {
	var r router
	for i := range 3 * maxHistory {
		r.visit(page.Route{Page: page.Leakage, Select: string(rune('a' + i%26)), Filter: string(rune('a' + i%25))})
	}
	if len(r.past) > maxHistory {
		t.Errorf("%d places remembered", len(r.past))
	}
}
