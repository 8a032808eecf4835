package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
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

// tap presses the first thing below o whose text is s.
func (r *rig) tap(s string) {
	r.t.Helper()
	for _, root := range r.roots() {
		for _, o := range test.LaidOutObjects(root) {
			if named, ok := o.(interface{ Text() string }); ok && named.Text() == s && o.Visible() {
				if tappable, ok := o.(fyne.Tappable); ok {
					test.Tap(tappable)
					r.settle()
					return
				}
			}
		}
	}
	r.t.Fatalf("nothing to tap says %q", s)
}

// roots are the content and whatever lies over it, topmost first.
func (r *rig) roots() []fyne.CanvasObject {
	out := []fyne.CanvasObject{}
	for o := r.win.Canvas().Overlays().Top(); o != nil; o = nil {
		out = append(out, o)
	}
	return append(out, r.win.Content())
}

// says reports whether a text is on screen.
func (r *rig) says(s string) bool {
	for _, root := range r.roots() {
		for _, o := range test.LaidOutObjects(root) {
			if contains(o, s) {
				return true
			}
		}
	}
	return false
}

func failing() *pagetest.World { return &pagetest.World{Err: pagetest.Offline()} }

func tenantID(i int) string { return pagetest.Rows()[i].Tenant.ID }

func TestMain(m *testing.M) {
	// Fyne reads the locale at start and complains about the bare C locale.
	_ = os.Setenv("LANG", "en_US.UTF-8")
	os.Exit(m.Run())
}
