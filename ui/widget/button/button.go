// Package button is the push button in the kinds the design knows. It is
// pressed by a tap, by Enter or by Space; other keys are handed on.
package button

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/keys"
)

type kind uint8

const (
	primary kind = iota
	secondary
	ghost
	danger
	link
)

// Button calls a function when pressed. A disabled button takes no focus.
type Button struct {
	widget.BaseWidget

	kind     kind
	text     string
	icon     theme.Icon
	trailing bool // icon behind the text
	onTap    func()

	hovered, focused, disabled bool
}

// Primary is the one action a page is about.
func Primary(text string, onTap func()) *Button { return build(primary, text, onTap) }

// Secondary is any other action.
func Secondary(text string, onTap func()) *Button { return build(secondary, text, onTap) }

// Ghost has neither ground nor border until the pointer is over it.
func Ghost(text string, onTap func()) *Button { return build(ghost, text, onTap) }

// Danger destroys something.
func Danger(text string, onTap func()) *Button { return build(danger, text, onTap) }

// Link looks like a link in running text.
func Link(text string, onTap func()) *Button { return build(link, text, onTap) }

// Icon is a ghost button with a picture only.
func Icon(icon theme.Icon, onTap func()) *Button { return build(ghost, "", onTap).WithIcon(icon) }

func build(k kind, text string, onTap func()) *Button {
	b := &Button{kind: k, text: text, onTap: onTap}
	b.ExtendBaseWidget(b)
	return b
}

// WithIcon puts a picture before the text and returns the button.
func (b *Button) WithIcon(icon theme.Icon) *Button {
	b.icon = icon
	return b
}

// WithTrailingIcon puts a picture behind the text and returns the button.
func (b *Button) WithTrailingIcon(icon theme.Icon) *Button {
	b.icon, b.trailing = icon, true
	return b
}

// SetText changes the text.
func (b *Button) SetText(s string) {
	if b.text != s {
		b.text = s
		b.Refresh()
	}
}

// Text is what the button says.
func (b *Button) Text() string { return b.text }

// SetIcon changes the picture.
func (b *Button) SetIcon(icon theme.Icon) {
	if b.icon != icon {
		b.icon = icon
		b.Refresh()
	}
}

// OnTap changes what the button does.
func (b *Button) OnTap(f func()) { b.onTap = f }

// Enable, Disable and Disabled are fyne.Disableable.
func (b *Button) Enable() { b.setDisabled(false) }

// Disable takes the button out of use.
func (b *Button) Disable() { b.setDisabled(true) }

// Disabled says whether the button is out of use.
func (b *Button) Disabled() bool { return b.disabled }

func (b *Button) setDisabled(to bool) {
	if b.disabled != to {
		b.disabled = to
		b.Refresh()
	}
}

// Tapped is fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.onTap != nil {
		b.onTap()
	}
}

// FocusGained is fyne.Focusable; Fyne focuses a button by Tab only.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost is fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune is fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// TypedKey presses on Enter and Space and hands on every other key.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	default:
		keys.Bubble(b, key)
	}
}

// MouseIn is desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved is desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor is desktop.Cursorable.
func (b *Button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}
