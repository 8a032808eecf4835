package insight

import (
	"time"

	"msp-license-tracker/models"
)

// present leaves out accounts deleted after the list of accounts was read:
// they hold no seat any more (decision 10). An account deleted earlier and
// listed all the same was restored in between.
func present(s *Snapshot) []Account {
	gone := deletedSince(s.DeletedUsers, dataDate(s, models.CollectUsers, true))
	if len(gone) == 0 {
		return s.Accounts
	}
	kept := make([]Account, 0, len(s.Accounts))
	for i := range s.Accounts {
		if !gone[s.Accounts[i].ID] {
			kept = append(kept, s.Accounts[i])
		}
	}
	return kept
}

func deletedSince(deleted []models.DeletedUser, listed time.Time) map[string]bool {
	gone := map[string]bool{}
	for i := range deleted {
		if deleted[i].DeletedAt.After(listed) {
			gone[deleted[i].ID] = true
		}
	}
	return gone
}
