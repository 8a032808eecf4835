package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/toast"
)

// shell is what stays while pages change: sidebar, top line, content, toasts.
type shell struct {
	sidebar *sidebar
	top     *topline
	search  *search
	content *fyne.Container
}

func (w *Window) build() {
	s := &shell{content: container.NewStack()}
	w.shell = s
	s.search = newSearch(w)
	s.sidebar = newSidebar(w)
	s.top = newTopline(w, s.search)
	w.toasts = toast.NewOverlay(w.after)
	body := page.Edges(s.top.object(), nil, nil, nil, s.content)
	whole := page.Edges(nil, nil, s.sidebar.object(), nil, body)
	w.win.SetPadded(false)
	w.win.SetContent(container.NewStack(newGround(theme.Background), whole, s.search.layer, w.toasts))
}

// show puts a page into the content area and marks where one is.
func (s *shell) show(o fyne.CanvasObject, at page.Route) {
	if len(s.content.Objects) != 1 || s.content.Objects[0] != o {
		s.content.Objects = []fyne.CanvasObject{o}
		s.content.Refresh()
	}
	s.sidebar.mark(at.Page)
	s.top.showRoute(at)
}

// showData fills what the shell shows of tenants and workspace.
func (s *shell) showData(d shellData, now time.Time) {
	s.sidebar.showData(d, now)
	s.top.showData(d)
}

// showScanning shows running scans, in the top line and at the sidebar's foot.
func (s *shell) showScanning(state *scanning) { s.top.showScanning(state) }

// after calls f on the UI goroutine once d has passed; stopping it or closing
// the window takes it back.
func (w *Window) after(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, func() { w.runner.Post(f) })
	return func() { t.Stop() }
}
