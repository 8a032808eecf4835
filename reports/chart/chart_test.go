package chart

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// six counts every character as 0.6 of the size.
func six(text string, size float64, _ Weight) float64 { return float64(len([]rune(text))) * size * 0.6 }

func rects(d Drawing, role Role) (out []Rect) {
	for _, m := range d.Marks {
		if r, ok := m.(Rect); ok && r.Role == role {
			out = append(out, r)
		}
	}
	return out
}

func texts(d Drawing) (out []string) {
	for _, m := range d.Marks {
		if t, ok := m.(Text); ok {
			out = append(out, t.Text)
		}
	}
	return out
}

func TestFitCutsWithAnEllipsis(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  string
	}{
		{"Fjord", 30, "Fjord"},
		{"Fjord Logistics", 48, "Fjord L…"},
		{"Fjord Logistics", 42, "Fjord…"}, // no space before the ellipsis
		{"Fjord", 6, "…"},
		{"Fjord", 5, ""},
		{"", 0, ""},
	} {
		if got := Fit(c.text, c.width, 10, Regular, six); got != c.want {
			t.Errorf("Fit(%q, %v) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestNiceTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   Ticks
	}{
		{0, 100, Ticks{0, 100, 50, false}},
		{10, 90, Ticks{0, 100, 50, false}},
		{5, 5, Ticks{0, 6, 2, false}},
		{0, 0, Ticks{0, 1, 1, false}},
		{900, 1000, Ticks{850, 1000, 50, true}}, // near each other: zero is left out
		{500, 1000, Ticks{0, 1000, 500, false}}, // far enough: it is not
		{math.NaN(), math.Inf(1), Ticks{0, 1, 1, false}},
		{-4, 0.3, Ticks{0, 0.3, 0.1, false}},
	} {
		got := NiceTicks(c.lo, c.hi, 3)
		if math.Abs(got.From-c.want.From) > 1e-9 || math.Abs(got.To-c.want.To) > 1e-9 ||
			math.Abs(got.Step-c.want.Step) > 1e-9 || got.Broken != c.want.Broken {
			t.Errorf("NiceTicks(%v, %v) = %+v, want %+v", c.lo, c.hi, got, c.want)
		}
	}
}

func TestTicksHoldEveryValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64Range(0, 1e9).Draw(t, "a"), rapid.Float64Range(0, 1e9).Draw(t, "b")
		k := NiceTicks(a, b, 3)
		if k.To < max(a, b)*(1-1e-9) || k.From > min(a, b)*(1+1e-9) || k.Step <= 0 {
			t.Fatalf("%+v does not hold %v and %v", k, a, b)
		}
		if n := len(k.Values()); n < 2 || n > 8 {
			t.Fatalf("%d ticks of %+v", n, k)
		}
		if !k.Broken && k.From != 0 {
			t.Fatalf("%+v leaves out zero without saying so", k)
		}
	})
}

func TestBarsAreProportional(t *testing.T) {
	d := Bars(BarsInput{Rows: []BarRow{
		{Label: "Fjord", Whole: 1000, Part: 250, Text: "£250 of £1,000", ID: "a"},
		{Label: "Tern", Whole: 500, Part: 0, Text: "£500", ID: "b"},
		{Label: "Rivet", Whole: 0, Part: 0, Text: "£0"},
	}}, Size{400, 200}, six)
	whole, part := rects(d, AccentSoft), rects(d, Accent)
	if got := whole[1].W / whole[0].W; math.Abs(got-0.5) > 1e-9 {
		t.Errorf("half the spend is %v of the length", got)
	}
	if got := part[0].W / whole[0].W; math.Abs(got-0.25) > 1e-9 {
		t.Errorf("a quarter is %v of the bar", got)
	}
	if part[1].W != 0 || whole[2].W != 0 {
		t.Error("zero has a length")
	}
	if hits := rects(d, None); len(hits) != 3 || hits[1].ID != "b" || hits[1].W != 400 {
		t.Errorf("rows cannot be pointed at: %+v", hits)
	}
}

