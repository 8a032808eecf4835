package users

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func show(t *testing.T, w *pagetest.World, at page.Route) (*pagetest.Stage, *Page) {
	t.Helper()
	s := pagetest.NewStage(t)
	p := New(s.Env, w, w, s)
	s.Show(p, at)
	return s, p
}

var all = page.Route{Page: page.Users}

func TestChipsNarrowTogether(t *testing.T) {
	s, p := show(t, &pagetest.World{}, all)
	everybody := p.table.Len()
	s.Tap("Blocked ")
	p.Open(s.Last())
	s.Settle()
	s.Tap("Licensed ")
	p.Open(s.Last())
	s.Settle()
	if got := parse(p.route.Filter).marks; !slices.Equal(got, []string{licensed, blocked}) {
		t.Fatalf("at %+v", p.route)
	}
	if n := p.table.Len(); n == 0 || n >= everybody {
		t.Errorf("%d of %d rows", n, everybody)
	}
	for _, r := range p.table.Shown() {
		if r.Blocked != models.Yes || !r.Licensed() {
			t.Errorf("%s is shown", r.UPN)
		}
	}
	if r, _ := p.table.Current(); p.told != r || !s.Says(r.UPN) {
		t.Error("the details are not those of the first row left")
	}
}

func TestBoxesNarrowByLicenceGroupAndService(t *testing.T) {
	_, p := show(t, &pagetest.World{}, page.Route{Page: page.Users, Filter: "group:" + pagetest.AllStaff})
	for _, r := range p.table.Shown() {
		if !slices.ContainsFunc(r.Licenses, func(l roster.License) bool { return slices.Contains(l.Groups, pagetest.AllStaff) }) {
			t.Errorf("%s has no licence of the group", r.UPN)
		}
	}
	if p.group.Selected() != pagetest.AllStaff || p.table.Len() == 0 {
		t.Errorf("the box says %q over %d rows", p.group.Selected(), p.table.Len())
	}
	p.Open(page.Route{Page: page.Users, Filter: "idle:Teams"})
	for _, r := range p.table.Shown() {
		if !r.Services().Has(serviceNamed("Teams")) || r.Use[serviceNamed("Teams")].Used != models.No {
			t.Errorf("%s is no idle user of Teams", r.UPN)
		}
	}
}

