package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

// rig is a window on the pictures' world, driven by the test's goroutine.
type rig struct {
	*Window
	t      *testing.T
	world  *pagetest.World
	queue  *uitest.Queue
	opened []string
	files  map[string]string // what was saved, by name
	pickAs string            // name of the file the owner picks, "" cancels
	picked []byte
}

func newRig(t *testing.T, world *pagetest.World) *rig {
	t.Helper()
	r := &rig{t: t, world: world, queue: uitest.NewQueue(), files: map[string]string{}}
	world.OnOrder = func() { r.queue.Post(func() {}) } // wakes a test that waits for it
	app := uitest.App(t, theme.Light)
	r.Window = New(app, Deps{
		Portfolio: world, Records: world, Settings: world, Tenants: world, Scanner: world, Connector: world, Reporter: world, Events: world,
		Catalog: world, ListPrice: world.ListPrice, Post: r.queue.Post, Context: t.Context(),
		Now: nowOfPictures, DataDir: "/home/sam/.config/msp-license-tracker", Demo: "./dev demo",
		Open: func(s string) error { r.opened = append(r.opened, s); return nil },
	})
	r.save = func(name string, done func(*target, error)) {
		done(&target{path: "/tmp/" + name, write: func(b []byte) error { r.files[name] = string(b); return nil }, discard: func() {}}, nil)
	}
	r.pick = func(_ []string, done func(string, []byte, error)) { done(r.pickAs, r.picked, nil) }
	r.win.Resize(fyne.NewSize(1280, 800))
	r.Show()
	r.settle()
	t.Cleanup(r.end)
	return r
}

var nowOfPictures = pagetest.Clock

// settle waits until no work is under way and everything posted has run.
func (r *rig) settle() {
	r.t.Helper()
	for {
		if !r.held() {
			r.runner.Wait()
		}
		if r.queue.Drain() == 0 {
			return
		}
	}
}

// held says whether the world holds an order back: waiting for its end would
// wait for ever.
func (r *rig) held() bool { return r.world.Block != nil }

func (r *rig) end() {
	if !r.closing {
		r.Close()
	}
	r.runner.Wait()
	r.queue.Drain()
}

// at goes to a route and waits for its rows.
func (r *rig) at(to page.Route) {
	r.t.Helper()
	r.Navigate(to)
	r.settle()
}

// spot is a drawn text with where it stands in the window.
type spot struct {
	text *canvas.Text
	at   fyne.Position
}

// texts are all texts drawn below an object that hold s.
func texts(o fyne.CanvasObject, at fyne.Position, s string) []spot {
	if !o.Visible() {
		return nil
	}
	at = at.Add(o.Position())
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Text:
		if strings.Contains(o.Text, s) && o.Size().Width > 0 {
			return []spot{{o, at}}
		}
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	var out []spot
	for _, c := range children {
		out = append(out, texts(c, at, s)...)
	}
	return out
}

// onScreen are the texts that hold s: those of a modal if there is one, else
// those of the window, the topmost last.
func (r *rig) onScreen(s string) []spot {
	if top := r.win.Canvas().Overlays().Top(); top != nil {
		if found := texts(top, fyne.Position{}, s); len(found) > 0 {
			return found
		}
	}
	return texts(r.win.Content(), fyne.Position{}, s)
}

func (r *rig) says(s string) bool { return len(r.onScreen(s)) > 0 }

// tap presses the first text that holds s, as a pointer would.
func (r *rig) tap(s string) { r.tapAt(s, func(found []spot) spot { return found[0] }) }

// tapLast presses the last one: the button of a modal whose title says the same.
func (r *rig) tapLast(s string) {
	r.tapAt(s, func(found []spot) spot { return found[len(found)-1] })
}

func (r *rig) tapAt(s string, choose func([]spot) spot) {
	r.t.Helper()
	found := r.onScreen(s)
	if len(found) == 0 {
		r.t.Fatalf("nothing on screen says %q", s)
	}
	p := choose(found)
	test.TapCanvas(r.win.Canvas(), p.at.AddXY(4, p.text.Size().Height/2))
	r.settle()
}

// press sends a key to whatever has the keyboard.
func (r *rig) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		if f := r.win.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: k})
		} else {
			r.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: k})
		}
	}
	r.settle()
}

func failing() *pagetest.World { return &pagetest.World{Err: pagetest.Offline()} }

func tenantID(i int) string { return pagetest.Rows()[i].Tenant.ID }

// ordered fails unless the world was given this order.
func (r *rig) ordered(order string) {
	r.t.Helper()
	if !slices.Contains(r.world.Orders(), order) {
		r.t.Errorf("no order %q in %q", order, r.world.Orders())
	}
}
