package reports

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/reports/page"
)

var update = flag.Bool("update", false, "write the golden files anew")

// line is one text of a report.
type line struct {
	page int
	x, y float64
	text string
}

func printed(t testing.TB, in ClientInput) (pdf []byte, lines []line) {
	t.Helper()
	var b bytes.Buffer
	err := writeClient(&b, in, func(page int, x, y float64, text string) { lines = append(lines, line{page, x, y, text}) })
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), lines
}

// whole is all text of a report in painting order, one text a line.
func whole(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

func sampleInputs() map[string]ClientInput {
	two := newClient("Fjord Logistics", 50).input()
	two.Results = append(two.Results, newClient("Fjord Shipping", 20).oneSource().input().Results...)
	over := newClient("Over", 50)
	over.snap.SKUs[0].Enabled = 20
	empty := newClient("Empty", 0)
	empty.snap.SKUs, empty.snap.Subscriptions = nil, nil
	return map[string]ClientInput{
		"50 users":      newClient("Fjord Logistics", 50).input(),
		"two tenants":   two,
		"nothing found": newClient("Brightwell School", 50).tidy().input(),
		"no prices":     newClient("Oak Lane Clinic", 50).unpriced().input(),
		"no sign-ins":   newClient("Harbour Dental", 50).oneSource().input(),
		"blind":         newClient("Kestrel Engineering", 50).blind().input(),
		"over-assigned": over.input(),
		"empty tenant":  empty.input(),
		"one user":      newClient("Rivet Coffee", 1).input(),
	}
}

// sample is a report that several tests read.
type sample struct {
	in    ClientInput
	pdf   []byte
	lines []line
}

var made map[string]sample

// samples makes each report once; under the race detector that takes a while.
func samples(t *testing.T) map[string]sample {
	t.Helper()
	if made == nil {
		all := map[string]sample{}
		for name, in := range sampleInputs() {
			pdf, lines := printed(t, in)
			all[name] = sample{in, pdf, lines}
		}
		made = all
	}
	return made
}

var anyAmount = regexp.MustCompile(`£[0-9,]+(\.[0-9]{2})?`)

// Every amount in a report is one of the result's own amounts, and every
// total of the result is printed.
func TestEveryPrintedAmountIsOneOfTheResult(t *testing.T) {
	for name, s := range samples(t) {
		text := whole(s.lines)
		known, totals := amountsOf(s.in)
		for _, found := range anyAmount.FindAllString(text, -1) {
			if !known[found] {
				t.Errorf("%s: %s is printed, but no sum of the result", name, found)
			}
		}
		for what, total := range totals {
			if !strings.Contains(text, total) {
				t.Errorf("%s: %s = %s is not printed", name, what, total)
			}
		}
	}
}

// amountsOf works the printable sums out anew, straight from the findings.
func amountsOf(in ClientInput) (known map[string]bool, totals map[string]string) {
	known, totals = map[string]bool{}, map[string]string{}
	add := func(a money.Amount) {
		known[a.Format()] = true
		if a.Value.IsInteger() {
			known[a.FormatWhole()] = true
		}
	}
	sums := map[string]money.Amount{}
	sum := func(key string, a *money.Amount) {
		if a != nil {
			sums[key] = sums[key].Add(*a)
		}
	}
	for _, r := range in.Results {
		sum("spend", &r.Totals.Spend)
		add(r.Totals.Spend)
		for i := range r.Findings {
			f := &r.Findings[i]
			sum("leakage", f.Monthly)
			sum("leakage a year", f.Yearly)
			if f.Cause != insight.Unassigned {
				sum("now a year", f.Yearly)
			}
			sum("cause "+string(f.Cause), f.Monthly)
			sum("cause a year "+string(f.Cause), f.Yearly)
			sum("reason "+string(f.Cause)+string(f.Certainty)+f.Reason, f.Monthly)
			sum("task "+r.TenantID+string(f.Cause)+f.SKUID, f.Monthly)
			if f.Monthly != nil {
				add(*f.Monthly)
			}
		}
		for _, s := range r.Seats {
			sum("product "+s.Product, s.Spend)
			sum("product leak "+s.Product, s.Leakage)
			for _, a := range []*money.Amount{s.Spend, s.SeatCost} {
				if a != nil {
					add(*a)
				}
			}
			if s.Price != nil {
				add(money.Amount{Value: s.Price.Amount, Currency: s.Price.Currency})
			}
		}
	}
	for key, a := range sums {
		add(a)
		if !a.IsZero() && (key == "spend" || strings.HasPrefix(key, "leakage") || strings.HasPrefix(key, "cause")) {
			totals[key] = a.Format()
		}
	}
	add(sums["spend"].Sub(sums["leakage"]))
	var tasks []money.Amount // “n actions more”
	for key, a := range sums {
		if strings.HasPrefix(key, "task ") {
			tasks = append(tasks, a)
		}
	}
	slices.SortFunc(tasks, func(a, b money.Amount) int { return b.Value.Cmp(a.Value) })
	if len(tasks) > maxActions {
		rest, err := money.Sum(tasks[maxActions:]...)
		if err == nil {
			add(rest)
		}
	}
	for _, c := range insight.Causes { // “and n more” of a long table
		var all []*money.Amount
		for _, r := range in.Results {
			for i := range r.Findings {
				if f := &r.Findings[i]; f.Cause == c && f.Monthly != nil {
					all = append(all, f.Monthly)
				}
			}
		}
		slices.SortStableFunc(all, func(a, b *money.Amount) int { return b.Value.Cmp(a.Value) })
		var rest money.Amount
		for i, a := range all {
			if i >= maxPerCause {
				rest = rest.Add(*a)
			}
		}
		add(rest)
	}
	return known, totals
}

func TestMoneyTableIsTheTotals(t *testing.T) {
	in, lines := samples(t)["50 users"].in, samples(t)["50 users"].lines
	totals := in.Results[0].Totals
	lines = lines[slices.IndexFunc(lines, func(l line) bool { return l.text == "When it can be taken" }):]
	row := func(first string) string {
		for i, l := range lines {
			if l.page == 2 && l.text == first {
				return fmt.Sprint(lines[i+1].text, " ", lines[i+2].text, " ", lines[i+3].text)
			}
		}
		return "no row"
	}
	f, err := gather(in)
	if err != nil {
		t.Fatal(err)
	}
	seats := 0
	for c, by := range totals.ByCause {
		if by.Seats == 0 {
			continue
		}
		seats += by.Seats
		want := fmt.Sprint(by.Seats, " ", by.Monthly.Format(), " ", by.Yearly.Format())
		if got := row(f.name(c)); got != want {
			t.Errorf("%s: %q, want %q", c, got, want)
		}
	}
	want := fmt.Sprint(seats, " ", totals.Leakage.Format(), " ", totals.LeakageYearly.Format())
	if got := row("Together, each seat once"); got != want {
		t.Errorf("total: %q, want %q", got, want)
	}
}

func TestSummaryIsOnePageAndNothingIsCut(t *testing.T) {
	for name, s := range samples(t) {
		onOnePage(t, name, s.lines, 595, 842)
	}
	letter := samples(t)["two tenants"].in
	letter.Paper = page.Letter
	_, lines := printed(t, letter)
	onOnePage(t, "Letter", lines, 612, 792)
}

func onOnePage(t *testing.T, name string, lines []line, wide, high float64) {
	t.Helper()
	begun := map[string]int{}
	for _, l := range lines {
		if _, ok := begun[l.text]; !ok {
			begun[l.text] = l.page
		}
		if l.page > 1 && l.y > high-68+1 && l.y < high-33 {
			t.Errorf("%s, page %d: %q runs into the foot (y = %v)", name, l.page, l.text, l.y)
		}
		if l.x < 63.9 || l.x > wide-64+0.3 {
			t.Errorf("%s, page %d: %q starts outside the margins (x = %v)", name, l.page, l.text, l.x)
		}
	}
	if begun["What we found"] != 2 || begun["Seats by product"] > 3 {
		t.Errorf("%s: summary on page %d, seats on page %d", name, begun["What we found"], begun["Seats by product"])
	}
}

func TestPartsStandInTheirOrder(t *testing.T) {
	for name, s := range samples(t) {
		lines := s.lines
		at := -1
		for _, part := range []string{"What we found", "Seats by product", "Findings", "What could not be seen",
			"Recommended actions", "Appendix A: account by account", "Appendix B: how it was worked out"} {
			n := slices.IndexFunc(lines, func(l line) bool { return l.text == part })
			if n <= at {
				t.Errorf("%s: %q comes at %d, the part before at %d", name, part, n, at)
			}
			at = n
		}
	}
}

func TestAppendixHasOneLinePerUserFinding(t *testing.T) {
	in := newClient("Fjord Logistics", 200).input()
	_, lines := printed(t, in)
	from := slices.IndexFunc(lines, func(l line) bool { return l.text == "Appendix A: account by account" })
	appendix := strings.ReplaceAll(whole(lines[from:]), "\n", "")
	for _, f := range in.Results[0].Findings {
		if f.UPN != "" && !strings.Contains(appendix, f.UPN) {
			t.Errorf("%s is missing in appendix A", f.UPN)
		}
	}
}

func TestWordsNeverBlame(t *testing.T) {
	for name, s := range samples(t) {
		text := strings.ToLower(whole(s.lines))
		for _, word := range []string{"waste", "fault of", "should have", "guilty", "careless", "%!"} {
			if strings.Contains(text, word) {
				t.Errorf("%s: the report says %q", name, word)
			}
		}
	}
	flat := strings.ReplaceAll(whole(samples(t)["50 users"].lines), "\n", " ")
	for _, words := range []string{"Could save up to", "please confirm", "How every figure was worked out"} {
		if !strings.Contains(flat, words) {
			t.Errorf("the report does not say %q", words)
		}
	}
}

func TestWhatCannotBeSeenIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		in   ClientInput
		want []string
	}{
		"no sign-ins": {newClient("A", 50).oneSource().input(), []string{"Sign-in dates cannot be read", "One Entra ID P1 licence", "could not be read"}},
		"blind":       {newClient("A", 50).blind().input(), []string{"40 people could not be judged", "conceals names", "People that could not be judged"}},
		"no prices":   {newClient("A", 50).unpriced().input(), []string{"No usable price", "No price is known yet", "not known", "–"}},
		"all is well": {newClient("A", 50).tidy().input(), []string{"Nothing needs to change today", "No action is needed now", "Nothing found"}},
	} {
		_, lines := printed(t, c.in)
		flat := strings.ReplaceAll(whole(lines), "\n", " ")
		for _, want := range c.want {
			if !strings.Contains(flat, want) {
				t.Errorf("%s: the report does not say %q", name, want)
			}
		}
	}
}

