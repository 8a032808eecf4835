// Package modal asks something over the whole window. Escape cancels, Enter
// confirms, and the keyboard starts on the safe button. Shortcuts that go
// through keys.WhenClear rest while it is open.
package modal

import (
	"fyne.io/fyne/v2"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Options say what a modal shows and does.
type Options struct {
	Title     string
	Content   fyne.CanvasObject
	Width     float32            // 0 is 440
	Confirm   string             // "" leaves the button away
	Cancel    string             // "" is "Cancel"
	Danger    bool               // confirming destroys something: the keyboard starts on Cancel
	OnConfirm func() (done bool) // false keeps the modal open; nil closes it
	OnCancel  func()
	Focus     fyne.Focusable // gets the keyboard instead of a button
}

// Modal is open until Close.
type Modal struct {
	canvas  fyne.Canvas
	opts    Options
	sheet   *sheet
	confirm *button.Button
	before  func(*fyne.KeyEvent)
	closed  bool
}

const usualWidth float32 = 440

// Show opens a modal over the canvas.
func Show(c fyne.Canvas, o Options) *Modal {
	m := &Modal{canvas: c, opts: o, before: c.OnTypedKey()}
	m.sheet = newSheet(m.body(), m.width())
	c.Overlays().Add(m.sheet)
	m.sheet.Resize(c.Size())
	c.SetOnTypedKey(m.key)
	c.Focus(m.opts.Focus)
	return m
}

// Ask is a modal with one sentence and two buttons.
func Ask(c fyne.Canvas, title, sentence, confirm string, danger bool, onConfirm func()) *Modal {
	return Show(c, Options{
		Title: title, Content: text.Muted(sentence).Wrapped(), Confirm: confirm, Danger: danger,
		OnConfirm: func() bool { onConfirm(); return true },
	})
}

func (m *Modal) width() float32 {
	if m.opts.Width > 0 {
		return m.opts.Width
	}
	return usualWidth
}

func (m *Modal) body() fyne.CanvasObject {
	name := m.opts.Cancel
	if name == "" {
		name = "Cancel"
	}
	buttons := []fyne.CanvasObject{place.Spacer(), button.Secondary(name, m.cancel)}
	safe := buttons[1].(fyne.Focusable)
	if m.opts.Confirm != "" {
		m.confirm = button.Primary(m.opts.Confirm, m.accept)
		if m.opts.Danger {
			m.confirm = button.Danger(m.opts.Confirm, m.accept)
		} else {
			safe = m.confirm
		}
		buttons = append(buttons, m.confirm)
	}
	if m.opts.Focus == nil {
		m.opts.Focus = safe
	}
	objects := []fyne.CanvasObject{text.Heading(m.opts.Title)}
	if m.opts.Content != nil {
		objects = append(objects, m.opts.Content)
	}
	return place.Column(theme.Gap, append(objects, place.Row(2*theme.Pad, buttons...))...)
}

// Confirm is the confirming button, to enable and disable; nil without one.
func (m *Modal) Confirm() *button.Button { return m.confirm }

// Fit gives the card the height its content needs now, after a part of it was
// shown or hidden.
func (m *Modal) Fit() { m.sheet.Refresh() }

// Close takes the modal away without calling back. It may be called twice.
func (m *Modal) Close() {
	if m.closed {
		return
	}
	m.closed = true
	m.canvas.SetOnTypedKey(m.before)
	m.canvas.Overlays().Remove(m.sheet)
}

func (m *Modal) cancel() {
	m.Close()
	if m.opts.OnCancel != nil {
		m.opts.OnCancel()
	}
}

func (m *Modal) accept() {
	if m.confirm == nil || m.confirm.Disabled() || m.closed {
		return
	}
	if m.opts.OnConfirm == nil || m.opts.OnConfirm() {
		m.Close()
	}
}

// key gets what the focused widget had no use for.
func (m *Modal) key(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		m.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		m.accept()
	}
}
