// Package searchbox is the box one searches with. It reports what is typed,
// after a short pause where a timer is given, and clears on Escape.
package searchbox

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/field"
)

// Pause is how long the box waits for the next letter.
const Pause = 150 * time.Millisecond

// After calls f on the UI goroutine once d has passed, unless stop was called
// before.
type After func(d time.Duration, f func()) (stop func())

// Box reports the search text.
type Box struct {
	widget.BaseWidget

	input    *field.Input
	after    After
	onChange func(string)
	stop     func()
	said     string
}

// New is an empty box; with a nil timer every letter is reported at once.
func New(placeholder string, after After, onChange func(string)) *Box {
	b := &Box{input: field.NewInput(placeholder), after: after, onChange: onChange, stop: func() {}}
	b.input.Icon = theme.IconResource(theme.IconSearch, theme.TextFaint)
	b.input.OnChanged = b.typed
	b.input.OnSubmitted = func(string) { b.report() }
	b.input.OnKey = b.key
	b.ExtendBaseWidget(b)
	return b
}

// Text is what stands in the box.
func (b *Box) Text() string { return b.input.Text }

// SetText replaces the text and reports it at once.
func (b *Box) SetText(s string) {
	b.input.SetText(s)
	b.report()
}

// Focus gives the box the keyboard.
func (b *Box) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.input); c != nil {
		c.Focus(b.input)
	}
}

// OnKey lets the owner see keys first, arrows say; true keeps the key.
func (b *Box) OnKey(f func(*fyne.KeyEvent) bool) {
	b.input.OnKey = func(key *fyne.KeyEvent) bool { return f(key) || b.key(key) }
}

func (b *Box) typed(string) {
	b.stop()
	if b.after == nil {
		b.report()
		return
	}
	b.stop = b.after(Pause, b.report)
}

func (b *Box) report() {
	b.stop()
	b.stop = func() {}
	if b.input.Text == b.said {
		return
	}
	b.said = b.input.Text
	if b.onChange != nil {
		b.onChange(b.said)
	}
}

// key clears on Escape; an empty box lets Escape go on.
func (b *Box) key(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyEscape || b.input.Text == "" {
		return false
	}
	b.SetText("")
	return true
}

// CreateRenderer is part of fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.input) }
