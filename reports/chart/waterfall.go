package chart

import "strings"

// WaterfallInput walks from a first total through steps to a last total.
type WaterfallInput struct{ Steps []Step }

// Step is one column. A total stands on the axis; any other step hangs where
// the one before ended and falls by Value (rises when Value is negative).
type Step struct {
	Label string
	Value float64
	Total bool
	Text  string // printed above the column
	Role  Role   // None: Neutral for totals, Accent for steps
	Hint  string
	ID    string
}

const (
	fallText   = 12.0
	fallMin    = 2.0  // a step above zero stays visible
	fallMaxCol = 84.0 // columns do not grow wider than this
	fallFoot   = 0.18 // of the height, left for the lowest total on a broken axis
)

// Waterfall draws the columns side by side. When the totals are so near each
// other that the steps would vanish, the axis leaves zero out and every total
// is visibly cut through near its foot.
func Waterfall(in WaterfallInput, size Size, measure Measure) Drawing {
	d := Drawing{W: size.W, H: size.H}
	if len(in.Steps) == 0 {
		return d
	}
	pitch := size.W / float64(len(in.Steps))
	col := min(pitch*0.76, fallMaxCol)
	labels, lines := fallLabels(in.Steps, pitch-4, measure)
	top := fallText + 7
	bottom := max(top+1, size.H-6-float64(lines)*fallText*1.3)
	from, levels := fallLevels(in.Steps)
	d.Broken = from > 0
	high := from
	for _, l := range levels {
		high = max(high, l.upper)
	}
	if high == from {
		high = from + 1
	}
	y := func(v float64) float64 { return bottom - (v-from)/(high-from)*(bottom-top) }

	d.Marks = append(d.Marks, Line{Y1: bottom, X2: size.W, Y2: bottom, Width: 1, Role: Grid})
	for i, s := range in.Steps {
		mid := (float64(i) + 0.5) * pitch
		y0, y1 := y(levels[i].upper), y(levels[i].lower)
		if s.Value != 0 {
			y1 = max(y1, y0+fallMin)
		}
		d.Marks = append(d.Marks,
			Rect{X: mid - col/2, Y: y0, W: col, H: y1 - y0, Radius: min(2, (y1-y0)/2), Role: s.role(), Hint: s.Hint, ID: s.ID},
			Text{X: mid, Y: y0 - 6, Size: fallText, Anchor: Middle, Weight: Medium, Role: Ink, ID: s.ID,
				Text: Fit(s.Text, pitch-2, fallText, Medium, measure)})
		if s.Total && from > 0 {
			d.Marks = append(d.Marks, cutThrough(mid, col, bottom)...)
		}
		for n, l := range labels[i] {
			d.Marks = append(d.Marks, Text{X: mid, Y: bottom + fallText*1.5 + float64(n)*fallText*1.3,
				Size: fallText, Anchor: Middle, Role: Muted, Text: l})
		}
	}
	return d
}

type span struct{ lower, upper float64 }

// fallLevels are the value spans of the columns and where the axis starts.
func fallLevels(steps []Step) (from float64, levels []span) {
	levels = make([]span, len(steps))
	at, low, high := 0.0, -1.0, 0.0
	for i, s := range steps {
		next := at - change(s.Value)
		if s.Total {
			next = finite(s.Value)
		}
		next = max(0, next)
		levels[i] = span{min(at, next), max(at, next)}
		if s.Total {
			levels[i] = span{0, next}
		}
		at = next
		if low < 0 || next < low {
			low = next
		}
		high = max(high, levels[i].upper)
	}
	if low > high*breakAbove && low < high {
		from = max(0, low-(high-low)*fallFoot/(1-fallFoot))
		for i := range levels {
			levels[i].lower = max(levels[i].lower, from)
		}
	}
	return from, levels
}

// change makes a step drawable; it may be negative.
func change(v float64) float64 {
	if v < 0 {
		return -finite(-v)
	}
	return finite(v)
}

// cutThrough is a slanted gap across a total's column, just above the axis.
func cutThrough(mid, col, bottom float64) []Mark {
	l, r, y := mid-col/2-2, mid+col/2+2, bottom-7
	return []Mark{Polyline{Fill: Surface, Points: []Point{
		{l, y + 2}, {r, y - 2}, {r, y + 1}, {l, y + 5}}}}
}

// fallLabels breaks labels into at most two lines that fit a column.
func fallLabels(steps []Step, width float64, measure Measure) (out [][]string, most int) {
	fits := func(t string) bool { return measure(t, fallText, Regular) <= width }
	for _, s := range steps {
		first, second := s.Label, ""
		if !fits(first) {
			words := strings.Fields(s.Label)
			n := len(words)
			for n > 1 && !fits(strings.Join(words[:n], " ")) {
				n--
			}
			if n > 0 {
				first, second = strings.Join(words[:n], " "), strings.Join(words[n:], " ")
			}
		}
		lines := []string{Fit(first, width, fallText, Regular, measure)}
		if second != "" {
			lines = append(lines, Fit(second, width, fallText, Regular, measure))
		}
		out = append(out, lines)
		most = max(most, len(lines))
	}
	return out, most
}

func (s Step) role() Role {
	switch {
	case s.Role != None:
		return s.Role
	case s.Total:
		return Neutral
	default:
		return Accent
	}
}
