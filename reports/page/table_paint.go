package page

import "msp-license-tracker/reports/chart"

const (
	badgePad    = 4.0
	tickSize    = 9.0
	wholeRows   = 5   // a table so short is not parted
	headingRoom = 120 // for what stands above a table on its page
)

// run sets the rows in bundles that must not be parted.
func (s *setter) run() {
	rows := s.t.Rows
	first := true
	if len(rows) <= wholeRows || s.t.Whole {
		if h := s.headH + s.rowsHeight(); h < s.d.h-marginTop-marginFoot-headingRoom {
			s.d.need(h)
		}
	}
	for i := 0; i < len(rows); {
		bundle, height := s.bundle(rows, i)
		i += len(bundle)
		if first {
			s.d.need(s.headH + height)
			s.paintHead()
			first = false
		} else if height > s.d.room() {
			s.nextPage(bundle[0].row.Kind)
		}
		for _, r := range bundle {
			s.paint(r)
		}
	}
}

// bundle is the next row with those that must stand on its page: a group
// takes its first row with it, any row the total below it, and neither the
// first nor the last row stands alone.
func (s *setter) bundle(rows []Row, from int) (out []setRow, height float64) {
	for i := from; i < len(rows); i++ {
		r := s.set(rows[i])
		out = append(out, r)
		height += r.height
		next := i + 1
		if next < len(rows) && (rows[next].Kind == TotalRow || i == 0 || next == len(rows)-1) {
			continue
		}
		if rows[i].Kind != GroupRow {
			break
		}
	}
	return out, height
}

// nextPage repeats the head and, inside a group, the group's name.
func (s *setter) nextPage(next RowKind) {
	s.d.newPage()
	s.paintHead()
	if s.group != nil && next != GroupRow {
		again := s.group.row
		c := again.Cells[0]
		c.Text += continued
		again.Cells = []Cell{c}
		s.paint(s.set(again))
	}
}

func (s *setter) paintHead() {
	if s.headH == 0 {
		return
	}
	d, x := s.d, marginSide
	for i, c := range s.t.Columns {
		lines := s.heads[i]
		top := d.y + s.headH - s.look.pad - float64(len(lines))*s.look.head.lead
		s.paintCell(lines, x, top, s.widths[i], c.Align, s.look.head, muted)
		x += s.widths[i]
	}
	d.advance(s.headH)
	d.rule(marginSide, d.y, d.w-marginSide, d.y, 0.9, ink)
}

func (s *setter) paint(r setRow) {
	d, x := s.d, marginSide
	switch r.row.Kind {
	case GroupRow:
		s.group = &r
		d.box(marginSide, d.y, d.Width(), r.height, 0, d.colors.Soft)
	case TotalRow:
		d.rule(marginSide, d.y, d.w-marginSide, d.y, 0.9, ink)
	}
	for i := range s.t.Columns {
		if i >= len(r.row.Cells) {
			break
		}
		s.paintContent(r, i, x)
		x += s.widths[i]
	}
	d.advance(r.height)
	if r.row.Kind != TotalRow {
		d.rule(marginSide, d.y, d.w-marginSide, d.y, 0.5, hair)
	}
}

func (s *setter) paintContent(r setRow, i int, x float64) {
	d, cell, col := s.d, r.row.Cells[i], s.t.Columns[i]
	top, width := d.y+s.look.pad, s.widths[i]
	body := s.bodyStyle(r.row, cell)
	body.lead = s.look.body.lead
	tone := cell.Tone
	if tone == ToneInk {
		tone = col.Tone
	}
	if r.row.Kind == NoteRow {
		tone = ToneMuted
	}
	if cell.Tick {
		d.tick(x+cellPad, top+(body.lead-tickSize)/2)
		return
	}
	if cell.Badge && len(r.text[i]) > 0 {
		s.paintBadge(r.text[i][0], x+cellPad, top, body, cell.Tone)
		return
	}
	if r.row.Kind == GroupRow {
		width = d.Width()
	}
	s.paintCell(r.text[i], x, top, width, col.Align, body, tone.color())
	top += float64(len(r.text[i])) * body.lead
	s.paintCell(r.sub[i], x, top, width, col.Align, s.look.sub, muted)
}

func (s *setter) paintCell(lines []string, x, top, width float64, a chart.Anchor, st style, c RGB) {
	at := x + cellPad
	if a == chart.End {
		at = x + width - cellPad
	}
	for n, line := range lines {
		s.d.text(at, baseline(top+float64(n)*st.lead, st), line, st, a, c)
	}
}

func (s *setter) paintBadge(text string, x, top float64, st style, tone Tone) {
	h := st.size + 5
	w := s.d.measure(text, st.size, st.weight) + 2*badgePad
	s.d.box(x, top+(st.lead-h)/2, w, h, 3, tone.ground())
	s.d.text(x+badgePad, baseline(top, st), text, st, chart.Start, tone.color())
}

// tick is a box to be ticked with a pen.
func (d *Document) tick(x, y float64) {
	d.pdf.SetDrawColor(int(muted.R), int(muted.G), int(muted.B))
	d.pdf.SetLineWidth(0.8)
	d.pdf.RoundedRect(x, y, tickSize, tickSize, 1.5, "1234", "D")
}

func (t Tone) color() RGB {
	switch t {
	case ToneMuted:
		return muted
	case ToneGood:
		return good
	case ToneWarning:
		return warning
	case ToneCritical:
		return critic
	default:
		return ink
	}
}

func (t Tone) ground() RGB {
	switch t {
	case ToneGood:
		return goodBg
	case ToneWarning:
		return warnBg
	default:
		return RGB{0xEE, 0xF1, 0xF5}
	}
}
