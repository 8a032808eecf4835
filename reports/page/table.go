package page

import "msp-license-tracker/reports/chart"

// Tone is the colour of a cell's text.
type Tone int

const (
	ToneInk Tone = iota
	ToneMuted
	ToneGood
	ToneWarning
	ToneCritical
)

// Column of a table. With Share 0 it is as wide as its content asks, at most
// a third of the table; the others divide what is left by their shares.
type Column struct {
	Title string
	Share float64
	Align chart.Anchor // Start or End
	Lines int          // at most, 0 = 3; more is cut with an ellipsis
	Tone  Tone
}

// Cell is text with an optional smaller second text below it.
type Cell struct {
	Text, Sub string
	Strong    bool
	Tone      Tone // ToneInk: as the column
	Badge     bool // a small plate in the colour of the tone
	Tick      bool // an empty box to tick by hand instead of text
}

// RowKind sets rows apart.
type RowKind int

const (
	Plain    RowKind = iota
	GroupRow         // opens a group: its first cell runs over the whole width
	TotalRow         // strong, stays with the row before
	NoteRow          // muted: what is listed but not counted
)

// Row of a table. Missing cells are empty.
type Row struct {
	Kind  RowKind
	Cells []Cell
}

// Table has a head that is repeated on every page. No row is cut, a group
// stays with its first row and a total with the row before it.
type Table struct {
	Columns []Column
	Rows    []Row
	Dense   bool // for long lists
	Whole   bool // kept on one page when a page can hold it
}

const (
	cellPad   = 6.0  // left and right of every cell
	fitPart   = 0.34 // of the table's width, at most, for a fitted column
	continued = " (continued)"
)

// look is how the rows of one table are set.
type look struct {
	body, sub, head style
	pad             float64 // above and below the text of a row
}

func (t *Table) look() look {
	if t.Dense {
		return look{
			body: style{size: 7.5, lead: 10, weight: chart.Regular},
			sub:  style{size: 6.75, lead: 9, weight: chart.Regular},
			head: style{size: 7.25, lead: 10, weight: chart.SemiBold},
			pad:  3.5,
		}
	}
	return look{
		body: style{size: 9, lead: 12.5, weight: chart.Regular},
		sub:  style{size: 7.75, lead: 10.5, weight: chart.Regular},
		head: style{size: 8.25, lead: 11, weight: chart.SemiBold},
		pad:  5.75,
	}
}

// setRow is a row broken into lines.
type setRow struct {
	row    Row
	text   [][]string
	sub    [][]string
	height float64
}

// Table sets a table. One without rows is left out.
func (d *Document) Table(t Table) {
	if len(t.Rows) == 0 || len(t.Columns) == 0 || d.err != nil {
		return
	}
	d.newSetter(t).run()
}

// TableHeight is the room a table takes when it is not parted.
func (d *Document) TableHeight(t Table) float64 {
	if len(t.Rows) == 0 || len(t.Columns) == 0 || d.err != nil {
		return 0
	}
	s := d.newSetter(t)
	return s.headH + s.rowsHeight()
}

func (s *setter) rowsHeight() float64 {
	h := 0.0
	for _, r := range s.t.Rows {
		h += s.set(r).height
	}
	return h
}

// setter walks down one table.
type setter struct {
	d      *Document
	t      Table
	look   look
	widths []float64
	heads  [][]string
	headH  float64
	group  *setRow // the group we are in, repeated on a new page
}

func (d *Document) newSetter(t Table) *setter {
	s := &setter{d: d, t: t, look: t.look()}
	s.widths = s.columnWidths()
	titled := false
	s.heads = make([][]string, len(t.Columns))
	most := 1
	for i, c := range t.Columns {
		s.heads[i] = d.lines(c.Title, s.widths[i]-2*cellPad, 2, s.look.head)
		most = max(most, len(s.heads[i]))
		titled = titled || c.Title != ""
	}
	if titled {
		s.headH = float64(most)*s.look.head.lead + 2*s.look.pad
	}
	return s
}

// columnWidths first gives fitted columns what they ask, then shares the rest.
func (s *setter) columnWidths() []float64 {
	total := s.d.Width()
	widths := make([]float64, len(s.t.Columns))
	left, shares := total, 0.0
	for i, c := range s.t.Columns {
		if shares += c.Share; c.Share > 0 {
			continue
		}
		widths[i] = min(s.asked(i)+2*cellPad, total*fitPart)
		left -= widths[i]
	}
	left = max(left, total*0.1)
	for i, c := range s.t.Columns {
		if c.Share > 0 {
			widths[i] = left * c.Share / shares
		}
	}
	return widths
}

// asked is the width of the widest text in a column.
func (s *setter) asked(col int) float64 {
	d, w := s.d, 0.0
	for _, word := range d.lines(s.t.Columns[col].Title, 1e9, 0, s.look.head) {
		w = max(w, d.measure(word, s.look.head.size, s.look.head.weight))
	}
	for _, r := range s.t.Rows {
		if r.Kind == GroupRow || col >= len(r.Cells) {
			continue
		}
		c := r.Cells[col]
		body := s.bodyStyle(r, c)
		cell := d.measure(d.Clean(c.Text), body.size, body.weight)
		if c.Badge {
			cell += 2 * badgePad
		}
		if c.Tick {
			cell = tickSize
		}
		w = max(w, cell, d.measure(d.Clean(c.Sub), s.look.sub.size, s.look.sub.weight))
	}
	return w + 0.01
}

func (s *setter) bodyStyle(r Row, c Cell) style {
	st := s.look.body
	switch {
	case c.Badge:
		st = s.look.sub
		st.weight = chart.SemiBold
	case c.Strong || r.Kind == TotalRow || r.Kind == GroupRow:
		st.weight = chart.SemiBold
	}
	return st
}

// set breaks a row into lines and finds its height.
func (s *setter) set(r Row) setRow {
	out := setRow{row: r, text: make([][]string, len(s.t.Columns)), sub: make([][]string, len(s.t.Columns))}
	for i := range s.t.Columns {
		if i >= len(r.Cells) {
			break
		}
		c, width := r.Cells[i], s.widths[i]-2*cellPad
		if r.Kind == GroupRow {
			width = s.d.Width() - 2*cellPad
		}
		most := s.t.Columns[i].Lines
		if most == 0 {
			most = 3
		}
		h := 0.0
		if c.Text != "" {
			body := s.bodyStyle(r, c)
			if c.Badge {
				width -= 2 * badgePad
				most = 1
			}
			out.text[i] = s.d.lines(c.Text, width, most, body)
			h += float64(len(out.text[i])) * s.look.body.lead
		}
		if c.Sub != "" {
			out.sub[i] = s.d.lines(c.Sub, width, most, s.look.sub)
			h += float64(len(out.sub[i])) * s.look.sub.lead
		}
		out.height = max(out.height, h)
		if r.Kind == GroupRow {
			break
		}
	}
	out.height = max(out.height, s.look.body.lead) + 2*s.look.pad
	return out
}