func TestFreeProductsMoveNoFigure(t *testing.T) {
	base, viral := newClient("A", 50), newClient("A", 50)
	for i := range viral.snap.SKUs {
		if viral.snap.SKUs[i].ID == "s-flow" {
			viral.snap.SKUs[i].Enabled = 1_000_000
		}
	}
	_, a := printed(t, base.input())
	_, b := printed(t, viral.input())
	a = slices.DeleteFunc(a, func(l line) bool { return strings.Contains(l.text, "10,000 units") })
	b = slices.DeleteFunc(b, func(l line) bool { return strings.Contains(l.text, "1,000,000 units") })
	if whole(a) != whole(b) {
		t.Error("a million free units changed the report")
	}
}

func TestSameDataSameBytes(t *testing.T) {
	fresh := sampleInputs() // maps and pointers of its own
	for _, name := range []string{"two tenants", "blind", "no prices"} {
		if again, _ := printed(t, fresh[name]); !bytes.Equal(samples(t)[name].pdf, again) {
			t.Errorf("%s: two reports of the same data differ", name)
		}
	}
}

// The golden file holds every text with its place: any change of words,
// figures or geometry shows there.
func TestReportIsAsItWas(t *testing.T) {
	var b strings.Builder
	for _, l := range samples(t)["50 users"].lines {
		fmt.Fprintf(&b, "%2d %5.1f %5.1f  %s\n", l.page, l.x, l.y, l.text)
	}
	path := filepath.Join("testdata", "client.golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, old := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(old)) {
		g, o := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(old) {
			o = old[i]
		}
		if g != o {
			t.Fatalf("line %d is\n%s\nand was\n%s\n(look at the pages, then run with -update)", i+1, g, o)
		}
	}
}

