package roster

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
)

// leaver is an account nothing speaks for keeping.
func leaver() Person {
	p := busy()
	p.Enabled = models.No
	p.User.Licenses = []models.License{{SKUID: "premium", Direct: true}}
	p.Sites = []models.OneDriveUsage{{}}
	p.Activations = nil
	return p
}

func TestTheCardOfALeaver(t *testing.T) {
	p := leaver()
	card := builder(seen()).Card(&p)
	for _, c := range card.Checks {
		if c.Verdict != Fine || c.What == "" {
			t.Errorf("%+v", c)
		}
	}
	if card.Verdict != Fine || len(card.Checks) != 8 || len(card.Unseen) != 4 {
		t.Errorf("verdict %v, %d checks, %d unseen", card.Verdict, len(card.Checks), len(card.Unseen))
	}
	steps := strings.Join(card.Steps, "\n")
	for _, want := range []string{"Mo Said", "holds, forwarding and delegates", "convert the mailbox", "Unassign from the account: Product premium", "Lower the number of seats"} {
		if !strings.Contains(steps, want) {
			t.Errorf("no step about %q in\n%s", want, steps)
		}
	}
	for _, not := range []string{"Block sign-in", "admin roles", "OneDrive", "licence group"} {
		if strings.Contains(steps, not) {
			t.Errorf("a step about %q in\n%s", not, steps)
		}
	}
}

func TestEachCheckOfTheCard(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(*Person)
		hidden  models.Collector
		check   string
		verdict Verdict
		says    string
		step    string
	}{
		"still in use":           {func(p *Person) { p.Enabled = models.Yes }, "", "Last activity", Stop, "2026-11-17", "Block sign-in in the Microsoft 365"},
		"never used":             {func(p *Person) { *p = bare(); p.Enabled = models.Yes }, "", "Last activity", Fine, "No use", ""},
		"use cannot be seen":     {func(p *Person) { *p = bare() }, models.CollectSignIns, "Last activity", Look, "could not be seen", ""},
		"mailbox of 50 GB":       {func(p *Person) { p.Mailbox.Bytes = 50 << 30 }, "", "Mailbox", Fine, "50.0 GB", "convert"},
		"mailbox over 50 GB":     {func(p *Person) { p.Mailbox.Bytes = 50<<30 + 1 }, "", "Mailbox", Stop, "over 50 GB", "Keep a licence"},
		"no mailbox row":         {func(p *Person) { p.HasMailbox = false }, "", "Mailbox", Look, "no row", "convert"},
		"no mailbox report":      {func(*Person) {}, models.CollectMailboxes, "Mailbox", Look, "could not be read", ""},
		"archive":                {func(p *Person) { p.Mailbox.HasArchive = models.Yes }, "", "Archive", Stop, "archive", "Keep a licence"},
		"archive not told":       {func(p *Person) { p.Mailbox.HasArchive = models.Unknown }, "", "Archive", Look, "could not", ""},
		"files":                  {func(p *Person) { p.Sites = busy().Sites }, "", "OneDrive", Look, "3.0 GB in 30 files", "Give somebody else access"},
		"no OneDrive known":      {func(p *Person) { p.Sites = nil }, "", "OneDrive", Look, "names no OneDrive", "Give somebody"},
		"by group":               {func(p *Person) { p.User.Licenses[0].Groups = []string{"g1", "g2"} }, "", "Licences", Look, "All staff, g2", "out of the licence group: All staff, g2"},
		"administrator":          {func(p *Person) { p.MFA.Admin = models.Yes }, "", "Admin role", Stop, "admin role", "admin roles"},
		"administrator not told": {func(p *Person) { p.MFA = nil }, "", "Admin role", Look, "blocked accounts", "admin roles"},
		"synced":                 {func(p *Person) { p.OnPremSync, p.Enabled = models.Yes, models.Yes }, "", "Directory", Look, "Active Directory", "wait for the next sync"},
		"last device":            {func(p *Person) { p.Activations = busy().Activations }, "", "Last device", Fine, "Visio Client on 1 Windows, activated 2026-10-11", ""},
		"devices cannot be seen": {func(*Person) {}, models.CollectActivations, "Last device", Look, "could not be read", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := leaver()
			c.change(&p)
			tenant := seen()
			if c.hidden != "" {
				tenant = seen(c.hidden)
			}
			card := builder(tenant).Card(&p)
			for _, got := range card.Checks {
				if got.Name == c.check && (got.Verdict != c.verdict || !strings.Contains(got.What, c.says)) {
					t.Errorf("%+v, want %v saying %q", got, c.verdict, c.says)
				}
			}
			if card.Verdict < c.verdict {
				t.Errorf("the card says %v", card.Verdict)
			}
			if steps := strings.Join(card.Steps, "\n"); !strings.Contains(steps, c.step) {
				t.Errorf("no step %q in\n%s", c.step, steps)
			}
		})
	}
}
