package users

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
)

// named are the columns of the users table the product promises.
var named = []string{"E-mail", "First name", "Last name", "User principal name", "Licences", "Activations", "Mail MB", "OneDrive MB",
	"Windows", "Mac", "Mobile", "Web", "Synced on-premises", "Blocked", "MFA", "Last used app", "Last sign-in", "Active since", "Days idle",
	"Exchange", "Teams", "OneDrive", "SharePoint", "Viva Engage", "Guest", "Title", "Country", "Created", "Deactivated"}

func TestEveryPromisedColumnIsThereOnce(t *testing.T) {
	titles, ids := map[string]int{}, map[string]int{}
	for _, f := range fields() {
		titles[f.title]++
		ids[f.id]++
		if f.title == "" || f.width == 0 || f.source == "" {
			t.Errorf("%q is incomplete", f.id)
		}
		if n := boolToInt(f.text != nil) + boolToInt(f.known != nil) + boolToInt(f.date != nil) + boolToInt(f.number != nil); n != 1 {
			t.Errorf("%q has %d values", f.id, n)
		}
	}
	for _, want := range named {
		if titles[want] != 1 {
			t.Errorf("%q is there %d times", want, titles[want])
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %q is used %d times", id, n)
		}
	}
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestNothingUnknownIsShownAsNoOrZero(t *testing.T) {
	r := &roster.Row{UPN: "a@b.example"}
	for _, f := range fields() {
		if f.id == "upn" || f.id == "guest" || f.id == stateID {
			continue
		}
		if got := f.show(r); got != page.None {
			t.Errorf("%s of an unknown account is %q", f.title, got)
		}
		if got := f.plain(r); got != "" {
			t.Errorf("%s of an unknown account is exported as %q", f.title, got)
		}
	}
	if state(r) != "Cannot tell" {
		t.Errorf("its state is %q", state(r))
	}
}

func TestWhatIsUnknownIsLeastInAnyOrder(t *testing.T) {
	none := &roster.Row{}
	some := &roster.Row{IdleDays: roster.Number{Known: true}, Created: time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC), MFA: models.No}
	for _, f := range fields() {
		if order := f.order(); order != nil && (f.id == "idle" || f.id == "created" || f.id == "mfa") && order(none) >= order(some) {
			t.Errorf("%s: unknown is not below known", f.title)
		}
	}
}

func TestTheExportHoldsTheColumnsOnShowAndNoFormula(t *testing.T) {
	list := fields()
	var shown []*field
	for i := range list {
		if id := list[i].id; id == "title" || id == "created" || id == "mail" || id == "mfa" || id == "upn" {
			shown = append(shown, &list[i])
		}
	}
	rows := []row{
		{DisplayName: "=cmd()", UPN: "a@b.example", Title: "+1", Created: time.Date(2024, 5, 2, 9, 0, 0, 0, time.UTC), MailboxBytes: roster.Number{Value: 1500 << 20, Known: true}, MFA: models.No},
		{UPN: "c@d.example"},
	}
	var b bytes.Buffer
	if err := writeCSV(&b, shown, rows); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Who", "User principal name", "Title", "Mail MB", "MFA", "Created"},
		{"'=cmd()", "a@b.example", "'+1", "1500", "no", "2024-05-02"},
		{"c@d.example", "c@d.example", "", "", "", ""},
	}
	for i := range want {
		if i >= len(got) || strings.Join(got[i], "|") != strings.Join(want[i], "|") {
			t.Fatalf("wrote %q, want %q", got, want)
		}
	}
}

func TestTheUsualColumnsFitASmallWindow(t *testing.T) {
	// 1280 less the sidebar, the margins, the gap and the details beside.
	if turns := leaves(fields(), usual, 664); len(turns) != 1 {
		t.Errorf("the usual columns need %d turns", len(turns))
	}
}

func TestColumnsThatDoNotFitComeInTurnsAndNoneIsLost(t *testing.T) {
	var chosen []string
	for _, f := range fields() {
		chosen = append(chosen, f.id)
	}
	for _, room := range []float32{1, 300, 674, 1500} {
		var all []string
		for _, leaf := range leaves(fields(), chosen, room) {
			if len(leaf) == 0 {
				t.Fatalf("an empty turn at %v", room)
			}
			all = append(all, leaf...)
		}
		if !slices.Equal(all, chosen) {
			t.Errorf("at %v: %v, want %v", room, all, chosen)
		}
	}
	if turns := leaves(fields(), chosen, 0); len(turns) != 1 {
		t.Errorf("%d turns while the room is not known", len(turns))
	}
}