func TestHostileNamesStillGiveAReport(t *testing.T) {
	endless := strings.Repeat("Donaudampfschifffahrtsgesellschaft", 15)
	for name, text := range map[string]string{
		"500 characters": endless[:500], "no spaces": strings.Repeat("W", 500), "Hebrew": "שלום עולם בע״מ", "Chinese": "北京科技有限公司",
		"emoji": "😀😀 Ltd", "control": "A\x00\x1b[31mB\r\nC", "bidi": "\u202eevil\u202c", "empty": "", "PDF": "(a) \\ ) endobj %%EOF {nb}",
		"broken": "\xff\xfe\xfd",
	} {
		c := newClient(text, 12)
		for i := range c.snap.Accounts {
			c.snap.Accounts[i].DisplayName, c.snap.Accounts[i].UPN = text, text+"@"+text
		}
		in := c.input()
		in.Workspace.Company, in.Workspace.ContactName, in.Workspace.ReportFooter, in.Workspace.LegalNote = text, text, text, text
		in.Workspace.BrandColor, in.PreparedFor = text, text
		for i := range in.Results[0].Findings {
			in.Results[0].Findings[i].Product, in.Results[0].Findings[i].Reason = text, text
		}
		for i := range in.Results[0].Seats {
			in.Results[0].Seats[i].Product = text
		}
		_, lines := printed(t, in)
		for _, l := range lines {
			if l.x < 63.9 || l.y > 842-32+0.1 {
				t.Errorf("%s: %q at %v, %v is outside", name, l.text, l.x, l.y)
			}
		}
	}
}

