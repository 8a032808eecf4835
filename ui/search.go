package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/navlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/searchbox"
)

const searchWidth float32 = 260

// search is the box in the top line: what is typed narrows the rows of the
// page, and places whose name fits are offered below it.
type search struct {
	w     *Window
	box   *searchbox.Box
	layer *fyne.Container // over the pages; holds the list while there is one
	found []jump
	at    int
	muted bool
}

func newSearch(w *Window) *search {
	s := &search{w: w, layer: &fyne.Container{}}
	s.box = searchbox.New(lang.L("Search or jump to…"), w.after, s.changed)
	s.box.OnKey(s.key)
	return s
}

func (s *search) object() fyne.CanvasObject { return place.Width(searchWidth, s.box) }

func (s *search) focus() { s.box.Focus() }

// reset empties the box for another page without telling anyone.
func (s *search) reset() {
	s.muted = true
	s.box.SetText("")
	s.muted = false
	if p, ok := s.w.current.(page.Searcher); ok {
		p.Search("")
	}
	s.hide()
}

// stop gives up a letter still waited for.
func (s *search) stop() { s.hide() }

func (s *search) changed(text string) {
	if s.muted {
		return
	}
	if p, ok := s.w.current.(page.Searcher); ok {
		p.Search(text)
	}
	s.found, s.at = jumps(text, s.w.rows), -1
	s.draw()
}

func (s *search) hide() {
	s.found, s.at = nil, -1
	s.draw()
}

// draw shows the places below the box.
func (s *search) draw() {
	s.layer.Objects = nil
	if len(s.found) > 0 {
		items := make([]navlist.Item, len(s.found))
		for i, j := range s.found {
			items[i] = navlist.Item{ID: strconv.Itoa(i), Text: j.label, Icon: j.icon}
		}
		list := navlist.New(func(id string) {
			i, _ := strconv.Atoi(id)
			s.follow(i)
		}, items)
		if s.at >= 0 {
			list.Select(strconv.Itoa(s.at))
		}
		panel := card.Flush(place.Inset(theme.Pad, list))
		size := fyne.NewSize(searchWidth+60, panel.MinSize().Height)
		under := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.box)
		panel.Resize(size)
		panel.Move(fyne.NewPos(under.X+s.box.Size().Width-size.Width, under.Y+s.box.Size().Height+theme.Pad))
		beside := newCatcher(s.hide)
		beside.Move(fyne.NewPos(0, under.Y+s.box.Size().Height))
		beside.Resize(s.w.win.Canvas().Size())
		s.layer.Objects = []fyne.CanvasObject{beside, panel}
	}
	s.layer.Refresh()
}

func (s *search) follow(i int) {
	if i < 0 || i >= len(s.found) {
		return
	}
	to := s.found[i].route
	s.reset()
	s.w.Navigate(to)
}

// key walks the offered places and takes one by Enter.
func (s *search) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown:
		s.at = min(s.at+1, len(s.found)-1)
	case fyne.KeyUp:
		s.at = max(s.at-1, -1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.follow(max(0, s.at))
		return true
	case fyne.KeyEscape:
		s.hide()
		return false
	default:
		return false
	}
	s.draw()
	return true
}
