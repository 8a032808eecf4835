package inactive

import (
	"testing"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/ui/page/pagetest"
)

func TestOneRowPerPersonAndTheDashboardAgrees(t *testing.T) {
	users := usersOf(pagetest.Results())
	seen := map[string]bool{}
	for i := range users {
		if seen[users[i].key()] {
			t.Errorf("%s appears twice", users[i].upn)
		}
		seen[users[i].key()] = true
	}
	if want := pagetest.Dashboard(pagetest.Everything).InactiveUsers; len(users) != want {
		t.Errorf("%d rows, the dashboard says %d", len(users), want)
	}
}

func TestAPersonWithTwoLicencesHasOneRowWithBoth(t *testing.T) {
	a := pagetest.Results()[0].Findings
	first, second := a[5], a[5]
	first.Cause, second.Cause = insight.Blocked, insight.Blocked
	second.SKUID, second.Product, second.Certainty = "other", "Visio Plan 2", insight.Likely
	users := usersOf([]insight.Result{{Findings: []insight.Finding{first, second}, Currency: "GBP"}})
	if len(users) != 1 || len(users[0].findings) != 2 {
		t.Fatalf("%d rows", len(users))
	}
	if users[0].certainty != insight.Likely {
		t.Error("the weakest certainty must be shown")
	}
	if !users[0].monthly.Value.Equal(first.Monthly.Value.Add(second.Monthly.Value)) {
		t.Error("amounts must add up")
	}
}

func TestChipsPartTheUsers(t *testing.T) {
	users := usersOf(pagetest.Results())
	n := 0
	for _, c := range causes {
		n += len(ofCause(users, string(c)))
	}
	if n != len(users) {
		t.Errorf("chips show %d of %d", n, len(users))
	}
}
