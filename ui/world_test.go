package ui

import (
	"slices"
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
	t       *testing.T
	world   *pagetest.World
	partner *pagetest.Partner
	queue   *uitest.Queue
	opened  []string
	files   map[string]string // what was saved, by name
	pickAs  string            // name of the file the owner picks, "" cancels
	picked  []byte
}

func newRig(t *testing.T, world *pagetest.World) *rig { return newRigWith(t, world, func(*Deps) {}) }

// newRigWith changes what the window knows of the world before it is built.
func newRigWith(t *testing.T, world *pagetest.World, change func(*Deps)) *rig {
	t.Helper()
	r := &rig{t: t, world: world, queue: uitest.NewQueue(), files: map[string]string{}, partner: &pagetest.Partner{}}
	world.OnOrder = func() { r.queue.Post(func() {}) } // wakes a test that waits for it
	app := uitest.App(t, theme.Light)
	deps := Deps{
		Portfolio: world, Records: world, Settings: world, Tenants: world, Scanner: world, Connector: world, Registrar: world, Consents: world, Certificates: world, Reporter: world, Events: world,
		Partner: r.partner, Permissions: world, TenantLife: world,
		ListPrice: world.ListPrice, Post: r.queue.Post, Context: t.Context(),
		Now: nowOfPictures, DataDir: "/home/sam/.config/msp-license-tracker", Demo: "./dev demo",
		Open: func(s string) error { r.opened = append(r.opened, s); return nil },
	}
	change(&deps)
	r.Window = New(app, deps)
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

// onScreen are the texts that hold s.
func (r *rig) onScreen(s string) []pagetest.Spot { return pagetest.Texts(r.win.Canvas(), s) }

func (r *rig) says(s string) bool { return len(r.onScreen(s)) > 0 }

// tap presses the first text that holds s, as a pointer would.
func (r *rig) tap(s string) {
	r.tapAt(s, func(found []pagetest.Spot) pagetest.Spot { return found[0] })
}

// tapLast presses the last one: the button of a modal whose title says the same.
func (r *rig) tapLast(s string) {
	r.tapAt(s, func(found []pagetest.Spot) pagetest.Spot { return found[len(found)-1] })
}

func (r *rig) tapAt(s string, choose func([]pagetest.Spot) pagetest.Spot) {
	r.t.Helper()
	found := r.onScreen(s)
	if len(found) == 0 {
		r.t.Fatalf("nothing on screen says %q", s)
	}
	p := choose(found)
	test.TapCanvas(r.win.Canvas(), p.At.AddXY(4, p.Text.Size().Height/2))
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

// wide is a window that shows all of a long page.
var wide = fyne.NewSize(1600, 1500)

// write puts a value into the field under a label.
func (r *rig) write(label, value string) {
	r.t.Helper()
	pagetest.Write(r.t, r.win.Canvas(), label, value)
}

// tapLow presses the lowest text that is exactly this one.
func (r *rig) tapLow(exactly string) {
	r.t.Helper()
	r.tapAt(exactly, func(found []pagetest.Spot) pagetest.Spot {
		low := found[0]
		for _, p := range found {
			if p.Text.Text == exactly && (low.Text.Text != exactly || p.At.Y > low.At.Y) {
				low = p
			}
		}
		return low
	})
}