func TestBarsThatDoNotFitBecomeOne(t *testing.T) {
	in := BarsInput{Rows: []BarRow{{Label: "a", Whole: 4}, {Label: "b", Whole: 3}, {Label: "c", Whole: 2}, {Label: "d", Whole: 1}},
		Rest: func(rest []BarRow) BarRow { return BarRow{Label: "others", Whole: 3, Text: "2"} }}
	got := texts(Bars(in, Size{300, BarsHeight(3)}, six))
	if len(got) != 6 || got[0] != "a" || got[4] != "others" {
		t.Errorf("texts = %q", got)
	}
	if got := Bars(in, Size{300, 10}, six); len(got.Marks) != 0 {
		t.Error("bars in no room")
	}
}

func TestStackedFillsTheWidth(t *testing.T) {
	d := Stacked(StackedInput{Segments: []Segment{
		{Label: "Unassigned", Value: 1e6, Text: "£1,000,000"}, {Label: "Blocked", Value: 1, Text: "£1"},
		{Label: "Guests", Value: 0, Text: "£0"},
	}}, Size{300, 200}, six)
	var bar []Rect
	for _, m := range d.Marks {
		if r, ok := m.(Rect); ok && r.H == stackThick {
			bar = append(bar, r)
		}
	}
	if len(bar) != 2 || math.Abs(bar[1].X+bar[1].W-300) > 1e-9 || bar[1].W < stackMin {
		t.Errorf("bar = %+v", bar)
	}
	if bar[1].Role != Series2 {
		t.Error("a cause must keep its colour")
	}
	if got := texts(d); len(got) != 6 || got[4] != "Guests" {
		t.Errorf("legend = %q, want every cause", got)
	}
	if empty := Stacked(StackedInput{}, Size{300, 50}, six); len(rects(empty, Grid)) != 1 {
		t.Error("an empty bar is a grey bar")
	}
}

func month(m int) time.Time { return time.Date(2026, time.Month(m), 1, 0, 0, 0, 0, time.UTC) }

func areaOf(values ...float64) AreaInput {
	in := AreaInput{ValueText: func(v float64) string { return "£" }, TimeText: func(at time.Time) string { return at.Format("Jan") }}
	for i, v := range values {
		in.Points = append(in.Points, AreaPoint{At: month(i + 1), Value: v})
	}
	return in
}

func TestAreaShowsABrokenAxis(t *testing.T) {
	honest := Area(areaOf(100, 20, 60), Size{300, 150}, six)
	broken := Area(areaOf(1000, 980, 990), Size{300, 150}, six)
	if n := len(rects(honest, Surface)); n != 0 {
		t.Error("an axis from zero has a break mark")
	}
	if n := len(rects(broken, Surface)); n != 1 || !broken.Broken || honest.Broken {
		t.Error("an axis that leaves out zero has no break mark")
	}
}

func TestAreaOfFewPoints(t *testing.T) {
	if d := Area(areaOf(), Size{300, 150}, six); len(d.Marks) != 0 {
		t.Error("no points, yet marks")
	}
	d := Area(areaOf(7), Size{300, 150}, six)
	if len(rects(d, Accent)) != 1 {
		t.Error("one point is one dot")
	}
	if got := texts(d); got[len(got)-1] != "Jan" {
		t.Errorf("texts = %q", got)
	}
}

func TestAreaLabelsDoNotTouch(t *testing.T) {
	values := make([]float64, 11)
	d := Area(areaOf(values...), Size{200, 150}, six)
	end := -1.0
	var labels []Text
	for _, m := range d.Marks {
		if x, ok := m.(Text); ok && x.Y > 140 {
			labels = append(labels, x)
		}
	}
	last := labels[0]
	for _, l := range append(labels[1:], last) {
		w := six(l.Text, l.Size, l.Weight)
		from := l.X - w/2
		if l.Anchor == End {
			from = l.X - w
		}
		if from <= end {
			t.Errorf("%q starts at %v inside the label before, which ends at %v", l.Text, from, end)
		}
		end = from + w
	}
	if len(labels) < 3 {
		t.Errorf("only %d labels", len(labels))
	}
}

