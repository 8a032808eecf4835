package insight

import (
	"time"

	"msp-license-tracker/models"
)

// FreeMailboxBytes is the size up to which a shared, room or equipment mailbox
// needs no licence: 50 × 1024³ bytes.
const FreeMailboxBytes = 50 << 30

const ruleMailbox = "A shared, room or equipment mailbox of up to 50 GB without an archive needs no licence."

// mailboxRule is cause 1. It covers every paid licence of the account.
func mailboxRule(c *view, _ time.Time) (verdict, bool) {
	if !c.specialMailbox() || c.mailboxNeedsLicence() {
		return verdict{}, false
	}
	caveats := []string{caveatHold}
	if c.Mailbox.HasArchive == models.Unknown {
		caveats = append(caveats, caveatArchive)
	}
	return verdict{
		cause: SharedMailbox, certainty: Likely,
		reason: "A hold on the mailbox would need a licence and cannot be seen.",
		rule:   ruleMailbox, caveats: caveats,
	}, true
}

// specialMailbox: the account belongs to a mailbox nobody signs in to.
func (c *view) specialMailbox() bool {
	if !c.sources.Mailboxes || !c.HasMailbox {
		return false
	}
	switch c.Mailbox.Recipient {
	case models.SharedMailbox, models.RoomMailbox, models.EquipmentMailbox:
		return true
	}
	return false
}

// mailboxNeedsLicence: then the account gives no finding at all (decision 7).
func (c *view) mailboxNeedsLicence() bool {
	return c.Mailbox.Bytes > FreeMailboxBytes || c.Mailbox.HasArchive == models.Yes
}
