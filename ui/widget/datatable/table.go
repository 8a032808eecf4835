package datatable

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/text"
)

// asyncAbove is how many rows a table orders at once on the UI goroutine;
// that many take about five milliseconds.
const asyncAbove = 20_000

// Table shows rows of T in columns.
type Table[T any] struct {
	widget.BaseWidget

	columns []Column[T]
	opts    Options[T]

	engine  *engine[T] // of the rows on show
	next    *engine[T] // of the newest rows; the same once they are on show
	query   query[T]
	shown   []int32
	current int // place among the shown rows, -1 for none
	anchor  int // where a range of ticks began
	ticked  map[int32]bool
	marked  string // key of the row to find again after SetRows
	gen     int
	hovered int

	lastTap tap

	header *header
	body   *body
	footer *footer
	empty  *text.Label
	layout *columnLayout
}

type tap struct {
	place int
	at    time.Time
}

// New is a table without rows.
func New[T any](cols []Column[T], opts Options[T]) *Table[T] {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	t := &Table[T]{columns: cols, opts: opts, ticked: map[int32]bool{}, current: -1, anchor: -1, hovered: -1}
	t.engine = newEngine(cols, nil)
	t.next = t.engine
	t.query.sort = t.firstSort()
	t.layout = newColumnLayout(t.spans(), t.frame())
	t.header = newHeader(t)
	t.body = newBody(t)
	t.footer = newFooter(t)
	t.empty = text.Muted(opts.Empty).Wrapped().Aligned(fyne.TextAlignCenter)
	t.ExtendBaseWidget(t)
	return t
}

func (t *Table[T]) firstSort() []sortKey {
	if i := t.column(t.opts.SortBy); i >= 0 {
		return []sortKey{{i, t.opts.Descending}}
	}
	return nil
}

func (t *Table[T]) column(id string) int {
	for i, c := range t.columns {
		if c.ID == id && id != "" {
			return i
		}
	}
	return -1
}

// SetRows replaces the rows. The table keeps the slice: do not change it
// afterwards. With Options.Key the current row and the ticks stay.
func (t *Table[T]) SetRows(rows []T) {
	t.next = newEngine(t.columns, rows)
	t.apply()
}

// SetSearch shows only rows in whose texts every word of s is found,
// whatever the case.
func (t *Table[T]) SetSearch(s string) {
	if t.query.search != s {
		t.query.search = s
		t.apply()
	}
}

// SetFilter shows only rows for which keep is true; nil shows all.
func (t *Table[T]) SetFilter(keep func(T) bool) {
	t.query.filter = keep
	t.apply()
}

// SortBy orders by that column; an unknown id gives back the order of the rows.
func (t *Table[T]) SortBy(id string, desc bool) {
	t.query.sort = nil
	if i := t.column(id); i >= 0 {
		t.query.sort = []sortKey{{i, desc}}
	}
	t.header.Refresh()
	t.apply()
}

// Sorted is the column ordered by first, "" for none.
func (t *Table[T]) Sorted() (id string, desc bool) {
	if len(t.query.sort) == 0 {
		return "", false
	}
	s := t.query.sort[0]
	return t.columns[s.column].ID, s.desc
}

// tapHeader orders by a column, turns its direction, or with add makes it the
// second key.
func (t *Table[T]) tapHeader(column int, add bool) {
	keys := t.query.sort
	switch {
	case len(keys) > 0 && keys[0].column == column:
		keys[0].desc = !keys[0].desc
	case add && len(keys) > 1 && keys[1].column == column:
		keys[1].desc = !keys[1].desc
	case add && len(keys) > 0:
		keys = []sortKey{keys[0], {column, false}}
	default:
		keys = []sortKey{{column, false}}
	}
	t.query.sort = append([]sortKey(nil), keys...)
	t.header.Refresh()
	t.apply()
}

// ShowColumn shows or hides a column.
func (t *Table[T]) ShowColumn(id string, visible bool) {
	if i := t.column(id); i >= 0 {
		t.columns[i].Hidden = !visible
		t.layout.set(t.spans())
		t.refreshAll()
	}
}

// Columns are the columns with their present state, for a chooser.
func (t *Table[T]) Columns() []Column[T] { return append([]Column[T](nil), t.columns...) }

// Shown are the rows on show, in their order.
func (t *Table[T]) Shown() []T {
	rows := make([]T, len(t.shown))
	for i, row := range t.shown {
		rows[i] = t.engine.rows[row]
	}
	return rows
}

// Len is how many rows are on show.
func (t *Table[T]) Len() int { return len(t.shown) }

// apply works out what to show. Big tables do it on a goroutine, which ends
// with its answer; an answer that is not the newest is dropped.
func (t *Table[T]) apply() {
	t.gen++
	gen, engine, q := t.gen, t.next, t.query
	if t.opts.Post == nil || len(engine.rows) <= asyncAbove {
		t.show(engine, engine.view(q))
		return
	}
	go func() {
		shown := engine.view(q)
		t.opts.Post(func() {
			if gen == t.gen {
				t.show(engine, shown)
			}
		})
		engine.warm()
	}()
}

// show puts an answer on show together with the rows it is about.
func (t *Table[T]) show(engine *engine[T], shown []int32) {
	if engine != t.engine {
		t.keepSelection(engine.rows)
		t.engine = engine
	}
	row := int32(-1)
	if t.current >= 0 && t.current < len(t.shown) {
		row = t.shown[t.current]
	}
	t.shown = shown
	t.findCurrent(row)
	t.anchor = t.current
	t.refreshAll()
	if t.opts.OnShown != nil {
		t.opts.OnShown(len(shown), len(t.engine.rows))
	}
}

func (t *Table[T]) spans() []span {
	spans := make([]span, len(t.columns))
	for i, c := range t.columns {
		s := span{fixed: c.Width, flex: c.Flex, least: c.MinWidth, priority: c.Priority, hidden: c.Hidden}
		if s.flex == 0 {
			s.flex = 1
		}
		if s.least == 0 {
			s.least = defaultLeast
		}
		spans[i] = s
	}
	return spans
}

// frame is what stands beside the columns: ticks before, dots behind.
func (t *Table[T]) frame() frame {
	return frame{ticks: t.opts.Multi, dots: t.opts.Menu != nil}
}

func (t *Table[T]) rowHeight() float32 {
	if t.opts.TwoLines {
		return theme.RowHeightTwo
	}
	return theme.RowHeight
}

func (t *Table[T]) refreshAll() {
	t.header.Refresh()
	t.footer.Refresh()
	t.body.Refresh()
	t.Refresh()
}
