package users

import (
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/factlist"
)

func find(t *testing.T, facts []factlist.Fact, label string) factlist.Fact {
	t.Helper()
	for _, f := range facts {
		if f.Label == label {
			return f
		}
	}
	t.Fatalf("no line %q in %+v", label, facts)
	return factlist.Fact{}
}

func TestEveryDashHasItsReason(t *testing.T) {
	for _, r := range rosterRows(t, portfolio.Scope{}) {
		d := explain(&roster.Card{Row: r}, nil)
		for _, f := range append(d.known, d.services...) {
			if f.Value == page.None && f.Note == "" {
				t.Errorf("%s of %s is unknown without a reason", f.Label, r.UPN)
			}
		}
	}
}

func TestTheReasonNamesWhatWasNotRead(t *testing.T) {
	denied := sources{models.CollectMFA: {Collector: models.CollectMFA, Status: models.StatusDenied, Missing: "AuditLog.Read.All"},
		models.CollectMailboxes: {Collector: models.CollectMailboxes, Status: models.StatusOK}}
	d := explain(&roster.Card{Row: roster.Row{UPN: "a@b.example"}}, denied)
	for label, want := range map[string]string{
		"MFA": "permission missing (AuditLog.Read.All)", "Mail MB": "no row", "Activations": "never read", "State": "never read",
	} {
		if got := find(t, d.known, label); !strings.Contains(got.Note, want) {
			t.Errorf("%s: %q, want %q", label, got.Note, want)
		}
	}
	blocked := explain(&roster.Card{Row: roster.Row{Blocked: models.Yes}}, denied)
	if got := find(t, blocked.known, "MFA"); !strings.Contains(got.Note, "blocked accounts") {
		t.Errorf("MFA of a blocked account: %q", got.Note)
	}
}

func TestServicesOfTheLicencesAndThoseUsedWithoutOne(t *testing.T) {
	r := roster.Row{Licenses: []roster.License{{SKUID: "s", Services: 1<<roster.Exchange | 1<<roster.Teams | 1<<roster.Visio}}}
	r.Use[roster.Exchange] = roster.ServiceUse{Used: models.Yes, Last: time.Date(2026, 11, 12, 0, 0, 0, 0, time.UTC)}
	r.Use[roster.Visio] = roster.ServiceUse{Used: models.No, Weak: true}
	r.Use[roster.PowerBI] = roster.ServiceUse{Used: models.Yes}
	got := services(&r, nil)
	if len(got) != 4 {
		t.Fatalf("%+v", got)
	}
	if f := find(t, got, "Exchange"); f.Value != "used" || f.Note != "last 12 Nov 2026" || f.Tone != theme.Positive {
		t.Errorf("Exchange: %+v", f)
	}
	if f := find(t, got, "Teams"); f.Value != page.None || f.Note == "" {
		t.Errorf("Teams: %+v", f)
	}
	if f := find(t, got, "Visio"); f.Value != "not used" || !strings.Contains(f.Note, "no sign-in event") {
		t.Errorf("Visio: %+v", f)
	}
	if f := find(t, got, "Power BI"); !strings.Contains(f.Note, "none of its licences") {
		t.Errorf("Power BI: %+v", f)
	}
}

func TestTheCopiedCardHoldsAllOfIt(t *testing.T) {
	d := explain(&roster.Card{Row: roster.Row{DisplayName: "Ada", UPN: "ada@b.example"}, Verdict: roster.Stop,
		Checks: []roster.Check{{Name: "Mailbox", Verdict: roster.Stop, What: "57.0 GB"}}, Steps: []string{"Ask."}, Unseen: []string{"Holds."}}, nil)
	for _, want := range []string{"Ada (ada@b.example", "Mailbox: 57.0 GB", "1. Ask.", "- Holds.", verdictText(roster.Stop)} {
		if !strings.Contains(d.text(), want) {
			t.Errorf("%q is not in\n%s", want, d.text())
		}
	}
}
