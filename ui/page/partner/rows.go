package partner

import (
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
)

// soon is when the end of a relationship is worth a filter.
const soon = 30 * 24 * time.Hour

// stage is where connecting one customer stands in this window.
type stage string

const (
	stageNone    stage = ""
	stageWaiting stage = "waiting"
	stageWorking stage = "working"
	stageFailed  stage = "failed"
)

// attempt is one customer's way to being connected.
type attempt struct {
	stage stage
	fault *models.Explanation
}

// row is one customer with what this window did about it.
type row struct {
	models.PartnerCustomer
	attempt
}

func rowsOf(customers []models.PartnerCustomer, attempts map[string]attempt) []row {
	out := make([]row, 0, len(customers))
	for _, c := range customers {
		out = append(out, row{c, attempts[c.TenantID]})
	}
	return out
}

func (r *row) name() string {
	switch {
	case r.Name != "":
		return r.Name
	case r.Domain != "":
		return r.Domain
	}
	return r.TenantID
}

func (r *row) connected() bool { return r.Connected || r.OtherWay }

// attention says that something stands between the owner and the figures.
func (r *row) attention() bool {
	return r.stage == stageFailed || !r.Usable || len(r.Missing) > 0 || r.Status != models.RelationshipActive
}

// ending says that the relationship runs out soon and nobody prolongs it.
func (r *row) ending(now time.Time) bool {
	if r.Status == models.RelationshipExpiring {
		return true
	}
	left := r.Ends.Sub(now)
	return r.Usable && !r.AutoExtends && !r.Ends.IsZero() && left >= 0 && left <= soon
}

// state is the word of the last column.
func (r *row) state() (string, theme.Tone) {
	switch {
	case r.stage == stageWorking:
		return lang.L("Connecting…"), theme.Accented
	case r.stage == stageWaiting:
		return lang.L("Waiting"), theme.Neutral
	case r.Connected:
		return lang.L("Connected"), theme.Positive
	case r.OtherWay:
		return lang.L("Own way"), theme.Positive
	case r.stage == stageFailed:
		return lang.L("Failed"), theme.Severe
	case !r.Usable:
		return lang.L("No access"), theme.Neutral
	default:
		return lang.L("Ready"), theme.Accented
	}
}

// relationship is the word of a relationship's state.
func relationship(c *models.PartnerCustomer) (string, theme.Tone) {
	switch c.Status {
	case models.RelationshipActive:
		if !c.Usable {
			return lang.L("No access"), theme.Caution
		}
		return lang.L("Active"), theme.Positive
	case models.RelationshipExpiring:
		return lang.L("Expiring"), theme.Caution
	case models.RelationshipCreated, models.RelationshipApprovalPending:
		return lang.L("Requested"), theme.Caution
	case models.RelationshipApproved, models.RelationshipActivating:
		return lang.L("Setting up"), theme.Caution
	case models.RelationshipEndRequested, models.RelationshipEnding:
		return lang.L("Ending"), theme.Severe
	case models.RelationshipEnded:
		return lang.L("Ended"), theme.Severe
	case models.RelationshipExpired:
		return lang.L("Expired"), theme.Severe
	case models.RelationshipNone:
		return lang.L("None"), theme.Neutral
	default:
		return string(c.Status), theme.Neutral
	}
}

// extends says what happens at the end of a relationship, in short.
func extends(c *models.PartnerCustomer, now time.Time) string {
	switch {
	case c.Ends.IsZero():
		return ""
	case c.AutoExtends && c.Usable:
		return page.Until(c.Ends, now) + " · " + lang.L("auto")
	default:
		return page.Until(c.Ends, now)
	}
}

// choice is one filter with its number of customers.
type choice struct {
	id, label string
	tone      theme.Tone
	keep      func(*row) bool
}

func filters(now time.Time) []choice {
	return []choice{
		{"", "All", theme.Neutral, func(*row) bool { return true }},
		{"open", "Not connected", theme.Neutral, func(r *row) bool { return !r.connected() }},
		{"connected", "Connected", theme.Positive, func(r *row) bool { return r.connected() }},
		{"attention", "Needs attention", theme.Caution, (*row).attention},
		{"ending", "Ending soon", theme.Severe, func(r *row) bool { return r.ending(now) }},
	}
}

// inFilter keeps the customers of a filter; an unknown one keeps all.
func inFilter(rows []row, id string, now time.Time) []row {
	all := filters(now)
	i := max(0, slices.IndexFunc(all, func(c choice) bool { return c.id == id }))
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !all[i].keep(&r) })
}