func TestBrokenLogoIsLeftOutAndSaid(t *testing.T) {
	in := newClient("A", 5).input()
	in.Workspace.Logo = []byte("\x89PNG\r\n\x1a\nbroken")
	if _, lines := printed(t, in); !strings.Contains(whole(lines), "Northlight IT") {
		t.Error("the maker's mark does not stand in for the logo")
	}
	if got := LogoProblem(in.Workspace); !strings.Contains(got, "neither a PNG nor a JPEG") {
		t.Errorf("problem = %q", got)
	}
	if got := LogoProblem(models.Workspace{}); got != "" {
		t.Errorf("no logo is a problem: %q", got)
	}
}

func TestAnUnnamedMakerLeavesNoGap(t *testing.T) {
	in := newClient("A", 12).input()
	in.Workspace = models.DefaultWorkspace()
	_, lines := printed(t, in)
	for _, l := range lines {
		if strings.HasPrefix(l.text, "Prepared by") || strings.Contains(l.text, "· ·") {
			t.Errorf("the report says %q", l.text)
		}
	}
}

func TestNothingToReportIsExplained(t *testing.T) {
	err := WriteClient(io.Discard, ClientInput{Customer: "A"})
	if !errors.Is(err, models.ErrNotFound) || models.Explain(err).Code != "report-no-scan" {
		t.Errorf("error = %v", err)
	}
	in := newClient("A", 5).input()
	dollars := newClient("B", 5).input().Results[0]
	dollars.Currency = "USD"
	in.Results = append(in.Results, dollars)
	if err := WriteClient(io.Discard, in); models.Explain(err).Code != "report-currencies" {
		t.Errorf("error = %v", err)
	}
}

// Where poppler is installed, the text a reader copies out is checked too.
func TestTextCanBeCopiedOut(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("pdftotext is not installed; the traced text was checked instead")
		return
	}
	in := newClient("Żółtowski & Müller", 50).input()
	pdf, _ := printed(t, in)
	path := filepath.Join(t.TempDir(), "r.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), tool, "-layout", path, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	totals := in.Results[0].Totals
	for _, want := range []string{"Żółtowski & Müller", totals.Spend.Format(), totals.Leakage.Format(), totals.LeakageYearly.Format(), "Prepared by Mara Quill, Northlight IT"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q cannot be copied out", want)
		}
	}
}

// source answers as the portfolio and the store would.
type fakeSource struct {
	rows    []portfolio.TenantRow
	results []insight.Result
	err     error
}

