package insight

import (
	"slices"
	"strings"

	"msp-license-tracker/models"
)

// cannotTell: an unblocked account no readable source shows, and no rule that
// needs no source speaks of it (decision 1). Guests have such a rule.
func (c *view) cannotTell() bool {
	return !c.usage.visible && !c.Blocked() && !c.specialMailbox() && !c.IsGuest()
}

func (t *tenant) unseen(c *view, counted int) Unseen {
	ids := make([]string, 0, counted)
	for j := range c.Licenses {
		if p, ok := t.countedSeat(c.Licenses, j); ok {
			ids = append(ids, p.row.SKUID)
		}
	}
	slices.Sort(ids)
	u := Unseen{
		TenantID: t.s.TenantID, UserID: c.ID, UPN: c.UPN, DisplayName: c.DisplayName, SKUIDs: ids,
	}
	u.Reason, u.Cure = t.whyUnseen()
	return u
}

// whyUnseen joins the notes of the two sources that could have shown the user.
func (t *tenant) whyUnseen() (reason, cure string) {
	if t.unseenReason != "" {
		return t.unseenReason, t.unseenCure
	}
	var what, cures []string
	for _, n := range t.sources.Notes {
		if n.Collector == models.CollectSignIns || n.Collector == models.CollectActivity {
			what, cures = append(what, n.What), append(cures, n.Cure)
		}
	}
	if t.sources.Reports {
		what = append(what, "The activity report has no row for this account.")
	}
	t.unseenReason, t.unseenCure = strings.Join(what, " "), strings.Join(cures, " ")
	return t.unseenReason, t.unseenCure
}
