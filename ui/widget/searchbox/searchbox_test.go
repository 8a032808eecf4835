//go:build ci

package searchbox_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/searchbox"
)

// clock holds back timers until they are rung.
type clock struct{ waiting func() }

func (c *clock) after(_ time.Duration, f func()) func() {
	c.waiting = f
	return func() { c.waiting = nil }
}

func (c *clock) ring() {
	if f := c.waiting; f != nil {
		c.waiting = nil
		f()
	}
}

func TestTypingIsReportedAfterAPause(t *testing.T) {
	uitest.App(t, theme.Light)
	var said []string
	c := &clock{}
	box := searchbox.New("Search", c.after, func(s string) { said = append(said, s) })
	w := test.NewTempWindow(t, box)
	box.Focus()
	test.Type(w.Canvas().Focused(), "con")
	if len(said) != 0 {
		t.Fatalf("reported %q while typing", said)
	}
	c.ring()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	c.ring()
	if want := []string{"con", ""}; !slices.Equal(said, want) {
		t.Errorf("reported %q, want %q", said, want)
	}
}

func TestEscapeInAnEmptyBoxGoesOn(t *testing.T) {
	uitest.App(t, theme.Light)
	box := searchbox.New("Search", nil, nil)
	w := test.NewTempWindow(t, box)
	var seen fyne.KeyName
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { seen = k.Name })
	box.Focus()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if seen != fyne.KeyEscape {
		t.Errorf("the window saw %q, want Escape", seen)
	}
}
