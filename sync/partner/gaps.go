package partner

import (
	"time"

	"msp-license-tracker/models"
)

// soon is how long before its end a relationship is worth a word.
const soon = 30 * 24 * time.Hour

// dateForm is how dates stand in sentences; the list itself shows Ends in the
// owner's own form.
const dateForm = "2 January 2006"

// noRelationship is the gap of a customer without a relationship of our own.
func noRelationship(contract, transition bool) string {
	switch {
	case transition:
		return "There is only the relationship Microsoft made for the transition (MLT_), which runs out: ask the customer for one of your own."
	case contract:
		return "There is a contract, but it gives no access: ask the customer for an admin relationship (GDAP) in Partner Center."
	}
	return "There is no admin relationship (GDAP) any more: ask the customer for a new one in Partner Center."
}

// gaps says what stands between the owner and the customer's data.
func (f found) gaps(c *models.PartnerCustomer, r wireRelationship, now time.Time) []string {
	if inForce(r.Status) && ended(r, now) {
		return []string{"The relationship ended on " + c.Ends.Format(dateForm) + ": ask the customer for a new one."}
	}
	var out []string
	if !c.Usable && inForce(r.Status) {
		out = append(out, "Nobody has access: the customer approved the relationship, but no security group of yours was given its roles. Assign them in Partner Center.")
	}
	switch c.Status {
	case models.RelationshipActive:
		if !c.AutoExtends && !c.Ends.IsZero() && c.Ends.Sub(now) <= soon {
			out = append(out, "The relationship ends on "+c.Ends.Format(dateForm)+" and does not extend itself: ask the customer for a new one in time.")
		}
	case models.RelationshipExpiring:
		out = append(out, "The relationship is about to expire: ask the customer for a new one.")
	case models.RelationshipEndRequested, models.RelationshipEnding:
		out = append(out, "The relationship is being ended: access stops within a day.")
	case models.RelationshipApprovalPending, models.RelationshipCreated:
		out = append(out, "The customer has not approved the relationship yet.")
	case models.RelationshipApproved, models.RelationshipActivating:
		out = append(out, "The customer has approved; Microsoft is setting the relationship up.")
	case models.RelationshipExpired:
		out = append(out, "The relationship has expired: ask the customer for a new one.")
	case models.RelationshipEnded:
		out = append(out, "The relationship was ended: ask the customer for a new one.")
	default:
		out = append(out, "The relationship is in a state this program does not know ("+string(c.Status)+").")
	}
	return out
}
