package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/reports/chart"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

// inks says which colour of the theme a role has on the screen.
var inks = map[chart.Role]fyne.ThemeColorName{
	chart.Ink: theme.Text, chart.Muted: theme.TextMuted, chart.Faint: theme.TextFaint,
	chart.Grid: theme.Border, chart.Surface: theme.Surface, chart.Neutral: theme.Border,
	chart.Accent: theme.Accent, chart.AccentSoft: theme.AccentSoft, chart.AccentDark: theme.AccentHover,
	chart.Good: theme.Good, chart.Warning: theme.Warning, chart.Critical: theme.Critical,
	chart.Series1: theme.Chart1, chart.Series2: theme.Chart2, chart.Series3: theme.Chart3,
	chart.Series4: theme.Chart4, chart.Series5: theme.Chart5, chart.Series6: theme.Chart6,
}

// paint turns a drawing into objects, in its order.
func paint(d chart.Drawing) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, m := range d.Marks {
		switch m := m.(type) {
		case chart.Rect:
			if m.Role != chart.None && m.W > 0 && m.H > 0 {
				out = append(out, rectangle(m))
			}
		case chart.Line:
			out = append(out, stroke(chart.Point{X: m.X1, Y: m.Y1}, chart.Point{X: m.X2, Y: m.Y2}, m.Width, m.Role))
		case chart.Polyline:
			out = append(out, polyline(m)...)
		case chart.Text:
			if m.Text != "" {
				out = append(out, label(m))
			}
		}
	}
	return out
}

func rectangle(m chart.Rect) fyne.CanvasObject {
	r := canvas.NewRectangle(theme.Color(inks[m.Role]))
	r.CornerRadius = float32(min(m.Radius, m.W/2, m.H/2))
	r.Move(fyne.NewPos(float32(m.X), float32(m.Y)))
	r.Resize(fyne.NewSize(float32(m.W), float32(m.H)))
	return r
}

func stroke(a, b chart.Point, width float64, role chart.Role) fyne.CanvasObject {
	l := canvas.NewLine(theme.Color(inks[role]))
	l.StrokeWidth = float32(width)
	l.Position1 = fyne.NewPos(float32(a.X), float32(a.Y))
	l.Position2 = fyne.NewPos(float32(b.X), float32(b.Y))
	return l
}

// polyline draws the area, the strokes, and a dot in each bend, where two
// strokes would leave a notch.
func polyline(m chart.Polyline) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if m.Fill != chart.None && len(m.Points) > 2 {
		out = append(out, area(m.Points, inks[m.Fill]))
	}
	if m.Stroke == chart.None {
		return out
	}
	for i := 1; i < len(m.Points); i++ {
		out = append(out, stroke(m.Points[i-1], m.Points[i], m.Width, m.Stroke))
		if i < len(m.Points)-1 {
			out = append(out, bend(m.Points[i], m.Width, m.Stroke))
		}
	}
	return out
}

func bend(p chart.Point, width float64, role chart.Role) fyne.CanvasObject {
	c := canvas.NewCircle(theme.Color(inks[role]))
	c.Resize(fyne.NewSquareSize(float32(width)))
	c.Move(fyne.NewPos(float32(p.X-width/2), float32(p.Y-width/2)))
	return c
}

// label puts the baseline of the text where the drawing wants it.
func label(m chart.Text) fyne.CanvasObject {
	bold := m.Weight >= chart.SemiBold
	t := canvas.NewText(m.Text, theme.Color(inks[m.Role]))
	t.TextSize = float32(m.Size)
	t.TextStyle.Bold = bold
	width := textcell.Width(m.Text, t.TextSize, bold)
	size, baseline := fyne.CurrentApp().Driver().RenderedTextSize(m.Text, t.TextSize, t.TextStyle, nil)
	x := float32(m.X)
	switch m.Anchor {
	case chart.Middle:
		x -= width / 2
	case chart.End:
		x -= width
	}
	t.Move(fyne.NewPos(x, float32(m.Y)-baseline))
	t.Resize(fyne.NewSize(width, size.Height))
	return t
}
