//go:build ci

package datatable

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

type seat struct {
	who  string
	cost int
}

// desk is a table in a window and what it reported.
type desk struct {
	*Table[seat]
	window   fyne.Window
	selected []string
	opened   []string
	ticked   []string
	now      time.Time
}

func newDesk(t *testing.T, change func(*Options[seat]), rows ...seat) *desk {
	t.Helper()
	uitest.App(t, theme.Light)
	d := &desk{now: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)}
	opts := Options[seat]{
		Multi: true, Empty: "Nothing leaks here.",
		Key:      func(s seat) string { return s.who },
		OnSelect: func(s seat) { d.selected = append(d.selected, s.who) },
		OnOpen:   func(s seat) { d.opened = append(d.opened, s.who) },
		OnSelectionChanged: func(rows []seat) {
			d.ticked = nil
			for _, r := range rows {
				d.ticked = append(d.ticked, r.who)
			}
		},
		Now: func() time.Time { return d.now },
	}
	if change != nil {
		change(&opts)
	}
	d.Table = New([]Column[seat]{
		{ID: "who", Title: "Who", Text: func(s seat) string { return s.who }},
		{ID: "cost", Title: "Cost", Width: 100, Text: func(s seat) string { return fmt.Sprint(s.cost) }, Number: func(s seat) float64 { return float64(s.cost) },
			Total: func(rows []seat) string { return fmt.Sprint(len(rows), " seats") }},
	}, opts)
	d.window = test.NewTempWindow(t, d.Table)
	d.window.Resize(fyne.NewSize(600, 300))
	d.SetRows(rows)
	return d
}

func crew() []seat { return []seat{{"Anna", 22}, {"Tomasz", 15}, {"Lena", 39}, {"Piet", 12}} }

func (d *desk) shown() string {
	var out []string
	for _, s := range d.Shown() {
		out = append(out, s.who)
	}
	return strings.Join(out, " ")
}

