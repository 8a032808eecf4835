package life

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/widget/text"
)

// ground is a page to ask over.
type ground struct{}

func (ground) Content() fyne.CanvasObject { return text.Body("behind") }
func (ground) Open(page.Route)            {}
func (ground) Leave()                     {}
func (ground) Changed()                   {}

func orders(t *testing.T) (*pagetest.Stage, *pagetest.World, *Orders, models.Tenant) {
	t.Helper()
	s, w := pagetest.NewStage(t), &pagetest.World{}
	s.Show(ground{}, page.Route{})
	return s, w, New(s.Env, w, w, s), pagetest.Rows()[3].Tenant
}

func TestDeletingSaysWhatIsLostAndWhatStays(t *testing.T) {
	s, w, o, tenant := orders(t)
	o.Delete(tenant)
	for _, want := range []string{"leaves every sum", "removed from this computer's keyring", "comes back when the tenant is connected again"} {
		if !strings.Contains(s.Reads(), want) {
			t.Errorf("the question does not say %q", want)
		}
	}
	s.Key(fyne.KeyReturn) // the keyboard starts on the safe button
	if len(w.Orders()) != 0 || s.Asks() {
		t.Fatalf("orders %q", w.Orders())
	}
	o.Delete(tenant)
	s.TapOnly("Delete")
	s.Settle()
	if !slices.Equal(w.Orders(), []string{"delete " + tenant.ID}) || len(s.Told) != 1 {
		t.Errorf("orders %q, told %q", w.Orders(), s.Told)
	}
}

func TestPurgingWaitsForTheNameLetterByLetter(t *testing.T) {
	s, w, o, tenant := orders(t)
	o.Purge(tenant)
	s.Type("brightwell school") // not the same letters
	s.TapOnly("Purge for good")
	s.Key(fyne.KeyReturn)
	if len(w.Orders()) != 0 || !s.Asks() {
		t.Fatalf("orders %q", w.Orders())
	}
	s.Key(fyne.KeyEscape)
	o.Purge(tenant)
	s.Type("Brightwell School")
	s.Key(fyne.KeyReturn)
	if !slices.Equal(w.Orders(), []string{"purge " + tenant.ID + " Brightwell School"}) || s.Asks() {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestARefusedPurgeSaysWhy(t *testing.T) {
	s, w, o, tenant := orders(t)
	w.Err = pagetest.Offline()
	o.Purge(tenant)
	s.Type("Brightwell School")
	s.TapOnly("Purge for good")
	s.Settle()
	if len(s.Failed) != 1 || len(s.Told) != 0 {
		t.Errorf("failed %v, told %q", s.Failed, s.Told)
	}
}

func TestDeletedTenantsCanBeConnectedAgainOrPurged(t *testing.T) {
	s, w, o, _ := orders(t)
	o.Deleted()
	s.Settle()
	if !s.Says("Old Mill Bakery") {
		t.Fatal("the deleted tenant is not listed")
	}
	s.Tap("Connect again…")
	if s.Last().Page != page.Connect || s.Asks() {
		t.Errorf("asked for %+v", s.Last())
	}
	o.Deleted()
	s.Settle()
	s.Tap("Purge…")
	if !strings.Contains(s.Reads(), "Old Mill Bakery for good?") {
		t.Error(s.Reads())
	}
	s.Key(fyne.KeyEscape)
	w.Empty = true
	o.Deleted()
	s.Settle()
	if !strings.Contains(s.Reads(), "No tenant is deleted") {
		t.Error("an empty list teaches nothing")
	}
}

func TestANewSecretIsProvedBeforeTheOldIsDropped(t *testing.T) {
	s, w, o, tenant := orders(t)
	w.ConnectErr = &models.Failure{Explanation: models.Explanation{Code: "AADSTS7000215", Title: "Microsoft refused the client secret.", Next: "Copy the column “Value”.", Whose: models.PartyMSP}}
	o.NewCredential(tenant)
	s.Tap("Prove and replace")
	if len(w.Orders()) != 0 || !s.Says("Enter the client secret.") {
		t.Fatal("an empty secret was sent")
	}
	s.Type("not-a-real-secret")
	s.Tap("Prove and replace")
	s.Settle()
	for _, want := range []string{"Microsoft refused the client secret.", "Whose move", "The old credential is still in place."} {
		if !s.Says(want) {
			t.Errorf("the dialog does not say %q", want)
		}
	}
	w.ConnectErr = nil
	s.Tap("Prove and replace")
	s.Settle()
	if s.Asks() || len(s.Told) != 1 || w.Orders()[1] != "rotate "+tenant.ID+" secret 0001-01-01" {
		t.Errorf("orders %q, told %q", w.Orders(), s.Told)
	}
}

func TestACertificateIsChosenFromAFile(t *testing.T) {
	s, w, o, tenant := orders(t)
	tenant.Connection.Credential = models.CertificateCredential
	s.FileName, s.File = "northlight.pfx", []byte("not a real certificate")
	o.NewCredential(tenant)
	if !s.Says("Certificate with private key") || s.Says("New client secret") {
		t.Fatal(s.Reads())
	}
	s.Tap("Choose file…")
	if !s.Says("northlight.pfx") || !s.Says("Password of the file") {
		t.Error(s.Reads())
	}
	s.Tap("Prove and replace")
	s.Settle()
	if s.Asks() || w.Orders()[0] != "rotate "+tenant.ID+" certificate 0001-01-01" {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestAnEndDateIsTakenAsThePortalWritesIt(t *testing.T) {
	for in, ok := range map[string]bool{"": true, " 2027-11-20 ": true, "20.11.2027": false, "soon": false, "2027-13-01": false} {
		if err := checkDay(in); (err == nil) != ok {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestReconnectingLeadsWhereTheTenantIsReached(t *testing.T) {
	partner := models.Tenant{ID: "p", Connection: models.Connection{Kind: models.PartnerConnection}}
	if got := Reconnect(partner); got != (page.Route{Page: page.Partner, Select: "p"}) {
		t.Errorf("%+v", got)
	}
	if got := Reconnect(pagetest.Rows()[3].Tenant); got.Page != page.Connect {
		t.Errorf("%+v", got)
	}
}
