package roster

import (
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

var now = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

func ago(days int) time.Time { return now.AddDate(0, 0, -days) }

var collectors = []models.Collector{
	models.CollectUsers, models.CollectSignIns, models.CollectActivity, models.CollectMailboxes, models.CollectEmail, models.CollectTeams,
	models.CollectSharePoint, models.CollectOneDriveActivity, models.CollectViva, models.CollectOneDrive, models.CollectApps,
	models.CollectActivations, models.CollectServiceSignIns, models.CollectMFA, models.CollectCopilot, models.CollectGroups,
}

// seen is a tenant whose sources were all read, but for some.
func seen(but ...models.Collector) Tenant {
	t := Tenant{
		ID: "t", Name: "Contoso", ScannedAt: now, Outcomes: map[models.Collector]models.Outcome{},
		SKUs: []models.SKU{
			{ID: "premium", PartNumber: "SPB", Plans: []models.ServicePlan{{Name: "EXCHANGE_S_STANDARD"}, {Name: "TEAMS1"}, {Name: "SHAREPOINTSTANDARD"}, {Name: "OFFICE_BUSINESS"}}},
			{ID: "visio", PartNumber: "VISIOCLIENT", Plans: []models.ServicePlan{{Name: "VISIO_CLIENT_SUBSCRIPTION"}, {Name: "EXCHANGE_S_FOUNDATION"}}},
		},
		Groups: []models.Group{{ID: "g1", Name: "All staff"}},
	}
	for _, c := range collectors {
		t.Outcomes[c] = models.Outcome{Collector: c, Status: models.StatusOK, Rows: 1, DataDate: now}
	}
	for _, c := range but {
		t.Outcomes[c] = models.Outcome{Collector: c, Status: models.StatusDenied}
	}
	return t
}

func builder(t Tenant) *Builder {
	return NewBuilder(t, Rules{InactiveAfterDays: 90, Product: func(id, part string) string { return "Product " + id }})
}

// busy is an account that every source has a row for.
func busy() Person {
	return Person{
		Account: insight.Account{
			User: models.User{
				ID: "u", UPN: "Mo@contoso.com", Mail: "mo@contoso.com", DisplayName: "Mo Said", GivenName: "Mo", Surname: "Said",
				JobTitle: "Nurse", Country: "DE", Type: models.Member, Enabled: models.Yes, OnPremSync: models.No, CreatedAt: ago(900),
				Licenses: []models.License{
					{SKUID: "visio", Direct: true, Since: ago(100)},
					{SKUID: "premium", Groups: []string{"g1"}, Since: ago(400)},
				},
			},
			SignIn:      models.SignIn{Success: ago(3), Interactive: ago(2), NonInteractive: ago(1)},
			HasActivity: true, Activity: models.Activity{Exchange: ago(5), Teams: ago(200)},
			HasMailbox: true, Mailbox: models.Mailbox{Recipient: models.UserMailbox, Bytes: 3 << 30, HasArchive: models.No},
			Apps:     &models.AppsUse{Last: ago(6), Windows: true, Apps: models.AppSet(0).With(models.Outlook, models.OnWindows)},
			Services: []models.ServiceSignIn{{Service: models.PowerBI, Last: ago(120)}},
		},
		Email:       &models.EmailActivity{Last: ago(4)},
		MFA:         &models.MFA{Registered: models.Yes, Capable: models.Yes, Admin: models.No},
		Sites:       []models.OneDriveUsage{{Bytes: 1 << 30, Files: 10}, {Bytes: 2 << 30, Files: 20}},
		Activations: []models.Activation{{Product: "Microsoft 365 Apps", Last: ago(50), Windows: 2, Mobile: 1}, {Product: "Visio Client", Last: ago(40), Windows: 1}},
	}
}

// bare is an account that no source but the directory knows.
func bare() Person {
	return Person{Account: insight.Account{User: models.User{ID: "b", UPN: "b@contoso.com", Type: models.Member}}}
}
