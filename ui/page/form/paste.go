package form

import (
	"errors"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/widget/field"
)

// Judge says what is wrong with a pasted value; nil when nothing is, or
// nothing is there.
type Judge func(field models.PastedField, value string) *models.Explanation

// Pasted makes a field say what is wrong with its value as soon as it is
// pasted. What is typed letter by letter is judged when the field is left, so
// that nobody is corrected in mid-word. required is said of an empty field; ""
// lets it be empty.
func Pasted(f *field.Field, name models.PastedField, judge Judge, required string) *field.Field {
	f.Validate(func(s string) error {
		if strings.TrimSpace(s) == "" && required != "" {
			return errors.New(required)
		}
		return inWords(judge(name, s))
	})
	length := 0
	f.Input.OnChanged = func(s string) {
		now := utf8.RuneCountInString(s)
		pasted := now > length+1
		length = now
		if !pasted && f.Error() == "" {
			return
		}
		said := ""
		if err := inWords(judge(name, s)); err != nil {
			said = err.Error()
		}
		f.SetError(said)
	}
	return f
}

func inWords(x *models.Explanation) error {
	if x == nil {
		return nil
	}
	return errors.New(Sentence(*x))
}

// Sentence is what happened and what to do, in one line.
func Sentence(x models.Explanation) string {
	return strings.TrimSpace(lang.L(x.Title) + " " + lang.L(x.Next))
}
