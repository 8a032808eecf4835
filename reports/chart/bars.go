package chart

// BarsInput are horizontal bars, one below the other: a soft bar for the
// whole and on top of it a strong one for the part.
type BarsInput struct {
	Rows []BarRow
	// Rest makes one row of those that do not fit; nil leaves them out.
	Rest func(rest []BarRow) BarRow
}

// BarRow is one bar.
type BarRow struct {
	Label string
	Whole float64 // length of the soft bar, e.g. spend
	Part  float64 // length of the strong bar, e.g. leakage; at most Whole
	Text  string  // printed after the bar
	Hint  string
	ID    string
}

const (
	barPitch     = 26.0 // from one row to the next
	barThick     = 14.0
	barText      = 12.0
	barGap       = 12.0 // label to bar, bar to text
	barLabelPart = 0.36 // of the width, at most, for labels
	barMin       = 2.0  // a value above zero stays visible
)

// BarsHeight is the height that holds n bars.
func BarsHeight(n int) float64 { return float64(n) * barPitch }

// Bars draws the rows from the top, at most as many as the height holds.
func Bars(in BarsInput, size Size, measure Measure) Drawing {
	rows := in.fitting(int(size.H / barPitch))
	d := Drawing{W: size.W, H: size.H}
	if len(rows) == 0 {
		return d
	}
	labels, texts, top := make([]string, len(rows)), make([]string, len(rows)), 0.0
	for i, r := range rows {
		labels[i], texts[i] = r.Label, r.Text
		top = max(top, finite(r.Whole), finite(r.Part))
	}
	labelW := min(widest(labels, barText, Regular, measure), size.W*barLabelPart)
	textW := min(widest(texts, barText, Regular, measure), size.W*barLabelPart)
	x := labelW + barGap
	room := max(0, size.W-x-barGap-textW)

	for i, r := range rows {
		y := float64(i) * barPitch
		whole, part := barLength(r.Whole, top, room), barLength(r.Part, top, room)
		whole = max(whole, part)
		bar := Rect{X: x, Y: y + (barPitch-barThick)/2, H: barThick, Radius: 3}
		base := y + barPitch/2 + barText*0.36
		d.Marks = append(d.Marks,
			Text{X: 0, Y: base, Size: barText, Role: Ink, ID: r.ID,
				Text: Fit(r.Label, labelW, barText, Regular, measure)},
			bar.with(whole, AccentSoft), bar.with(part, Accent),
			Text{X: x + whole + barGap*2/3, Y: base, Size: barText, Role: Muted, ID: r.ID,
				Text: Fit(r.Text, textW+barGap/3, barText, Regular, measure)},
			Rect{X: 0, Y: y, W: size.W, H: barPitch, Hint: r.Hint, ID: r.ID})
	}
	return d
}

// fitting are at most n rows, the last one standing for all left out.
func (in BarsInput) fitting(n int) []BarRow {
	if len(in.Rows) <= n {
		return in.Rows
	}
	if n <= 0 {
		return nil
	}
	if in.Rest == nil {
		return in.Rows[:n]
	}
	out := append([]BarRow(nil), in.Rows[:n-1]...)
	return append(out, in.Rest(in.Rows[n-1:]))
}

// with is the rectangle at another width and role.
func (r Rect) with(w float64, role Role) Rect {
	r.W, r.Role = w, role
	r.Radius = min(r.Radius, w/2)
	return r
}

// barLength keeps a small value above zero visible.
func barLength(v, top, room float64) float64 {
	if v = finite(v); v == 0 || top == 0 {
		return 0
	}
	return max(v/top*room, min(barMin, room))
}
