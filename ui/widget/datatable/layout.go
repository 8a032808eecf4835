package datatable

import "fyne.io/fyne/v2"

const (
	cellPad    float32 = 12
	tickWidth  float32 = 40
	dotsWidth  float32 = 40
	headHeight float32 = 34
)

// frame is what stands beside the columns.
type frame struct{ ticks, dots bool }

// columnLayout is shared by header, rows and footer of one table.
type columnLayout struct {
	spans  []span
	frame  frame
	room   float32
	widths []float32
}

func newColumnLayout(spans []span, f frame) *columnLayout {
	return &columnLayout{spans: spans, frame: f}
}

func (l *columnLayout) set(spans []span) {
	l.spans = spans
	l.widths = share(spans, l.room-l.taken())
}

func (l *columnLayout) taken() float32 {
	w := float32(0)
	if l.frame.ticks {
		w += tickWidth
	}
	if l.frame.dots {
		w += dotsWidth
	}
	return w
}

// resize works out the columns for a table of that width and says whether
// other columns are visible now.
func (l *columnLayout) resize(width float32) (changed bool) {
	if l.room == width && l.widths != nil {
		return false
	}
	before := l.widths
	l.room = width
	l.set(l.spans)
	for i, w := range l.widths {
		if before == nil || (w > 0) != (before[i] > 0) {
			changed = true
		}
	}
	return changed
}

// left is where the first column begins.
func (l *columnLayout) left() float32 {
	if l.frame.ticks {
		return tickWidth
	}
	return 0
}

// at is the column under x, -1 outside all.
func (l *columnLayout) at(x float32) int {
	edge := l.left()
	for i, w := range l.widths {
		if x >= edge && x < edge+w {
			return i
		}
		edge += w
	}
	return -1
}

// each calls f with the inner box of every visible column: padding taken off.
func (l *columnLayout) each(f func(column int, x, width float32)) {
	x := l.left()
	for i, w := range l.widths {
		if w > 0 {
			f(i, x+cellPad, max(0, w-2*cellPad))
		}
		x += w
	}
}

func (l *columnLayout) onTicks(x float32) bool { return l.frame.ticks && x < tickWidth }

func (l *columnLayout) onDots(x float32) bool { return l.frame.dots && x > l.room-dotsWidth }

// least is how narrow a table may get: the columns that are never hidden.
func (l *columnLayout) least() float32 {
	w := l.taken()
	for _, s := range l.spans {
		if !s.hidden && s.priority == 0 {
			w += s.need() * 0.6
		}
	}
	return w
}

func (l *columnLayout) minSize(height float32) fyne.Size { return fyne.NewSize(l.least(), height) }