func (s fakeSource) Tenants(context.Context, portfolio.Scope) ([]portfolio.TenantRow, error) {
	return s.rows, s.err
}
func (s fakeSource) Results(context.Context, portfolio.Scope) ([]insight.Result, error) {
	return s.results, nil
}
func (s fakeSource) Workspace(context.Context) (models.Workspace, error) { return northlight(), nil }

func TestMakerWritesOneWholeFile(t *testing.T) {
	src := fakeSource{rows: []portfolio.TenantRow{{Customer: "Fjord: Logistics/AS"}}, results: newClient("F", 5).input().Results}
	m := NewMaker(src, src)
	dir := t.TempDir()
	for range 2 { // the second replaces the first
		path, err := m.ClientFile(t.Context(), portfolio.Scope{}, dir)
		if err != nil {
			t.Fatal(err)
		}
		if want := "Fjord- Logistics-AS licence review 2026-11-20.pdf"; filepath.Base(path) != want {
			t.Errorf("name = %q, want %q", filepath.Base(path), want)
		}
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files are left, want one", len(files))
	}
	if _, err := NewMaker(fakeSource{}, src).ClientFile(t.Context(), portfolio.Scope{}, dir); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("error = %v", err)
	}
	src.err = errors.New("disk")
	if err := NewMaker(src, src).Client(t.Context(), portfolio.Scope{}, io.Discard); !errors.Is(err, src.err) {
		t.Errorf("error = %v", err)
	}
}

func TestWriteWholeLeavesNothingBehind(t *testing.T) {
	dir, broken := t.TempDir(), errors.New("broken")
	path := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(path, func(w io.Writer) error { _, _ = w.Write([]byte("half")); return broken }); !errors.Is(err, broken) {
		t.Errorf("error = %v", err)
	}
	if old, _ := os.ReadFile(path); string(old) != "old" {
		t.Error("the old file was touched")
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Error("a temporary file is left")
	}
}

func TestClientName(t *testing.T) {
	row := func(customer, name string) portfolio.TenantRow {
		return portfolio.TenantRow{Customer: customer, Tenant: models.Tenant{Name: name, Domain: "d"}}
	}
	for _, c := range []struct {
		scope portfolio.Scope
		rows  []portfolio.TenantRow
		want  string
	}{
		{portfolio.Scope{TenantID: "t"}, []portfolio.TenantRow{row("", "Fjord AS")}, "Fjord AS"},
		{portfolio.Scope{TenantID: "t"}, []portfolio.TenantRow{row("Fjord Group", "Fjord AS")}, "Fjord Group"},
		{portfolio.Scope{}, []portfolio.TenantRow{row("Fjord", "a"), row("Fjord", "b")}, "Fjord"},
		{portfolio.Scope{}, []portfolio.TenantRow{row("Fjord", "a"), row("Tern", "b")}, "All customers"},
		{portfolio.Scope{TenantID: "t"}, []portfolio.TenantRow{row("", "")}, "d"},
	} {
		if got := clientName(c.scope, c.rows, nil); got != c.want {
			t.Errorf("%+v: %q, want %q", c.rows, got, c.want)
		}
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"Fjord Logistics": "Fjord Logistics", `a/b\c:d*e?f"g<h>i|j`: "a-b-c-d-e-f-g-h-i-j", "..\\..\\etc": "etc",
		"": "Client", " . ": "Client", "\x00\x1f": "Client", "NUL.example": "NUL-example", "com1.x.y": "com1-x.y",
		"Müller & Söhne": "Müller - Söhne", "a\tb\n": "a b", "\u202efdp": "fdp", strings.Repeat("x", 300): strings.Repeat("x", 80),
	} {
		if got := safeName(in); got != want {
			t.Errorf("safeName(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSafeName(f *testing.F) {
	for _, s := range []string{"a/b", "CON", "..", "\xff", "LPT¹.x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := safeName(s)
		if got == "" || strings.ContainsAny(got, "<>:\"/\\|?*\x00") || strings.HasPrefix(got, ".") || len([]rune(got)) > maxName {
			t.Fatalf("safeName(%q) = %q", s, got)
		}
	})
}
