package insight

import (
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// The tests in this file carry the numbers of "Where the rules meet, decided".

func without(collectors ...models.Collector) func(*office) {
	return func(o *office) {
		for _, c := range collectors {
			o.outcome(c, models.StatusDenied)
		}
	}
}

func TestDecision1OneSourceDecidesWithLessCertainty(t *testing.T) {
	check(t, []example{
		{"reports alone: inactive is likely", one(person("ann", lastUsed(91))), []string{"ann, Business Premium: inactive, likely, 22.00"}},
		{"a recent sign-in cannot be seen", one(person("ann", lastUsed(91), func(a *Account) { a.SignIn.Success = ago(0) })), []string{"ann, Business Premium: inactive, likely, 22.00"}},
		{"never used is likely", one(person("ann", silent)), []string{"ann, Business Premium: never-used, likely, 22.00"}},
		{"not in the report: cannot tell", one(person("ann", unreported)), []string{"ann: cannot tell"}},
	}, without(models.CollectSignIns))
	check(t, []example{
		{"sign-ins alone: inactive is likely", one(person("ann", lastUsed(91))), []string{"ann, Business Premium: inactive, likely, 22.00"}},
		{"a recent report date cannot be seen", one(person("ann", lastUsed(91), func(a *Account) { a.Activity.Teams = reported(0) })), []string{"ann, Business Premium: inactive, likely, 22.00"}},
		{"not in the report, but signed in", one(person("ann", unreported)), nil},
	}, without(models.CollectActivity))
	check(t, []example{
		{"both readable, not in the report, no sign-in: never used", one(person("ann", silent, unreported)), []string{"ann, Business Premium: never-used, sure, 22.00"}},
	})
}

func TestDecision1NothingReadableIsCannotTellAndNeverInactive(t *testing.T) {
	staff := []Account{person("ann"), person("ben", lastUsed(400)), person("cy", silent), person("dan", blocked)}
	for name, status := range map[string]models.Status{
		"denied": models.StatusDenied, "concealed": models.StatusConcealed, "no rows yet": models.StatusNoData,
		"not offered here": models.StatusNotOffered, "never looked": models.StatusNever, "skipped": models.StatusSkipped,
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(staff...).outcome(models.CollectSignIns, models.StatusUnlicensed).outcome(models.CollectActivity, status)
			says(t, o, "dan, Business Premium: blocked, sure, 22.00", "ann: cannot tell", "ben: cannot tell", "cy: cannot tell")
			for _, u := range o.analyze().Hidden {
				if u.Reason == "" || u.Cure == "" {
					t.Errorf("%s: reason %q, cure %q", u.UPN, u.Reason, u.Cure)
				}
			}
		})
	}
}

func TestDecision1AReportWithoutRowsIsNotReadable(t *testing.T) {
	o := newOffice(person("ann", unreported, lastUsed(91), unreported))
	o.Outcomes[models.CollectActivity] = models.Outcome{Status: models.StatusOK, Rows: 0, DataDate: reportDate}
	says(t, o, "ann, Business Premium: inactive, likely, 22.00")
}

func TestDecision1AFailedReadingKeepsTheLastGoodData(t *testing.T) {
	o := newOffice(person("ann", lastUsed(91)))
	o.Outcomes[models.CollectActivity] = models.Outcome{Status: models.StatusFailed, Rows: 9, DataDate: reportDate, ChangedAt: ago(2)}
	says(t, o, "ann, Business Premium: inactive, sure, 22.00")
	if notes := o.analyze().Sources.Notes; len(notes) != 1 || notes[0].What != "Activity reports could not be read this time; those of 2026-11-18 were kept." {
		t.Errorf("the age of the data is not said: %+v", notes)
	}
}

func TestDecision3DaysCountFromEachSourcesOwnDate(t *testing.T) {
	old := func(o *office) { // the reports stopped 60 days ago
		out := o.Outcomes[models.CollectActivity]
		out.DataDate = ago(60)
		o.Outcomes[models.CollectActivity] = out
	}
	seen := func(days int) Account {
		return person("ann", lastUsed(400), func(a *Account) { a.Activity.Exchange = ago(60 + days) })
	}
	check(t, []example{
		{"90 days before the report's date: active, though 150 before the scan", one(seen(90)), nil},
		{"91 days before it: inactive", one(seen(91)), []string{"ann, Business Premium: inactive, sure, 22.00"}},
	}, old)

	almost := person("ann", lastUsed(200), func(a *Account) { a.SignIn.Success = ago(91).Add(time.Second) })
	says(t, newOffice(almost)) // 90 whole days and 23:59:59
	future := person("ann", lastUsed(200), func(a *Account) { a.SignIn.Success = scanTime.Add(time.Hour) })
	says(t, newOffice(future))
}

