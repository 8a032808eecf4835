package partner

import (
	"cmp"
	"slices"
	"strings"

	"msp-license-tracker/models"
)

// standing orders the states of a relationship: the first gives access, the
// last never will again.
var standing = []models.RelationshipStatus{
	models.RelationshipActive, models.RelationshipExpiring, models.RelationshipEndRequested, models.RelationshipEnding,
	models.RelationshipActivating, models.RelationshipApproved, models.RelationshipApprovalPending, models.RelationshipCreated,
	models.RelationshipExpired, models.RelationshipEnded,
}

// inForce says whether a relationship in this state still gives access.
func inForce(status string) bool {
	return slices.Contains(standing[:4], models.RelationshipStatus(status))
}

// choose picks the relationship that counts for a customer: the one that
// stands best, of several the one with the latest end. nil = none.
func choose(of []wireRelationship) *wireRelationship {
	if len(of) == 0 {
		return nil
	}
	best := slices.MinFunc(of, func(a, b wireRelationship) int {
		return cmp.Or(
			rank(a.Status)-rank(b.Status),
			b.Ends.Compare(a.Ends.Time),
			b.Created.Compare(a.Created.Time),
			strings.Compare(a.ID, b.ID),
		)
	})
	return &best
}

// rank puts states this program does not know behind all others.
func rank(status string) int {
	if i := slices.Index(standing, models.RelationshipStatus(status)); i >= 0 {
		return i
	}
	return len(standing)
}
