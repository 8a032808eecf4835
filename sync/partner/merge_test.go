package partner

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
)

// Whatever Graph lists, every customer has one row, a state and a sentence
// where nobody has access.
func FuzzMerge(f *testing.F) {
	f.Add(`[{"id":"r","displayName":"Review","status":"active","customer":{"tenantId":"T1","displayName":"One"},"accessDetails":{"unifiedRoles":[{"roleDefinitionId":"x"}]},"autoExtendDuration":"P180D","endDateTime":"2027-01-01T00:00:00Z"}]`,
		`[{"tenantId":"t1","displayName":"One"}]`, `[{"customerId":"t2","displayName":"Two"}]`)
	f.Add(`[{"id":"r","customer":null,"endDateTime":null},{"id":"r","status":"active","displayName":"MLT_x","customer":{"tenantId":"t"}}]`, `[{}]`, `null`)
	f.Add(`[{"status":"?","endDateTime":"0001-01-01T00:00:00Z","createdDateTime":7,"customer":{"tenantId":"a"}}]`, `[]`, `[]`)
	f.Fuzz(func(t *testing.T, relationships, customers, contracts string) {
		var all found
		if json.Unmarshal([]byte(relationships), &all.relationships) != nil || json.Unmarshal([]byte(customers), &all.customers) != nil ||
			json.Unmarshal([]byte(contracts), &all.contracts) != nil {
			return
		}
		all.assigned = map[string][]string{"r": {globalReader}}
		list := all.merge("home", time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))
		seen := map[string]bool{"": true, "home": true}
		for _, c := range list {
			if seen[c.TenantID] || c.TenantID != strings.ToLower(c.TenantID) {
				t.Errorf("%q is listed twice, or should not be", c.TenantID)
			}
			seen[c.TenantID] = true
			if !c.Usable && len(c.Gaps) == 0 {
				t.Errorf("nobody has access to %+v and nothing is said", c)
			}
		}
	})
}

func TestTheRelationshipThatCountsDoesNotDependOnTheOrder(t *testing.T) {
	day := func(n int) wireTime { return wireTime{time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC)} }
	list := []wireRelationship{
		{ID: "ended later", Status: "expired", Ends: day(30)},
		{ID: "active early", Status: "active", Ends: day(5)},
		{ID: "active late", Status: "active", Ends: day(9)},
		{ID: "unknown", Status: "dreaming", Ends: day(31)},
		{ID: "pending", Status: string(models.RelationshipApprovalPending), Ends: day(31)},
	}
	for range 20 {
		list = append(list[1:], list[0])
		if got := choose(list); got.ID != "active late" {
			t.Errorf("%s counts", got.ID)
		}
		slices.Reverse(list[1:])
	}
	if choose(nil) != nil {
		t.Error("something counts of nothing")
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]bool{"P180D": true, "PT0S": false, "P0D": false, "": false, "P1Y": true, "180": false} {
		if extends(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