func TestTappingAPersonShowsTheCard(t *testing.T) {
	s, p := show(t, &pagetest.World{}, page.For(page.Users, pagetest.Rows()[0].Tenant.ID))
	second := p.table.Shown()[1]
	s.Tap(second.UPN[:12])
	s.Settle()
	for _, want := range []string{"Safe to remove?", "Mailbox", "OneDrive", "Admin role", "Last device"} {
		if !s.Says(want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	s.Tap("Copy card")
	for _, want := range []string{second.UPN, "Steps", "What cannot be seen", "Activity by service"} {
		if !strings.Contains(s.Copied, want) {
			t.Errorf("copied %q without %q", s.Copied, want)
		}
	}
	s.Tap("Open tenant")
	if s.Last() != page.For(page.Tenant, second.TenantID) {
		t.Errorf("asked for %+v", s.Last())
	}
}

func TestChosenColumnsAreShownAndExported(t *testing.T) {
	s, p := show(t, &pagetest.World{}, all)
	s.Tap("Columns")
	s.Settle()
	s.TapOnly("Country")
	s.TapOnly("MFA")
	s.Settle()
	if !slices.Contains(p.chosen, "country") || slices.Contains(p.chosen, "mfa") {
		t.Fatalf("chosen %v", p.chosen)
	}
	s.Tap("Close")
	s.Tap("Export CSV")
	head, _, _ := strings.Cut(string(s.Files["users.csv"]), "\n")
	if want := "\uFEFFWho,User principal name,Tenant,Country,Licences,State,Days idle"; head != want {
		t.Errorf("head %q, want %q", head, want)
	}
	if n := strings.Count(string(s.Files["users.csv"]), "\n"); n != p.table.Len()+1 {
		t.Errorf("%d lines for %d rows", n, p.table.Len())
	}
	s.Tap("Columns")
	s.Tap("Back to the usual columns")
	if !slices.Equal(p.chosen, usual) {
		t.Errorf("chosen %v", p.chosen)
	}
}

func TestSearchLooksAtNamesNotAtEveryCell(t *testing.T) {
	_, p := show(t, &pagetest.World{}, all)
	p.Search("okafor")
	for _, r := range p.table.Shown() {
		if r.LastName != "Okafor" {
			t.Errorf("%s is found", r.UPN)
		}
	}
	if p.table.Len() == 0 {
		t.Error("nobody is found")
	}
	p.Search("yes")
	if n := p.table.Len(); n != 0 {
		t.Errorf("“yes” finds %d", n)
	}
	if p.told != nil {
		t.Error("the details of somebody not shown are left")
	}
}

func TestOneTenantNeedsNoColumnForIt(t *testing.T) {
	s, p := show(t, &pagetest.World{}, page.For(page.Users, pagetest.Rows()[1].Tenant.ID))
	if slices.Contains(p.chosen, tenantID) {
		t.Error("the tenant is repeated in every row")
	}
	p.Open(all)
	s.Settle()
	if !slices.Contains(p.chosen, tenantID) {
		t.Error("the rows of all tenants do not say whose they are")
	}
}

func TestALinkSelectsItsAccount(t *testing.T) {
	third := rosterRows(t, portfolio.Scope{})[2]
	_, p := show(t, &pagetest.World{}, page.Route{Page: page.Users, Select: key(&third)})
	if p.told == nil || key(p.told) != key(&third) {
		t.Errorf("the details are of %+v", p.told)
	}
}

func TestNothingScannedTeachesAndAFailureSaysWhy(t *testing.T) {
	s, _ := show(t, &pagetest.World{Empty: true}, all)
	if !s.Says("Nothing has been scanned yet") {
		t.Error("the empty page does not teach")
	}
	s.Tap("Go to tenants")
	if s.Last().Page != page.Tenants {
		t.Errorf("asked for %+v", s.Last())
	}
	w := &pagetest.World{Err: errors.New("disk")}
	s, p := show(t, w, all)
	if p.frame.State() != "failing" || !s.Says("The users cannot be shown") {
		t.Fatalf("the page is %s", p.frame.State())
	}
	w.Err = nil
	s.Tap("Try again")
	s.Settle()
	if p.frame.State() != "full" {
		t.Errorf("after the retry the page is %s", p.frame.State())
	}
}

func TestACardThatFailsCanBeReadAgain(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w, all)
	w.Err = errors.New("disk")
	p.open(p.table.Shown()[3])
	s.Settle()
	if !s.Says("This account cannot be shown") || p.frame.State() != "full" {
		t.Fatal("the failure is not told beside the table")
	}
	w.Err = nil
	s.Tap("Try again")
	s.Settle()
	if !s.Says("Copy card") {
		t.Error("the card is not shown after the retry")
	}
}

func TestColumnsBeyondTheRoomAreATurnAway(t *testing.T) {
	s, p := show(t, &pagetest.World{}, all)
	if p.pager.root.Visible() {
		t.Error("the usual columns do not fit")
	}
	p.setChosen([]string{"email", "country", "licences", "signin", "mail", "created"})
	on := func() (ids []string) {
		for _, c := range p.table.Columns() {
			if !c.Hidden {
				ids = append(ids, c.ID)
			}
		}
		return ids
	}
	first, rest := []string{"who", "email", "country", "licences", "signin", "mail"}, []string{"who", "created"}
	if !s.Says("columns 1–5 of 6") || !slices.Equal(on(), first) {
		t.Fatalf("%v are on show", on())
	}
	for _, want := range [][]string{rest, first} { // behind the last turn comes the first
		if p.leaf(1); !slices.Equal(on(), want) {
			t.Errorf("%v are on show, want %v", on(), want)
		}
	}
	s.Resize(1900, 900)
	if p.pager.root.Visible() || len(on()) != 7 {
		t.Errorf("a wide window shows %v", on())
	}
}
