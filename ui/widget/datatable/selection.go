package datatable

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Current is the row last chosen; ok is false when there is none.
func (t *Table[T]) Current() (row T, ok bool) {
	if t.current < 0 || t.current >= len(t.shown) {
		return row, false
	}
	return t.engine.rows[t.shown[t.current]], true
}

// Selected are the ticked rows in the order shown; ticked rows that a filter
// hides are not among them.
func (t *Table[T]) Selected() []T {
	var rows []T
	for _, row := range t.shown {
		if t.ticked[row] {
			rows = append(rows, t.engine.rows[row])
		}
	}
	return rows
}

// ClearSelection takes away ticks and current row.
func (t *Table[T]) ClearSelection() {
	clear(t.ticked)
	t.current, t.anchor, t.marked = -1, -1, ""
	t.ticksChanged()
}

// SelectKey makes the row with that key current and brings it into view,
// without calling back. It needs Options.Key.
func (t *Table[T]) SelectKey(key string) {
	t.marked = key
	t.findCurrent(-1)
	if t.current >= 0 {
		t.body.ScrollTo(t.current)
	}
	t.body.Refresh()
}

// keepSelection carries ticks over to new rows by key.
func (t *Table[T]) keepSelection(rows []T) {
	if t.opts.Key == nil {
		clear(t.ticked)
		t.current = -1
		return
	}
	if row, ok := t.Current(); ok {
		t.marked = t.opts.Key(row)
	}
	t.current = -1
	if len(t.ticked) == 0 {
		return
	}
	keys := make(map[string]bool, len(t.ticked))
	for row := range t.ticked {
		keys[t.opts.Key(t.engine.rows[row])] = true
	}
	clear(t.ticked)
	for i, row := range rows {
		if keys[t.opts.Key(row)] {
			t.ticked[int32(i)] = true
		}
	}
}

// findCurrent finds the current row in a new order: by index, or by key after
// new rows.
func (t *Table[T]) findCurrent(row int32) {
	t.current = -1
	if row < 0 && (t.marked == "" || t.opts.Key == nil) {
		return
	}
	for i, r := range t.shown {
		if r == row || (row < 0 && t.opts.Key(t.engine.rows[r]) == t.marked) {
			t.current = i
			return
		}
	}
}

// goTo makes a row current, as a tap or an arrow does.
func (t *Table[T]) goTo(place int) {
	if len(t.shown) == 0 {
		return
	}
	place = max(0, min(place, len(t.shown)-1))
	changed := place != t.current
	t.current = place
	row := t.engine.rows[t.shown[place]]
	if t.opts.Key != nil {
		t.marked = t.opts.Key(row)
	}
	t.body.ScrollTo(place)
	if changed && t.opts.OnSelect != nil {
		t.opts.OnSelect(row)
	}
}

func (t *Table[T]) open(place int) {
	if t.opts.OnOpen != nil && place >= 0 && place < len(t.shown) {
		t.opts.OnOpen(t.engine.rows[t.shown[place]])
	}
}

func (t *Table[T]) toggle(place int) {
	if !t.opts.Multi || place < 0 || place >= len(t.shown) {
		return
	}
	row := t.shown[place]
	if t.ticked[row] {
		delete(t.ticked, row)
	} else {
		t.ticked[row] = true
	}
	t.anchor = place
	t.ticksChanged()
}

// tickTo ticks everything from the last ticked row to this one.
func (t *Table[T]) tickTo(place int) {
	if !t.opts.Multi || place < 0 || place >= len(t.shown) {
		return
	}
	from := max(0, min(t.anchor, len(t.shown)-1))
	for i := min(from, place); i <= max(from, place); i++ {
		t.ticked[t.shown[i]] = true
	}
	t.ticksChanged()
}

// tickAll ticks every row shown, or unticks them when all are.
func (t *Table[T]) tickAll() {
	if !t.opts.Multi {
		return
	}
	if t.allTicked() {
		clear(t.ticked)
	} else {
		for _, row := range t.shown {
			t.ticked[row] = true
		}
	}
	t.ticksChanged()
}

func (t *Table[T]) allTicked() bool {
	if len(t.shown) == 0 || len(t.ticked) < len(t.shown) {
		return false
	}
	for _, row := range t.shown {
		if !t.ticked[row] {
			return false
		}
	}
	return true
}

func (t *Table[T]) ticksChanged() {
	t.header.Refresh()
	t.body.Refresh()
	if t.opts.OnSelectionChanged != nil {
		t.opts.OnSelectionChanged(t.Selected())
	}
}

// TSV is the ticked rows, or else the current one, or else all shown, as
// tab-separated lines under the titles: what Ctrl+C copies.
func (t *Table[T]) TSV() string {
	rows := t.Selected()
	if len(rows) == 0 {
		if row, ok := t.Current(); ok {
			rows = []T{row}
		} else {
			rows = t.Shown()
		}
	}
	var b strings.Builder
	t.line(&b, func(c Column[T]) string { return c.Title })
	for _, row := range rows {
		t.line(&b, func(c Column[T]) string { return c.Text(row) })
	}
	return b.String()
}

var oneCell = strings.NewReplacer("\t", " ", "\r", " ", "\n", " ")

func (t *Table[T]) line(b *strings.Builder, cell func(Column[T]) string) {
	first := true
	for _, c := range t.columns {
		if c.Hidden {
			continue
		}
		if !first {
			b.WriteByte('\t')
		}
		first = false
		b.WriteString(guard(oneCell.Replace(cell(c))))
	}
	b.WriteByte('\n')
}

// guard keeps a spreadsheet from taking foreign text for a formula.
func guard(s string) string {
	if s != "" && strings.ContainsRune("=+@", rune(s[0])) {
		return "'" + s
	}
	return s
}

func (t *Table[T]) copy() {
	if a := fyne.CurrentApp(); a != nil {
		a.Clipboard().SetContent(t.TSV())
	}
}

// TickKeys ticks exactly the rows with these keys, without calling back. It
// needs Options.Key.
func (t *Table[T]) TickKeys(keys ...string) {
	wanted := make(map[string]bool, len(keys))
	for _, k := range keys {
		wanted[k] = true
	}
	clear(t.ticked)
	for i, row := range t.engine.rows {
		if wanted[t.opts.Key(row)] {
			t.ticked[int32(i)] = true
		}
	}
	t.header.Refresh()
	t.body.Refresh()
}
