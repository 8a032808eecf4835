package pagetest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TapFirst presses the first text on screen that holds this one: the button
// that stands higher than another of the same name.
func (s *Stage) TapFirst(text string) {
	s.t.Helper()
	found := Texts(s.win.Canvas(), text)
	if len(found) == 0 {
		s.t.Fatalf("nothing on screen says %q", text)
	}
	test.TapCanvas(s.win.Canvas(), found[0].At.AddXY(4, found[0].Text.Size().Height/2))
}

// TapOnly presses the text on screen that is this one, not merely holds it.
func (s *Stage) TapOnly(text string) {
	s.t.Helper()
	for _, p := range Texts(s.win.Canvas(), text) {
		if p.Text.Text == text {
			test.TapCanvas(s.win.Canvas(), p.At.AddXY(4, p.Text.Size().Height/2))
			return
		}
	}
	s.t.Fatalf("nothing on screen is %q", text)
}

// Resize gives the window another size: all of a scrolled page in view.
func (s *Stage) Resize(width, height float32) {
	for range 3 { // wrapped texts find their height from one layout to the next
		s.win.Resize(fyne.NewSize(width, height))
		s.win.Content().Refresh()
	}
}

// Type types into whatever has the keyboard.
func (s *Stage) Type(text string) {
	s.t.Helper()
	f := s.win.Canvas().Focused()
	if f == nil {
		s.t.Fatal("nothing has the keyboard")
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// Key gives one key to whatever has the keyboard, or to the window.
func (s *Stage) Key(name fyne.KeyName) {
	key := &fyne.KeyEvent{Name: name}
	if f := s.win.Canvas().Focused(); f != nil {
		f.TypedKey(key)
	} else if handle := s.win.Canvas().OnTypedKey(); handle != nil {
		handle(key)
	}
	s.Settle()
}

// Asks reports whether a modal lies over the window.
func (s *Stage) Asks() bool { return s.win.Canvas().Overlays().Top() != nil }

// Reads is everything on screen, for tests that look for a sentence broken into
// lines.
func (s *Stage) Reads() string {
	var all []string
	for _, spot := range Texts(s.win.Canvas(), "") {
		all = append(all, spot.Text.Text)
	}
	return strings.Join(all, " ")
}
