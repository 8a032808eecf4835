package insight

import (
	"testing"

	"msp-license-tracker/models"
)

func TestTotalsOfASmallOffice(t *testing.T) {
	o := newOffice(
		person("ann", blocked, also(copilot)), person("ben", silent), person("cy", lastUsed(100)),
		person("info", mailbox(models.SharedMailbox, 3)), person("eve", guest), person("works"),
	).seats(premium, 10, 6).seats(copilot, 0, 1)
	got := o.analyze().Totals

	// Business Premium: 10 × 22. Copilot is over-assigned and owns nothing.
	if got.Spend.String() != "220.00" || got.SpendYearly.String() != "2640.00" {
		t.Errorf("spend %s and %s a year", got.Spend, got.SpendYearly)
	}
	// Ann, Ben, Cy, info, Eve and 4 free seats at 22; Ann's Copilot frees nothing.
	if got.Leakage.String() != "198.00" || got.LeakageYearly.String() != "2376.00" {
		t.Errorf("leakage %s and %s a year", got.Leakage, got.LeakageYearly)
	}
	// The Copilot seat that is missing is not set off against free seats.
	if got.SeatsOwned != 10 || got.SeatsAssigned != 7 || got.SeatsFree != 4 {
		t.Errorf("seats: %d owned, %d assigned, %d free", got.SeatsOwned, got.SeatsAssigned, got.SeatsFree)
	}
	if got.LicensedUsers != 6 || got.InactiveUsers != 3 || got.HiddenUsers != 0 {
		t.Errorf("people: %d licensed, %d inactive, %d hidden", got.LicensedUsers, got.InactiveUsers, got.HiddenUsers)
	}
	// Ann is one blocked user with two blocked seats.
	if b := got.ByCause[Blocked]; b.Users != 1 || b.Seats != 2 || b.Monthly.String() != "22.00" {
		t.Errorf("blocked: %+v", b)
	}
}

func TestFindingsAreOrderedByPrecedenceThenMoney(t *testing.T) {
	says(t, newOffice(
		person("zoe", lastUsed(100)), person("adam", lastUsed(100)), person("Mia", lastUsed(100), also(copilot)), person("yan", blocked),
	),
		"yan, Business Premium: blocked, sure, 22.00",
		"Mia, Copilot: inactive, sure, 30.00",
		"adam, Business Premium: inactive, sure, 22.00",
		"Mia, Business Premium: inactive, sure, 22.00",
		"zoe, Business Premium: inactive, sure, 22.00",
	)
}
