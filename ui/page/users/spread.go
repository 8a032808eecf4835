package users

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// leaves spreads the chosen columns over as many turns as the room asks for,
// each with the name before it; room 0 is not known yet and holds all.
func leaves(list []field, chosen []string, room float32) [][]string {
	var out [][]string
	left := float32(0)
	for i := range list {
		f := &list[i]
		if !slices.Contains(chosen, f.id) {
			continue
		}
		if len(out) == 0 || room > 0 && f.width > left {
			out, left = append(out, nil), room-nameRoom
		}
		last := len(out) - 1
		out[last] = append(out[last], f.id)
		left -= f.width
	}
	return out
}

// pager leads from one turn of columns to the next; it is hidden where all fit.
type pager struct {
	says *text.Label
	root *fyne.Container
}

func newPager(turn func(by int)) *pager {
	g := &pager{says: text.Small("")}
	g.root = place.Row(theme.Pad, button.Icon(theme.IconChevronLeft, func() { turn(-1) }), g.says, button.Icon(theme.IconChevronRight, func() { turn(1) }))
	g.root.Hide()
	return g
}

// spread shows the columns of the present turn.
func (p *Page) spread() {
	turns := leaves(p.fields, p.chosen, p.fit.width)
	p.turn = max(0, min(p.turn, len(turns)-1))
	var now []string
	before := 0
	for i, leaf := range turns {
		if i == p.turn {
			now = leaf
			break
		}
		before += len(leaf)
	}
	for _, c := range p.table.Columns()[1:] { // the name always stays
		if on := slices.Contains(now, c.ID); on == c.Hidden {
			p.table.ShowColumn(c.ID, on)
		}
	}
	if len(turns) < 2 {
		p.pager.root.Hide()
		return
	}
	p.pager.says.SetText(lang.L("columns") + " " + strconv.Itoa(before+1) + "–" + strconv.Itoa(before+len(now)) + " " + lang.L("of") + " " + page.Count(len(p.chosen)))
	p.pager.root.Show()
	p.pager.root.Refresh()
}

// leaf turns to other columns; behind the last comes the first.
func (p *Page) leaf(by int) {
	if n := len(leaves(p.fields, p.chosen, p.fit.width)); n > 0 {
		p.turn = (p.turn + by + n) % n
	}
	p.spread()
}

// fit fills its room with the table and tells when the width changed.
type fit struct {
	width   float32
	changed func()
}

// MinSize is part of fyne.Layout.
func (f *fit) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout is part of fyne.Layout.
func (f *fit) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size.Width != f.width {
		f.width = size.Width
		f.changed()
	}
	objects[0].Resize(size)
}
