package chart

import "time"

// AreaInput is one value over time.
type AreaInput struct {
	Points    []AreaPoint               // oldest first
	ValueText func(v float64) string    // label of a tick
	TimeText  func(at time.Time) string // label under the axis
}

// AreaPoint is the value at one moment.
type AreaPoint struct {
	At    time.Time
	Value float64
	Hint  string
	ID    string
}

const (
	axisText  = 10.0
	axisGap   = 8.0
	areaTicks = 3
	lineWidth = 2.0
	dotSize   = 7.0
)

// plot maps values and times to places.
type plot struct {
	left, right, top, bottom float64
	from, to                 time.Time
	ticks                    Ticks
}

// Area draws a line over a soft fill, with round ticks. Points lie where
// their time is, so a pause between scans shows as one. An axis that does not
// start at zero carries a break mark.
func Area(in AreaInput, size Size, measure Measure) Drawing {
	d := Drawing{W: size.W, H: size.H}
	if len(in.Points) == 0 {
		return d
	}
	p := newPlot(in, size, measure)
	d.Marks = append(d.Marks, p.grid(in, measure)...)
	places := make([]Point, len(in.Points))
	for i, pt := range in.Points {
		places[i] = Point{p.x(pt.At), p.y(pt.Value)}
	}
	last := places[len(places)-1]
	if len(places) > 1 {
		outline := append([]Point{{places[0].X, p.bottom}}, places...)
		outline = append(outline, Point{last.X, p.bottom})
		d.Marks = append(d.Marks,
			Polyline{Points: outline, Fill: AccentSoft},
			Polyline{Points: places, Width: lineWidth, Stroke: Accent})
	}
	d.Marks = append(d.Marks, Rect{X: last.X - dotSize/2, Y: last.Y - dotSize/2,
		W: dotSize, H: dotSize, Radius: dotSize / 2, Role: Accent})
	if d.Broken = p.ticks.Broken; d.Broken {
		d.Marks = append(d.Marks, p.breakMark()...)
	}
	d.Marks = append(d.Marks, p.times(in, measure)...)
	d.Marks = append(d.Marks, p.catchers(in.Points, places)...)
	return d
}

func newPlot(in AreaInput, size Size, measure Measure) plot {
	lo, hi := finite(in.Points[0].Value), 0.0
	for _, pt := range in.Points {
		lo, hi = min(lo, finite(pt.Value)), max(hi, finite(pt.Value))
	}
	p := plot{
		top: axisText, bottom: size.H - axisText - axisGap, right: size.W - dotSize/2,
		from: in.Points[0].At, to: in.Points[len(in.Points)-1].At,
		ticks: NiceTicks(lo, hi, areaTicks),
	}
	for _, v := range p.ticks.Values() {
		p.left = max(p.left, measure(in.ValueText(v), axisText, Regular))
	}
	p.left = min(p.left, size.W/3) + axisGap
	return p
}

// x is in the middle when there is only one moment.
func (p plot) x(at time.Time) float64 {
	span := p.to.Sub(p.from)
	if span <= 0 {
		return (p.left + p.right) / 2
	}
	return p.left + float64(at.Sub(p.from))/float64(span)*(p.right-p.left)
}

func (p plot) y(v float64) float64 {
	return p.bottom - (finite(v)-p.ticks.From)/(p.ticks.To-p.ticks.From)*(p.bottom-p.top)
}

func (p plot) grid(in AreaInput, measure Measure) []Mark {
	var marks []Mark
	for _, v := range p.ticks.Values() {
		y := p.y(v)
		marks = append(marks,
			Line{X1: p.left, Y1: y, X2: p.right, Y2: y, Width: 1, Role: Grid},
			Text{X: p.left - axisGap, Y: y + axisText*0.36, Size: axisText, Anchor: End, Role: Faint,
				Text: Fit(in.ValueText(v), p.left-axisGap, axisText, Regular, measure)})
	}
	return marks
}

// breakMark is a zigzag over the foot of the value axis.
func (p plot) breakMark() []Mark {
	x, y := p.left, p.bottom-9
	zigzag := []Point{{x - 4, y + 4}, {x - 1, y - 1}, {x + 1, y + 4}, {x + 4, y - 1}}
	return []Mark{
		Rect{X: x - 5, Y: y - 2, W: 10, H: 7, Role: Surface,
			Hint: "The axis does not start at zero."},
		Polyline{Points: zigzag, Width: 1, Stroke: Faint},
	}
}

// times writes the labels of the first and the last point and as many between
// as fit without touching.
func (p plot) times(in AreaInput, measure Measure) []Mark {
	type label struct {
		x, from, to float64
		anchor      Anchor
		text        string
	}
	at := func(i int) label {
		l := label{x: p.x(in.Points[i].At), anchor: Middle, text: in.TimeText(in.Points[i].At)}
		w := measure(l.text, axisText, Regular)
		switch {
		case l.x+w/2 > p.right+dotSize/2:
			l.x, l.anchor = p.right+dotSize/2, End
			l.from, l.to = l.x-w, l.x
		default:
			l.from, l.to = l.x-w/2, l.x+w/2
		}
		return l
	}
	last := at(len(in.Points) - 1)
	labels := []label{last}
	end := -axisGap // right end of the label before
	for i := 0; i < len(in.Points)-1; i++ {
		l := at(i)
		if l.from >= end+2*axisGap && l.to <= last.from-2*axisGap && l.text != last.text {
			labels = append(labels, l)
			end = l.to
		}
	}
	marks := make([]Mark, len(labels))
	for i, l := range labels {
		marks[i] = Text{X: l.x, Y: p.bottom + axisGap + axisText*0.8, Size: axisText,
			Anchor: l.anchor, Role: Faint, Text: l.text}
	}
	return marks
}

// catchers are invisible columns, one a point, reaching half-way to its neighbours.
func (p plot) catchers(points []AreaPoint, places []Point) []Mark {
	marks := make([]Mark, len(points))
	for i, pt := range points {
		from, to := p.left, p.right
		if i > 0 {
			from = (places[i-1].X + places[i].X) / 2
		}
		if i < len(points)-1 {
			to = (places[i].X + places[i+1].X) / 2
		}
		marks[i] = Rect{X: from, Y: p.top, W: to - from, H: p.bottom - p.top, Hint: pt.Hint, ID: pt.ID}
	}
	return marks
}
