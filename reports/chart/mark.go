package chart

// Drawing is a finished chart. Marks are painted in order, later ones on top.
type Drawing struct {
	W, H   float64
	Marks  []Mark
	Broken bool // an axis leaves out zero; the marks show it, a caption should say it
}

// Scaled is the drawing made larger or smaller, texts and strokes included.
// Paper uses it: charts are laid out in pixels, of which a point holds more.
func (d Drawing) Scaled(by float64) Drawing {
	out := Drawing{W: d.W * by, H: d.H * by, Broken: d.Broken, Marks: make([]Mark, len(d.Marks))}
	for i, m := range d.Marks {
		out.Marks[i] = m.scaled(by)
	}
	return out
}

// Mark is one of Rect, Line, Polyline and Text.
type Mark interface{ scaled(by float64) Mark }

// Rect is a filled rectangle. Radius is that of its corners; a Radius of half
// the width of a square makes a dot. A Rect with role None is invisible: it
// only catches the pointer for its Hint and ID.
type Rect struct {
	X, Y, W, H float64
	Radius     float64
	Role       Role
	Hint       string // hover text, "" for none
	ID         string // what a click means to the caller, "" for nothing
}

// Line is a straight stroke.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Role           Role
}

// Polyline joins points with a stroke of role Stroke (None: no stroke). With
// a Fill other than None the closed outline is filled first.
type Polyline struct {
	Points []Point
	Width  float64
	Stroke Role
	Fill   Role
}

// Text is one line of text. X is where its Anchor lies, Y is the baseline.
type Text struct {
	X, Y   float64
	Size   float64
	Anchor Anchor
	Weight Weight
	Role   Role
	Text   string
	ID     string
}

// Point is a place in a Drawing.
type Point struct{ X, Y float64 }

func (m Rect) scaled(by float64) Mark {
	m.X, m.Y, m.W, m.H, m.Radius = m.X*by, m.Y*by, m.W*by, m.H*by, m.Radius*by
	return m
}

func (m Line) scaled(by float64) Mark {
	m.X1, m.Y1, m.X2, m.Y2, m.Width = m.X1*by, m.Y1*by, m.X2*by, m.Y2*by, m.Width*by
	return m
}

func (m Polyline) scaled(by float64) Mark {
	points := make([]Point, len(m.Points))
	for i, p := range m.Points {
		points[i] = Point{p.X * by, p.Y * by}
	}
	m.Points, m.Width = points, m.Width*by
	return m
}

func (m Text) scaled(by float64) Mark {
	m.X, m.Y, m.Size = m.X*by, m.Y*by, m.Size*by
	return m
}

// Role says what a mark means; the painter's theme turns it into a colour.
type Role int

const (
	None       Role = iota // nothing is painted
	Ink                    // main text
	Muted                  // secondary text
	Faint                  // axis labels
	Grid                   // hairlines
	Surface                // the background the chart stands on
	Neutral                // a bar that is only there to compare with
	Accent                 // the brand colour
	AccentSoft             // its light step
	AccentDark             // its dark step
	Good
	Warning
	Critical
	Series1
	Series2
	Series3
	Series4
	Series5
	Series6
)

// Series is the role of the i-th series, repeating after six.
func Series(i int) Role { return Series1 + Role(((i%6)+6)%6) }

// Anchor says which end of a text lies at its X.
type Anchor int

const (
	Start Anchor = iota
	Middle
	End
)

// Weight of a face.
type Weight int

const (
	Regular Weight = iota
	Medium
	SemiBold
	Bold
)

// Size of the space a chart may use.
type Size struct{ W, H float64 }

// Measure tells how wide a line of text is when painted.
type Measure func(text string, size float64, weight Weight) float64