func TestDecision4AttemptsWhereNothingBetterExists(t *testing.T) {
	check(t, []example{
		{"a recent attempt: active", one(person("ann", attempted(90))), nil},
		{"an old attempt: inactive, likely", one(person("ann", attempted(91))), []string{"ann, Business Premium: inactive, likely, 22.00"}},
		{"the newest attempt decides", one(person("ann", attempted(200), func(a *Account) { a.SignIn.NonInteractive = ago(10) })), nil},
		{"no grace for an old attempt", one(person("ann", attempted(91), created(95), licensed(2))), []string{"ann, Business Premium: inactive, likely, 22.00"}},
	})
	check(t, []example{
		{"without sign-ins an attempt cannot be seen", one(person("ann", attempted(5))), []string{"ann, Business Premium: never-used, likely, 22.00"}},
	}, without(models.CollectSignIns))
}

func TestDecision5UnknownDatesCountAsOld(t *testing.T) {
	unknownDates := func(a *Account) { a.CreatedAt, a.Licenses[0].Since = time.Time{}, time.Time{} }
	says(t, newOffice(person("ann", silent, unknownDates)), "ann, Business Premium: never-used, sure, 22.00")
}

func TestDecision8Guests(t *testing.T) {
	check(t, []example{
		{"inactive guest: inactive", one(person("eve", guest, lastUsed(91))), []string{"eve, Business Premium: inactive, sure, 22.00"}},
		{"never used guest: never used", one(person("eve", guest, silent)), []string{"eve, Business Premium: never-used, sure, 22.00"}},
		{"guest in grace: nothing", one(person("eve", guest, silent, created(5))), nil},
	})
	check(t, []example{
		{"a guest nobody can see: guest", one(person("eve", guest)), []string{"eve, Business Premium: guest, likely, 22.00"}},
	}, without(models.CollectSignIns, models.CollectActivity))
}

func TestDecision9SurplusCarriesNoMoney(t *testing.T) {
	o := newOffice(
		person("zoe", blocked), person("adam", lastUsed(100)), person("Bea", lastUsed(100)), person("cid", guest), person("dot"),
	).seats(premium, 3, 5)
	says(t, o,
		"zoe, Business Premium: blocked, sure, 22.00",
		"adam, Business Premium: inactive, sure, 22.00",
		"Bea, Business Premium: inactive, sure, no amount",
		"cid, Business Premium: guest, likely, no amount",
	)
	for _, f := range o.analyze().Findings {
		if f.Monthly == nil && f.NoMoney != surplusReason {
			t.Errorf("%s: %q", f.UPN, f.NoMoney)
		}
	}
	says(t, o.seats(premium, 0, 5), // everything is suspended
		"zoe, Business Premium: blocked, sure, no amount",
		"adam, Business Premium: inactive, sure, no amount",
		"Bea, Business Premium: inactive, sure, no amount",
		"cid, Business Premium: guest, likely, no amount",
	)
}

func TestDecision9ALicenceOfAProductTheTenantDoesNotHave(t *testing.T) {
	o := newOffice(person("ann", blocked))
	o.SKUs = o.SKUs[1:]
	says(t, o, "ann, Business Premium: blocked, sure, no amount")
	if why := o.analyze().Findings[0].NoMoney; why != noSKU {
		t.Errorf("%q", why)
	}
}

func TestAMailboxReportWithoutKindsMakesBlockedLikely(t *testing.T) {
	o := newOffice(person("ann", blocked))
	o.outcome(models.CollectMailboxes, models.StatusPartial)
	said := o.Outcomes[models.CollectMailboxes]
	said.Missing = "Recipient Type"
	o.Outcomes[models.CollectMailboxes] = said
	says(t, o, "ann, Business Premium: blocked, likely, 22.00")
	if notes := o.analyze().Sources.Notes; len(notes) != 1 || !strings.Contains(notes[0].What, "Recipient Type") {
		t.Errorf("notes: %+v", notes)
	}
}

func TestDecision10AFailingGroupGivesNoSeat(t *testing.T) {
	failing := func(a *Account) {
		a.Licenses[0] = models.License{SKUID: premium, Groups: []string{"g"}, Error: "CountViolation"}
	}
	says(t, newOffice(person("ann", blocked, failing)))
}

func TestSeveralPathsUseOneSeat(t *testing.T) {
	twice := func(a *Account) {
		a.Licenses = append(a.Licenses, models.License{SKUID: premium, Groups: []string{"g"}, Since: ago(1)})
	}
	o := newOffice(person("ann", blocked, twice)).seats(premium, 1, 1)
	says(t, o, "ann, Business Premium: blocked, sure, 22.00")
	young := newOffice(person("ann", silent, licensed(3), twice)).seats(premium, 1, 1)
	says(t, young) // earliest working path: 3 days
}

