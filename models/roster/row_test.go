package roster

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
)

func TestARowHoldsWhatEverySourceSays(t *testing.T) {
	p := busy()
	got := builder(seen()).Row(&p)
	use := got.Use
	got.Use = [serviceEnd]ServiceUse{}
	want := Row{
		TenantID: "t", TenantName: "Contoso", UserID: "u", Email: "mo@contoso.com", FirstName: "Mo", LastName: "Said",
		DisplayName: "Mo Said", UPN: "Mo@contoso.com", Title: "Nurse", Country: "DE",
		Licenses: []License{
			{SKUID: "premium", Product: "Product premium", Groups: []string{"g1"}, Planned: true, Services: setOf(Exchange, Outlook, Teams, SharePoint, OneDrive, Apps)},
			{SKUID: "visio", Product: "Product visio", Direct: true, Planned: true, Services: setOf(Visio)},
		},
		Blocked: models.No, Synced: models.No, MFA: models.Yes, Admin: models.No,
		Activations: Number{4, true}, MailboxBytes: Number{3 << 30, true}, OneDriveBytes: Number{3 << 30, true},
		Windows: models.Yes, Mac: models.No, Mobile: models.No, Web: models.No,
		Created: ago(900), ActiveSince: ago(400), LastSignIn: ago(3), LastAttempt: ago(1),
		LastActivity: ago(3), IdleDays: Number{3, true}, Inactive: models.No, LastApp: Exchange,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantUse := [serviceEnd]ServiceUse{
		Exchange:   {Used: models.Yes, Last: ago(4)},
		Outlook:    {Used: models.Yes},
		Teams:      {Used: models.No, Last: ago(200)},
		OneDrive:   {Used: models.No},
		SharePoint: {Used: models.No},
		VivaEngage: {Used: models.No},
		Apps:       {Used: models.Yes, Last: ago(6)},
		Dynamics:   {Used: models.No, Weak: true},
		PowerBI:    {Used: models.No, Last: ago(120)},
		Project:    {Used: models.No, Weak: true},
		Visio:      {Used: models.Yes, Last: ago(40)},
	}
	if diff := cmp.Diff(wantUse, use); diff != "" {
		t.Errorf("use (-want +got):\n%s", diff)
	}
}

// What no readable source told is unknown, also where rows of a scan before
// are still there.
func TestWhatCannotBeSeenIsUnknown(t *testing.T) {
	p := busy()
	p.Enabled, p.OnPremSync = models.Unknown, models.Unknown
	p.User.Licenses[0].Since = time.Time{}
	b := bare()
	for name, row := range map[string]Row{
		"every source is denied": builder(seen(collectors...)).Row(&p),
		"no source has a row":    builder(seen(models.CollectSignIns, models.CollectServiceSignIns)).Row(&b),
		"nothing was ever read":  builder(Tenant{ID: "t"}).Row(&p),
	} {
		t.Run(name, func(t *testing.T) {
			got := Row{
				Blocked: row.Blocked, Synced: row.Synced, MFA: row.MFA, Admin: row.Admin, Activations: row.Activations,
				MailboxBytes: row.MailboxBytes, OneDriveBytes: row.OneDriveBytes, Windows: row.Windows, Mac: row.Mac, Mobile: row.Mobile,
				Web: row.Web, ActiveSince: row.ActiveSince, Deactivated: row.Deactivated, LastSignIn: row.LastSignIn, LastAttempt: row.LastAttempt,
				LastActivity: row.LastActivity, IdleDays: row.IdleDays, Inactive: row.Inactive, NeverUsed: row.NeverUsed, LastApp: row.LastApp, Use: row.Use,
			}
			if diff := cmp.Diff(Row{}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestInactivityOfARow(t *testing.T) {
	for name, c := range map[string]struct {
		change   func(*Person)
		inactive models.Known
		never    bool
	}{
		"recent use":           {func(*Person) {}, models.No, false},
		"nothing but old use":  {func(p *Person) { p.SignIn.Success, p.Activity.Exchange, p.Apps = ago(91), ago(120), nil }, models.Yes, false},
		"only an attempt":      {func(p *Person) { *p = bare(); p.SignIn.Interactive = ago(5) }, models.No, false},
		"nothing at all, ever": {func(p *Person) { *p = bare() }, models.Yes, true},
	} {
		t.Run(name, func(t *testing.T) {
			p := busy()
			p.Services = nil
			c.change(&p)
			row := builder(seen()).Row(&p)
			if row.Inactive != c.inactive || row.NeverUsed != c.never {
				t.Errorf("inactive %v, never used %v", row.Inactive, row.NeverUsed)
			}
		})
	}
}

func TestDeactivatedIsWhenAScanFoundItBlocked(t *testing.T) {
	p := busy()
	p.BlockedAt = ago(10)
	if row := builder(seen()).Row(&p); !row.Deactivated.IsZero() {
		t.Error("an account that came back is deactivated")
	}
	p.Enabled = models.No
	if row := builder(seen()).Row(&p); !row.Deactivated.Equal(ago(10)) || row.Blocked != models.Yes {
		t.Errorf("deactivated %v", row.Deactivated)
	}
}

func TestAnOldActivationDoesNotSayThatAProgramLiesIdle(t *testing.T) {
	p := busy()
	p.Activations[1].Last = ago(500)
	for _, c := range []struct {
		tenant Tenant
		want   ServiceUse
	}{
		{seen(), ServiceUse{Used: models.No, Last: ago(500), Weak: true}},
		{seen(models.CollectServiceSignIns), ServiceUse{Last: ago(500)}},
	} {
		row := builder(c.tenant).Row(&p)
		if row.Use[Visio] != c.want {
			t.Errorf("%+v, want %+v", row.Use[Visio], c.want)
		}
	}
}

func TestServicesOfPlans(t *testing.T) {
	for plan, want := range map[string]ServiceSet{
		"EXCHANGE_S_ENTERPRISE": setOf(Exchange, Outlook), "EXCHANGE_S_DESKLESS": setOf(Exchange, Outlook),
		"EXCHANGE_S_FOUNDATION": 0, "EXCHANGE_S_FOUNDATION_GOV": 0, "EXCHANGE_S_ARCHIVE_ADDON": 0, "EXCHANGE_ANALYTICS": 0,
		"TEAMS1": setOf(Teams), "TEAMS_GOV": setOf(Teams), "TEAMSPRO_MGMT": 0, "MESH_AVATARS_FOR_TEAMS": 0,
		"SHAREPOINTENTERPRISE_EDU": setOf(SharePoint, OneDrive), "SHAREPOINTWAC_GOV": setOf(Apps), "SHAREPOINT_PROJECT_GOV": setOf(Project),
		"ONEDRIVE_BASIC_P2": setOf(OneDrive), "ONEDRIVECLIPCHAMP": 0, "YAMMER_EDU": setOf(VivaEngage), "VIVAENGAGE_CORE": setOf(VivaEngage),
		"OFFICESUBSCRIPTION": setOf(Apps), "Office_Business": setOf(Apps), "OFFICE_FORMS_PLAN_2": 0,
		"M365_COPILOT_TEAMS": setOf(Copilot), "COPILOT_STUDIO_IN_COPILOT_FOR_M365": 0, "DYN365_ENTERPRISE_SALES": setOf(Dynamics), "DYN365_CDS_O365_P3": 0,
		"POWERAPPS_DYN_APPS": 0, "BI_AZURE_P2": setOf(PowerBI), "PROJECT_PROFESSIONAL": setOf(Project), "PROJECT_O365_P3": 0,
		"PROJECTWORKMANAGEMENT": 0, "VISIOONLINE": setOf(Visio), "SOMETHING_NEW": 0, "": 0,
	} {
		if got := ServicesOf([]models.ServicePlan{{Name: plan}}); got != want {
			t.Errorf("%s gives %b, want %b", plan, got, want)
		}
	}
}

func TestEveryServiceHasAName(t *testing.T) {
	names := map[string]bool{}
	for _, s := range Services() {
		names[s.String()] = true
	}
	if len(names) != int(serviceEnd)-1 || names[""] {
		t.Errorf("names %v", names)
	}
}