func (d *desk) press(keys ...fyne.KeyName) {
	d.Focus()
	for _, k := range keys {
		d.body.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// tap hits a row at x with keys held.
func (d *desk) tap(place int, x float32, mods fyne.KeyModifier) {
	d.rowTapped(place, fyne.NewPos(x, 5), mods)
}

func TestTheHeaderOrders(t *testing.T) {
	d := newDesk(t, nil, crew()...)
	at := func(column int) *fyne.PointEvent {
		x := d.layout.left() + 5
		for i := range column {
			x += d.layout.widths[i]
		}
		return &fyne.PointEvent{Position: fyne.NewPos(x, 10)}
	}
	d.header.Tapped(at(1))
	if got := d.shown(); got != "Piet Tomasz Anna Lena" {
		t.Errorf("after one tap: %s", got)
	}
	d.header.Tapped(at(1))
	if got := d.shown(); got != "Lena Anna Tomasz Piet" {
		t.Errorf("after a second tap: %s", got)
	}
	d.header.MouseDown(&desktop.MouseEvent{Modifier: fyne.KeyModifierShift})
	d.header.Tapped(at(0))
	if id, desc := d.Sorted(); id != "cost" || !desc || len(d.query.sort) != 2 {
		t.Errorf("shift-tap should add a second key, has %v", d.query.sort)
	}
}

func TestKeysWalkOpenAndTick(t *testing.T) {
	d := newDesk(t, nil, crew()...)
	d.press(fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn, fyne.KeySpace, fyne.KeyHome, fyne.KeySpace)
	if got := strings.Join(d.opened, " "); got != "Lena" {
		t.Errorf("Enter opened %q, want Lena", got)
	}
	if got := strings.Join(d.ticked, " "); got != "Anna Lena" {
		t.Errorf("Space ticked %q, want Anna Lena", got)
	}
	if got := strings.Join(d.selected, " "); got != "Piet Lena Anna" {
		t.Errorf("walked over %q", got)
	}
}

func TestCtrlATicksWhatIsShownAndCtrlCCopiesIt(t *testing.T) {
	d := newDesk(t, nil, append(crew(), seat{"=1+1\tx", 1})...)
	d.SetFilter(func(s seat) bool { return s.cost < 20 })
	d.body.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := strings.Join(d.ticked, " "); got != "Tomasz Piet =1+1\tx" {
		t.Errorf("ticked %q", got)
	}
	d.body.TypedShortcut(&fyne.ShortcutCopy{})
	want := "Who\tCost\nTomasz\t15\nPiet\t12\n'=1+1 x\t1\n"
	if got := fyne.CurrentApp().Clipboard().Content(); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	d.body.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(d.ticked) != 0 {
		t.Errorf("a second Ctrl+A should untick all, left %v", d.ticked)
	}
}

func TestPointerSelectsTicksAndOpens(t *testing.T) {
	d := newDesk(t, nil, crew()...)
	d.tap(1, 10, 0)
	d.tap(3, 10, fyne.KeyModifierShift)
	if got := strings.Join(d.ticked, " "); got != "Tomasz Lena Piet" {
		t.Errorf("shift should tick the range, has %q", got)
	}
	d.tap(0, 200, fyne.KeyModifierShortcutDefault)
	if len(d.ticked) != 4 {
		t.Errorf("Ctrl should tick one more, has %v", d.ticked)
	}
	d.tap(2, 200, 0)
	d.now = d.now.Add(time.Second)
	d.tap(2, 200, 0)
	if len(d.opened) != 0 {
		t.Errorf("two slow taps opened %v", d.opened)
	}
	d.now = d.now.Add(100 * time.Millisecond)
	d.tap(2, 200, 0)
	if got := strings.Join(d.opened, " "); got != "Lena" {
		t.Errorf("a double tap opened %q, want Lena", got)
	}
	if got := strings.Join(d.selected, " "); got != "Lena" {
		t.Errorf("selected %q, want Lena once", got)
	}
}

func TestTheFirstRowCanBeTappedFirst(t *testing.T) {
	d := newDesk(t, nil, crew()...)
	d.tap(0, 200, 0)
	if got := strings.Join(d.selected, " "); got != "Anna" {
		t.Errorf("selected %q, want Anna", got)
	}
}

func TestOldRowsStayOnShowUntilNewOnesAreOrdered(t *testing.T) {
	queue := uitest.NewQueue()
	d := newDesk(t, func(o *Options[seat]) { o.Post = queue.Post; o.Key = nil }, crew()...)
	big := make([]seat, asyncAbove+1)
	d.SetRows(big)
	if got := d.shown(); got != "Anna Tomasz Lena Piet" {
		t.Errorf("meanwhile it shows %q", got)
	}
	d.SetRows(crew()[:1])
	d.body.Refresh()
	if got := d.shown(); got != "Anna" {
		t.Errorf("shows %q, want Anna", got)
	}
}

func TestNewRowsKeepTheSelection(t *testing.T) {
	d := newDesk(t, nil, crew()...)
	d.SelectKey("Lena")
	d.TickKeys("Piet", "Anna")
	d.SortBy("cost", false)
	if row, _ := d.Current(); row.who != "Lena" {
		t.Errorf("after sorting %q is current, want Lena", row.who)
	}
	d.SetRows([]seat{{"Zoe", 1}, {"Lena", 40}, {"Anna", 3}})
	if row, _ := d.Current(); row != (seat{"Lena", 40}) {
		t.Errorf("after new rows %v is current, want Lena's", row)
	}
	if got := d.Selected(); !slices.Equal(got, []seat{{"Anna", 3}}) {
		t.Errorf("ticked are %v, want Anna", got)
	}
	d.SetRows(nil)
	if _, ok := d.Current(); ok || d.Len() != 0 {
		t.Error("an empty table has no current row")
	}
}

func TestAnEmptyTableSaysSo(t *testing.T) {
	d := newDesk(t, nil)
	if !d.empty.Visible() {
		t.Error("the sentence should show")
	}
	d.SetRows(crew())
	if d.empty.Visible() {
		t.Error("the sentence should be gone")
	}
	d.SetSearch("nobody")
	if !d.empty.Visible() {
		t.Error("the sentence should show when a search finds nothing")
	}
}

func TestBigTablesAnswerLaterAndOnlyTheNewestCounts(t *testing.T) {
	queue := uitest.NewQueue()
	d := newDesk(t, func(o *Options[seat]) { o.Post = queue.Post })
	rows := make([]seat, asyncAbove+1)
	for i := range rows {
		rows[i] = seat{fmt.Sprintf("user %05d", i), i}
	}
	d.SetRows(rows)
	d.SetSearch("user 00")
	d.SetSearch("user 00007")
	queue.Until(t, "the search was answered", func() bool { return d.Len() == 1 })
	for range 3 {
		queue.Drain()
		if d.Len() != 1 {
			t.Fatalf("an older answer of %d rows won", d.Len())
		}
	}
}

// The race detector is what fails here.
func TestColumnsMayBeHiddenWhileABigTableSorts(t *testing.T) {
	queue := uitest.NewQueue()
	d := newDesk(t, func(o *Options[seat]) { o.Post = queue.Post })
	rows := make([]seat, asyncAbove+1)
	for i := range rows {
		rows[i] = seat{fmt.Sprintf("user %05d", i), i}
	}
	d.SetRows(rows)
	d.SetSearch("user 00007")
	for _, visible := range []bool{false, true} {
		d.ShowColumn(d.columns[1].ID, visible)
	}
	queue.Until(t, "the search was answered", func() bool { return d.Len() == 1 })
}

func TestNarrowWindowsHideColumnsAndBringThemBack(t *testing.T) {
	uitest.App(t, theme.Light)
	table := New([]Column[seat]{
		{ID: "who", Title: "Who", MinWidth: 200, Text: func(s seat) string { return s.who }},
		{ID: "cost", Title: "Cost", Width: 100, Priority: 1, Text: func(s seat) string { return fmt.Sprint(s.cost) }},
	}, Options[seat]{})
	w := test.NewTempWindow(t, table)
	w.Resize(fyne.NewSize(260, 300))
	table.SetRows(crew())
	if table.layout.widths[1] != 0 {
		t.Fatalf("widths are %v, the second column should hide", table.layout.widths)
	}
	w.Resize(fyne.NewSize(500, 300))
	r := test.WidgetRenderer(table).Objects()
	if table.layout.widths[1] == 0 || len(r) == 0 {
		t.Fatalf("widths are %v, the second column should be back", table.layout.widths)
	}
	found := false
	for _, o := range test.LaidOutObjects(table) {
		if row, ok := o.(*row); ok && row.place == 0 {
			found = row.cells[1].main.Text() == "22"
		}
	}
	if !found {
		t.Error("the column that came back should show its values")
	}
}

func TestRowsSurviveAChangeOfTheme(t *testing.T) {
	d := newDesk(t, nil, crew()...)
	light := uitest.Snapshot(t, d.Table, 600, 300, theme.Light).At(300, 60)
	dark := uitest.Snapshot(t, d.Table, 600, 300, theme.Dark).At(300, 60)
	if light == dark {
		t.Errorf("a row's ground is %v in both variants", light)
	}
}

func TestFillingRowsAllocatesLittle(t *testing.T) {
	d := newDesk(t, nil, crew()...)
	r := d.body.CreateItem().(*row)
	r.Resize(fyne.NewSize(600, 36))
	d.fill(0, r)
	if n := testing.AllocsPerRun(100, func() { d.fill(0, r) }); n > 4 {
		t.Errorf("filling the same row again allocates %v times", n)
	}
}
