package place

import "fyne.io/fyne/v2"

type wrap struct {
	gap    float32
	height float32 // needed at the width last laid out
}

func (w *wrap) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects = visible(objects)
	least := fyne.NewSize(widest(objects), w.height)
	for _, o := range objects {
		least.Height = max(least.Height, o.MinSize().Height)
	}
	return least
}

func (w *wrap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, y := float32(0), float32(0)
	var line []fyne.CanvasObject
	for _, o := range visible(objects) {
		m := o.MinSize()
		if x > 0 && x+m.Width > size.Width+0.5 {
			y += centre(line, y) + w.gap
			x, line = 0, nil
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(m)
		x += m.Width + w.gap
		line = append(line, o)
	}
	w.height = y + centre(line, y)
}

// centre puts the objects of a line on its middle and says how high it is.
func centre(line []fyne.CanvasObject, y float32) float32 {
	high := float32(0)
	for _, o := range line {
		high = max(high, o.Size().Height)
	}
	for _, o := range line {
		o.Move(fyne.NewPos(o.Position().X, y+(high-o.Size().Height)/2))
	}
	return high
}

type grid struct {
	least, gap float32
	height     float32
}

func (g *grid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects = visible(objects)
	m := fyne.NewSize(max(g.least, widest(objects)), g.height)
	if g.height == 0 {
		for _, o := range objects {
			m.Height = max(m.Height, o.MinSize().Height)
		}
	}
	return m
}

func (g *grid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects = visible(objects)
	if len(objects) == 0 {
		g.height = 0
		return
	}
	columns := max(1, min(len(objects), int((size.Width+g.gap)/(g.least+g.gap))))
	lines := (len(objects) + columns - 1) / columns
	columns = (len(objects) + lines - 1) / lines // no line much shorter than the others
	width := (size.Width - g.gap*float32(columns-1)) / float32(columns)
	y := float32(0)
	for start := 0; start < len(objects); start += columns {
		line := objects[start:min(start+columns, len(objects))]
		h := float32(0)
		for _, o := range line {
			h = max(h, HeightFor(o, width))
		}
		for i, o := range line {
			o.Move(fyne.NewPos(float32(i)*(width+g.gap), y))
			o.Resize(fyne.NewSize(width, h))
		}
		y += h + g.gap
	}
	g.height = y - g.gap
}

type sharing struct {
	gap, breakAt float32
	shares       []float32
	height       float32
}

func (s *sharing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects = visible(objects)
	m := fyne.NewSize(widest(objects), s.height)
	if s.height == 0 {
		for _, o := range objects {
			m.Height = max(m.Height, o.MinSize().Height)
		}
	}
	return m
}

func (s *sharing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size.Width < s.breakAt {
		c := &column{gap: s.gap}
		c.Layout(objects, size)
		s.height = c.MinSize(objects).Height
		return
	}
	total, count := float32(0), 0
	for i, o := range objects {
		if o.Visible() {
			total += s.share(i)
			count++
		}
	}
	room := size.Width - s.gap*float32(max(0, count-1))
	x, need := float32(0), float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		w := room * s.share(i) / total
		need = max(need, HeightFor(o, w))
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, max(need, size.Height)))
		x += w + s.gap
	}
	s.height = need
	for _, o := range objects {
		o.Resize(fyne.NewSize(o.Size().Width, max(need, size.Height)))
	}
}

func (s *sharing) share(i int) float32 {
	if i < len(s.shares) {
		return s.shares[i]
	}
	return 1
}
