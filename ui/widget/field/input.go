// Package field is one line of a form: a label, a box to type in, and under it
// a hint, or what is wrong.
package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/widget/keys"
)

// Input is Fyne's entry that hands on what it has no use for: Escape, Enter
// without OnSubmitted, and the window's shortcuts.
type Input struct {
	widget.Entry

	// OnKey sees a key before the input does; true keeps the key from it.
	OnKey func(*fyne.KeyEvent) bool
	// OnBlur is called when the input loses the keyboard.
	OnBlur func()
}

// NewInput is an input of one line.
func NewInput(placeholder string) *Input {
	in := &Input{}
	in.ExtendBaseWidget(in)
	in.PlaceHolder = placeholder
	in.Scroll = fyne.ScrollNone
	return in
}

// NewSecretInput hides what is typed.
func NewSecretInput(placeholder string) *Input {
	in := NewInput(placeholder)
	in.Password = true
	return in
}

// NewTextInput has several lines.
func NewTextInput(placeholder string, lines int) *Input {
	in := NewInput(placeholder)
	in.MultiLine = true
	in.Wrapping = fyne.TextWrapWord
	in.SetMinRowsVisible(lines)
	return in
}

// TypedKey is fyne.Focusable.
func (in *Input) TypedKey(key *fyne.KeyEvent) {
	if in.OnKey != nil && in.OnKey(key) {
		return
	}
	enter := key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
	if key.Name == fyne.KeyEscape || (enter && !in.MultiLine && in.OnSubmitted == nil) {
		keys.Bubble(in, key)
		return
	}
	in.Entry.TypedKey(key)
}

// TypedShortcut keeps what edits text and hands on the rest, Ctrl+K say.
func (in *Input) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && len(c.KeyName) == 1 {
		keys.BubbleShortcut(in, s)
		return
	}
	in.Entry.TypedShortcut(s)
}

// FocusLost is fyne.Focusable.
func (in *Input) FocusLost() {
	in.Entry.FocusLost()
	if in.OnBlur != nil {
		in.OnBlur()
	}
}
