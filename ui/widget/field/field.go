package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Field is a labelled input, or any labelled control.
type Field struct {
	widget.BaseWidget

	Input *Input // nil for a field made by Of

	label, note *text.Label
	hint        string
	wrong       string
	validate    func(string) error
	box         *fyne.Container
}

// New is a field of one line.
func New(label, placeholder string) *Field { return with(label, NewInput(placeholder)) }

// Secret is a field whose text is hidden.
func Secret(label, placeholder string) *Field { return with(label, NewSecretInput(placeholder)) }

// Text is a field of several lines.
func Text(label, placeholder string, lines int) *Field {
	return with(label, NewTextInput(placeholder, lines))
}

// Of puts label and note around another control, a select box say.
func Of(label string, control fyne.CanvasObject) *Field {
	f := &Field{label: text.Title(label), note: text.Small("").Wrapped()}
	f.label.Ink(theme.Text)
	f.note.Hide()
	f.box = place.Column(theme.Pad, f.label, control, f.note)
	f.ExtendBaseWidget(f)
	return f
}

func with(label string, in *Input) *Field {
	f := Of(label, in)
	f.Input = in
	in.OnBlur = f.check
	return f
}

// WithHint sets the sentence under the input and returns the field.
func (f *Field) WithHint(s string) *Field {
	f.hint = s
	f.show()
	return f
}

// Validate sets the check made when the input loses the keyboard and by Valid.
// The text of the error is shown as it is.
func (f *Field) Validate(check func(string) error) *Field {
	f.validate = check
	return f
}

// Value is what was typed.
func (f *Field) Value() string {
	if f.Input == nil {
		return ""
	}
	return f.Input.Text
}

// SetValue replaces the text.
func (f *Field) SetValue(s string) {
	if f.Input != nil && f.Input.Text != s {
		f.Input.SetText(s)
	}
}

// SetError says what is wrong; "" takes it away.
func (f *Field) SetError(s string) {
	f.wrong = s
	f.show()
}

// Error is what is wrong, "" when nothing is.
func (f *Field) Error() string { return f.wrong }

// Valid makes the check, shows its answer and says whether it passed.
func (f *Field) Valid() bool {
	f.check()
	return f.wrong == ""
}

func (f *Field) check() {
	if f.validate == nil {
		return
	}
	said := ""
	if err := f.validate(f.Value()); err != nil {
		said = err.Error()
	}
	f.SetError(said)
}

func (f *Field) show() {
	says, ink := f.hint, theme.TextMuted
	if f.wrong != "" {
		says, ink = f.wrong, theme.Critical
	}
	f.note.SetInk(ink)
	f.note.SetText(says)
	if says == "" {
		f.note.Hide()
	} else {
		f.note.Show()
	}
	f.box.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
