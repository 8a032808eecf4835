package pagetest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/widget/field"
)

// TapLow presses the lowest text on screen that is exactly this one: the button
// of a form whose heading says the same.
func (s *Stage) TapLow(exactly string) {
	s.t.Helper()
	var low *Spot
	for _, p := range Texts(s.win.Canvas(), exactly) {
		if p.Text.Text == exactly && (low == nil || p.At.Y > low.At.Y) {
			low = &p
		}
	}
	if low == nil {
		s.t.Fatalf("nothing on screen says exactly %q", exactly)
	}
	test.TapCanvas(s.win.Canvas(), low.At.AddXY(4, low.Text.Size().Height/2))
}

// Write puts a value into the field under this label: Tab leads there, as for a
// person without a mouse.
func (s *Stage) Write(label, value string) {
	s.t.Helper()
	Write(s.t, s.win.Canvas(), label, value)
}

// Write puts a value into the field of a window under this label.
func Write(t testing.TB, c fyne.Canvas, label, value string) {
	t.Helper()
	for _, p := range Texts(c, label) {
		if in := under(c, p); p.Text.Text == label && in != nil {
			in.SetText("")
			for _, r := range value {
				in.TypedRune(r)
			}
			return
		}
	}
	t.Fatalf("there is no field %q", label)
}

// under is the input that stands right under a text.
func under(c fyne.Canvas, p Spot) *field.Input {
	for range 100 {
		c.FocusNext()
		in, ok := c.Focused().(*field.Input)
		if !ok {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(in)
		if d := at.Subtract(p.At); d.X > -8 && d.X < 8 && d.Y > 0 && d.Y < 40 {
			return in
		}
	}
	return nil
}

// CloseModal closes what lies over the page, as Escape does.
func (s *Stage) CloseModal() {
	s.t.Helper()
	if s.win.Canvas().Overlays().Top() == nil {
		s.t.Fatal("nothing lies over the page")
	}
	s.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
}

// FocusText gives the keyboard to the button with this text by Tab, as a person
// without a mouse would.
func (s *Stage) FocusText(text string) {
	s.t.Helper()
	c := s.win.Canvas()
	for range 100 {
		c.FocusNext()
		if b, ok := c.Focused().(interface{ Text() string }); ok && b.Text() == text {
			return
		}
	}
	s.t.Fatalf("Tab never reaches %q", text)
}

// Tab moves the keyboard on.
func (s *Stage) Tab() { s.win.Canvas().FocusNext() }
