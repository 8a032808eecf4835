package insight

import (
	"testing"

	"msp-license-tracker/models"
)

// example is one worked example: people, and what is said of them.
type example struct {
	name  string
	staff []Account
	want  []string
}

func check(t *testing.T, examples []example, changes ...func(*office)) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			o := newOffice(e.staff...)
			for _, change := range changes {
				change(o)
			}
			says(t, o, e.want...)
		})
	}
}

func one(a Account) []Account { return []Account{a} }

func TestAPersonWhoWorksIsNoFinding(t *testing.T) {
	check(t, []example{{"works every day", one(person("ann")), nil}})
}

func TestCause1SharedRoomAndEquipmentMailboxes(t *testing.T) {
	check(t, []example{
		{"a shared mailbox needs no licence", one(person("info", mailbox(models.SharedMailbox, 5))),
			[]string{"info, Business Premium: shared-mailbox, likely, 22.00"}},
		{"nor a room", one(person("room1", mailbox(models.RoomMailbox, 0))),
			[]string{"room1, Business Premium: shared-mailbox, likely, 22.00"}},
		{"nor equipment", one(person("beamer", mailbox(models.EquipmentMailbox, 0))),
			[]string{"beamer, Business Premium: shared-mailbox, likely, 22.00"}},
		{"50 GB exactly still fits", one(person("info", mailbox(models.SharedMailbox, 50))),
			[]string{"info, Business Premium: shared-mailbox, likely, 22.00"}},
		{"one byte more needs the licence", one(person("info", mailbox(models.SharedMailbox, 50), func(a *Account) { a.Mailbox.Bytes++ })), nil},
		{"an archive needs the licence", one(person("info", mailbox(models.SharedMailbox, 5), archived)), nil},
		{"it comes before blocked", one(person("info", mailbox(models.SharedMailbox, 5), blocked)),
			[]string{"info, Business Premium: shared-mailbox, likely, 22.00"}},
		{"a needed one is no finding though blocked and silent", one(person("info", mailbox(models.SharedMailbox, 60), blocked, silent)), nil},
		{"a needed one is no finding though a guest", one(person("info", mailbox(models.SharedMailbox, 60), guest)), nil},
		{"it covers every paid licence of the account", one(person("info", mailbox(models.SharedMailbox, 5), also(copilot), also(free))),
			[]string{"info, Copilot: shared-mailbox, likely, 30.00", "info, Business Premium: shared-mailbox, likely, 22.00"}},
		{"a mailbox of a kind not known to us is a person's", one(person("ann", mailbox("linked", 5))), nil},
	})
}

func TestCause2BlockedAccounts(t *testing.T) {
	check(t, []example{
		{"blocked", one(person("ann", blocked)), []string{"ann, Business Premium: blocked, sure, 22.00"}},
		{"blocked comes before inactive", one(person("ann", blocked, lastUsed(200))), []string{"ann, Business Premium: blocked, sure, 22.00"}},
		{"blocked comes before never used", one(person("ann", blocked, silent)), []string{"ann, Business Premium: blocked, sure, 22.00"}},
		{"blocked comes before guest", one(person("ann", blocked, guest)), []string{"ann, Business Premium: blocked, sure, 22.00"}},
		{"not known to be blocked is not blocked", one(person("ann", func(a *Account) { a.Enabled = models.Unknown })), nil},
	})
	check(t, []example{
		{"without the mailbox report it may be a shared mailbox", one(person("ann", blocked)), []string{"ann, Business Premium: blocked, likely, 22.00"}},
	}, func(o *office) { o.outcome(models.CollectMailboxes, models.StatusDenied) })
	check(t, []example{
		{"blocked needs no source", one(person("ann", blocked)), []string{"ann, Business Premium: blocked, sure, 22.00"}},
	}, func(o *office) {
		o.outcome(models.CollectSignIns, models.StatusUnlicensed).outcome(models.CollectActivity, models.StatusDenied)
	})
}