func TestDecision11AProductInNoListIsPaidAndUnpriced(t *testing.T) {
	o := newOffice(person("ann", blocked, func(a *Account) { a.Licenses[0].SKUID = unknown }))
	o.SKUs = append(o.SKUs, models.SKU{ID: unknown, PartNumber: "BRAND_NEW", AppliesTo: "User", Enabled: 4, Assigned: 1})
	says(t, o,
		"ann, BRAND_NEW: blocked, sure, no amount",
		"3 seats, BRAND_NEW: unassigned, sure, no amount",
		"BRAND_NEW: unpriced",
	)
	if got := o.analyze().Totals; !got.Leakage.IsZero() || got.UnpricedSKUs != 1 || got.SeatsOwned != 4 {
		t.Errorf("totals: %+v", got)
	}
	o.SKUs[3].AppliesTo = "Company" // nobody can be assigned it
	o.Accounts = nil
	says(t, o)
}

func TestDecision12OneFindingPerUserAndProduct(t *testing.T) {
	says(t, newOffice(person("ann", blocked, also(copilot)), person("ben", blocked)).seats(copilot, 3, 1),
		"ann, Copilot: blocked, sure, 30.00",
		"ann, Business Premium: blocked, sure, 22.00",
		"ben, Business Premium: blocked, sure, 22.00",
		"2 seats, Copilot: unassigned, sure, 60.00",
	)
}

func TestDecision13AFreshWorkspace(t *testing.T) {
	w := models.DefaultWorkspace()
	if w.Currency != "USD" || w.InactiveAfterDays != 90 || w.GraceDays != 30 {
		t.Errorf("defaults: %+v", w)
	}
	o := newOffice(person("ann"))
	for _, row := range o.analyze().Seats {
		if !row.Managed || row.Spare != 0 {
			t.Errorf("%s: managed %v, spare %d", row.Product, row.Managed, row.Spare)
		}
		if row.Counted && (row.Price == nil || row.Price.Scope != money.ListPrice) {
			t.Errorf("%s is not priced by the list: %+v", row.Product, row.Price)
		}
	}
}

// Decision 2: what single products tell is use where it can be read.
func TestUseOfAppsCopilotAndServicesCounts(t *testing.T) {
	idle := func(changes ...func(*Account)) *office {
		return newOffice(person("ann", append([]func(*Account){lastUsed(120)}, changes...)...))
	}
	apps := func(a *Account) { a.Apps = &models.AppsUse{Last: reported(10), LastActivation: reported(1)} }
	ai := func(a *Account) { a.Copilot = &models.CopilotUse{Last: reported(10)} }
	bi := func(a *Account) {
		a.Services = []models.ServiceSignIn{{Service: models.Visio, Last: ago(200)}, {Service: models.PowerBI, Last: ago(90)}}
	}
	const inactive = "ann, Business Premium: inactive, sure, 22.00"
	for name, tc := range map[string]struct {
		use       func(*Account)
		collector models.Collector
	}{
		"Microsoft 365 apps": {apps, models.CollectApps},
		"Copilot":            {ai, models.CollectCopilot},
		"Power BI":           {bi, models.CollectServiceSignIns},
	} {
		t.Run(name, func(t *testing.T) {
			says(t, idle(tc.use).outcome(tc.collector, models.StatusOK))
			says(t, idle(tc.use).outcome(tc.collector, models.StatusUnlicensed), inactive)
			says(t, idle(tc.use), inactive)
		})
	}
	activated := func(a *Account) { a.Apps = &models.AppsUse{LastActivation: reported(1)} }
	says(t, idle(activated).outcome(models.CollectApps, models.StatusOK), inactive)
}

func TestUseOfOneProductMakesNobodyVisible(t *testing.T) {
	o := newOffice(person("ann", func(a *Account) { a.Apps = &models.AppsUse{Last: reported(1)} }))
	o.outcome(models.CollectSignIns, models.StatusDenied).outcome(models.CollectActivity, models.StatusDenied).outcome(models.CollectApps, models.StatusOK)
	says(t, o, "ann: cannot tell")
}

// Decision 10: whoever was deleted after the accounts were listed holds no seat.
func TestSoftDeletedUsersHoldNoSeat(t *testing.T) {
	o := newOffice(person("ann", lastUsed(120)), person("ben", lastUsed(120)))
	o.DeletedUsers = []models.DeletedUser{
		{ID: "ann-id", DeletedAt: scanTime.Add(time.Minute)},
		{ID: "ben-id", DeletedAt: scanTime.Add(-time.Hour)}, // restored before the list was read
	}
	says(t, o, "ben, Business Premium: inactive, sure, 22.00")
}

func TestASkippedSourceSaysWhatTheTenantDoesNotHave(t *testing.T) {
	n, ok := Describe(models.Outcome{Collector: models.CollectCopilot, Status: models.StatusSkipped, Missing: "Microsoft 365 Copilot"})
	if !ok || n.What != "Copilot use cannot be read: the tenant has no licence of Microsoft 365 Copilot." || n.Status != models.StatusSkipped {
		t.Errorf("%+v", n)
	}
}