func TestWaterfallHangsTogether(t *testing.T) {
	d := Waterfall(WaterfallInput{Steps: []Step{
		{Label: "Spend today", Value: 100, Total: true}, {Label: "Blocked", Value: 40},
		{Label: "Unassigned", Value: 30}, {Label: "Could be", Value: 30, Total: true, Role: AccentDark},
	}}, Size{400, 200}, six)
	start, steps, end := rects(d, Neutral)[0], rects(d, Accent), rects(d, AccentDark)[0]
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-6 }
	if !near(steps[0].Y, start.Y) || !near(steps[1].Y, steps[0].Y+steps[0].H) || !near(end.Y, steps[1].Y+steps[1].H) {
		t.Errorf("columns do not meet: %+v %+v %+v", start, steps, end)
	}
	if !near(end.H/start.H, 0.3) || !near(steps[0].H/start.H, 0.4) {
		t.Error("heights are not proportional")
	}
}

func TestWaterfallBreaksTheAxisVisibly(t *testing.T) {
	d := Waterfall(WaterfallInput{Steps: []Step{
		{Value: 1000, Total: true}, {Value: 20}, {Value: 980, Total: true},
	}}, Size{400, 200}, six)
	cuts := 0
	for _, m := range d.Marks {
		if p, ok := m.(Polyline); ok && p.Fill == Surface {
			cuts++
		}
	}
	if cuts != 2 || !d.Broken {
		t.Errorf("%d totals are cut through, want both", cuts)
	}
}

// Whatever the values and names, nothing is drawn outside the drawing.
func TestEverythingStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := Size{rapid.Float64Range(160, 900).Draw(t, "w"), rapid.Float64Range(120, 400).Draw(t, "h")}
		value := rapid.OneOf(rapid.Float64Range(-10, 1e7), rapid.Just(math.NaN()), rapid.Just(math.Inf(1)), rapid.Just(0.0))
		name := rapid.StringN(0, 60, -1)
		n := rapid.IntRange(0, 12).Draw(t, "n")
		var bars BarsInput
		var area = areaOf()
		var stack StackedInput
		var fall WaterfallInput
		for i := range n {
			v, l := value.Draw(t, "v"), name.Draw(t, "l")
			bars.Rows = append(bars.Rows, BarRow{Label: l, Whole: v, Part: value.Draw(t, "p"), Text: l})
			area.Points = append(area.Points, AreaPoint{At: month(i + 1), Value: v})
			stack.Segments = append(stack.Segments, Segment{Label: l, Value: v, Text: l})
			fall.Steps = append(fall.Steps, Step{Label: l, Value: v, Text: l, Total: i == 0})
		}
		for kind, d := range map[string]Drawing{"bars": Bars(bars, size, six), "area": Area(area, size, six),
			"stacked": Stacked(stack, size, six), "waterfall": Waterfall(fall, size, six)} {
			for _, m := range d.Marks {
				if !inside(m, size) {
					t.Fatalf("%s: %+v is outside %+v", kind, m, size)
				}
			}
		}
	})
}

func inside(m Mark, s Size) bool {
	const slack = 6 // half a dot, a break mark
	in := func(x, y float64) bool {
		return x >= -slack && x <= s.W+slack && y >= -slack && y <= s.H+slack // false for NaN
	}
	switch m := m.(type) {
	case Rect:
		return m.W >= 0 && m.H >= 0 && in(m.X, m.Y) && in(m.X+m.W, m.Y+m.H)
	case Line:
		return in(m.X1, m.Y1) && in(m.X2, m.Y2)
	case Polyline:
		for _, p := range m.Points {
			if !in(p.X, p.Y) {
				return false
			}
		}
		return true
	case Text:
		w := six(m.Text, m.Size, m.Weight)
		from := m.X - w*float64(m.Anchor)/2
		return in(from, m.Y) && in(from+w, m.Y)
	}
	return false
}

func TestScaledKeepsProportions(t *testing.T) {
	d := Drawing{W: 100, H: 50, Marks: []Mark{Rect{X: 10, W: 20, Radius: 4}, Text{X: 8, Size: 12}, Line{X2: 4}, Polyline{Points: []Point{{2, 4}}}}}
	half := d.Scaled(0.5)
	if half.W != 50 || half.Marks[0].(Rect).W != 10 || half.Marks[1].(Text).Size != 6 || half.Marks[3].(Polyline).Points[0].Y != 2 {
		t.Errorf("%+v", half)
	}
	if d.Marks[3].(Polyline).Points[0].Y != 4 {
		t.Error("the original changed")
	}
}