func TestCause3NeverUsed(t *testing.T) {
	check(t, []example{
		{"no use, no attempt", one(person("ann", silent)), []string{"ann, Business Premium: never-used, sure, 22.00"}},
		{"account 31 days old", one(person("ann", silent, created(31))), []string{"ann, Business Premium: never-used, sure, 22.00"}},
		{"account 30 days old: grace", one(person("ann", silent, created(30))), nil},
		{"licence 30 days old: grace", one(person("ann", silent, licensed(30))), nil},
		{"licence 31 days old", one(person("ann", silent, licensed(31))), []string{"ann, Business Premium: never-used, sure, 22.00"}},
		{"one licence old, one in grace", one(person("ann", silent, also(copilot), licensed(3))),
			[]string{"ann, Copilot: never-used, sure, 30.00"}},
		{"mailbox and OneDrive sizes are not use", one(person("ann", silent, func(a *Account) { a.Mailbox.LastActive = reported(1) })),
			[]string{"ann, Business Premium: never-used, sure, 22.00"}},
	})
}

func TestCause4Inactive(t *testing.T) {
	check(t, []example{
		{"90 days: active", one(person("ann", lastUsed(90))), nil},
		{"91 days: inactive", one(person("ann", lastUsed(91))), []string{"ann, Business Premium: inactive, sure, 22.00"}},
		{"one recent report date is enough", one(person("ann", lastUsed(200), func(a *Account) { a.Activity.Viva = reported(90) })), nil},
		{"one recent sign-in is enough", one(person("ann", lastUsed(200), func(a *Account) { a.SignIn.Success = ago(90) })), nil},
		{"a recent attempt is no use where use is known", one(person("ann", lastUsed(200), func(a *Account) { a.SignIn.NonInteractive = ago(0) })),
			[]string{"ann, Business Premium: inactive, sure, 22.00"}},
		{"an inactive new account is inactive: grace is for the never used", one(person("ann", lastUsed(91), created(95), licensed(3))),
			[]string{"ann, Business Premium: inactive, sure, 22.00"}},
	})
}

func TestCause5Guests(t *testing.T) {
	check(t, []example{
		{"an active guest", one(person("eve", guest)), []string{"eve, Business Premium: guest, likely, 22.00"}},
		{"a guest with only free products", one(person("eve", guest, func(a *Account) { a.Licenses[0].SKUID = free })), nil},
	})
}

func TestCause6UnassignedSeats(t *testing.T) {
	o := newOffice(person("ann")).seats(premium, 11, 1)
	says(t, o, "10 seats, Business Premium: unassigned, sure, 220.00")

	spare := 3
	o.Settings = []models.SKUSetting{{TenantID: "contoso-id", SKUID: premium, Spare: &spare}}
	says(t, o, "7 seats, Business Premium: unassigned, sure, 154.00")

	spare = 10
	says(t, o)

	spare = 99
	says(t, o)
}

func TestWarningSeatsAreOwnedAndSuspendedAreNot(t *testing.T) {
	o := newOffice(person("ann"))
	o.SKUs[0].Enabled, o.SKUs[0].Warning, o.SKUs[0].Suspended, o.SKUs[0].LockedOut = 2, 3, 50, 60
	says(t, o, "4 seats, Business Premium: unassigned, sure, 88.00")
	for _, row := range o.analyze().Seats {
		if row.SKUID == premium && (row.Owned != 5 || row.Suspended != 50 || row.LockedOut != 60 || row.Free != 4) {
			t.Errorf("seat account: %+v", row)
		}
	}
}

// Each seat has exactly one cause: someone who is everything at once is found
// under the first that applies.
func TestPrecedence(t *testing.T) {
	all := person("eve", guest, blocked, silent, mailbox(models.SharedMailbox, 1))
	check(t, []example{
		{"mailbox first", one(all), []string{"eve, Business Premium: shared-mailbox, likely, 22.00"}},
		{"then blocked", one(person("eve", guest, blocked, silent)), []string{"eve, Business Premium: blocked, sure, 22.00"}},
		{"then never used", one(person("eve", guest, silent)), []string{"eve, Business Premium: never-used, sure, 22.00"}},
		{"then inactive", one(person("eve", guest, lastUsed(100))), []string{"eve, Business Premium: inactive, sure, 22.00"}},
		{"then guest", one(person("eve", guest)), []string{"eve, Business Premium: guest, likely, 22.00"}},
	})
}
