package chart

// StackedInput is one bar cut into parts, with a legend below it.
type StackedInput struct{ Segments []Segment }

// Segment is one part and its line in the legend.
type Segment struct {
	Label string
	Value float64
	Text  string // printed at the right end of the legend line
	Role  Role   // None: the next series colour
	Hint  string
	ID    string
}

const (
	stackThick  = 18.0
	stackGap    = 2.0 // between parts
	stackMin    = 3.0 // a part above zero stays visible
	legendPitch = 25.0
	legendDot   = 9.0
	legendText  = 13.0
)

// Stacked draws the bar over the whole width and every segment in the legend,
// those of zero too, so that nothing looks forgotten. Legend lines that the
// height cannot hold are left out.
func Stacked(in StackedInput, size Size, measure Measure) Drawing {
	d := Drawing{W: size.W, H: size.H}
	d.Marks = append(d.Marks, stackBar(in.Segments, size.W)...)
	for i, s := range in.Segments {
		y := stackThick + 10 + float64(i)*legendPitch
		if y+legendPitch > size.H {
			break
		}
		d.Marks = append(d.Marks, legendLine(i, s, y, size.W, measure)...)
	}
	return d
}

// stackBar places the parts. Small ones are widened to stay visible, and the
// wider ones give the room back in proportion.
func stackBar(segments []Segment, width float64) []Mark {
	total, shown := 0.0, 0
	for _, s := range segments {
		if v := finite(s.Value); v > 0 {
			total += v
			shown++
		}
	}
	if shown == 0 {
		return []Mark{Rect{W: width, H: stackThick, Radius: 3, Role: Grid}}
	}
	room := max(0, width-stackGap*float64(shown-1))
	spare := max(0, room-stackMin*float64(shown))
	least := min(stackMin, room/float64(shown))
	var marks []Mark
	x := 0.0
	for i, s := range segments {
		v := finite(s.Value)
		if v == 0 {
			continue
		}
		w := least + v/total*spare
		marks = append(marks, Rect{X: x, W: w, H: stackThick, Radius: min(2, w/2),
			Role: s.role(i), Hint: s.Hint, ID: s.ID})
		x += w + stackGap
	}
	return marks
}

func legendLine(i int, s Segment, y, width float64, measure Measure) []Mark {
	base := y + legendPitch/2 + legendText*0.36
	label, ink := width-legendDot-7, Ink
	if finite(s.Value) == 0 {
		ink = Faint
	}
	text := Fit(s.Text, width/2, legendText, Regular, measure)
	label -= measure(text, legendText, Regular) + 8
	return []Mark{
		Rect{Y: y + (legendPitch-legendDot)/2, W: legendDot, H: legendDot, Radius: 2, Role: s.role(i)},
		Text{X: legendDot + 7, Y: base, Size: legendText, Role: ink, ID: s.ID,
			Text: Fit(s.Label, label, legendText, Regular, measure)},
		Text{X: width, Y: base, Size: legendText, Anchor: End, Role: Muted, ID: s.ID, Text: text},
		Rect{Y: y, W: width, H: legendPitch, Hint: s.Hint, ID: s.ID},
	}
}

// role keeps a cause's colour the same whatever other parts are zero.
func (s Segment) role(i int) Role {
	if s.Role == None {
		return Series(i)
	}
	return s.Role
}
