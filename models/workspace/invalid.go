package workspace

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"msp-license-tracker/models"
)

// longest texts that still fit on a screen and a report.
const (
	maxLine = 200
	maxText = 4000
)

// invalid refuses a value: what is wrong, why it matters, what to enter.
func invalid(code, title, cause, next string) error {
	return &models.Failure{Err: models.ErrInvalid, Explanation: models.Explanation{
		Code: "invalid-" + code, Title: title, Cause: cause, Next: next, Whose: models.PartyUser,
	}}
}

// tidyLine trims a one-line text in place and refuses one that is too long or
// holds control characters, which would break tables and report lines.
func tidyLine(what string, s *string) error {
	*s = strings.TrimSpace(*s)
	if utf8.RuneCountInString(*s) > maxLine || strings.ContainsFunc(*s, unicode.IsControl) || !utf8.ValidString(*s) {
		return invalid("text", "The "+what+" cannot be used.",
			"It is longer than 200 characters or holds a line break.", "Enter one line of at most 200 characters.")
	}
	return nil
}

func tidyText(what string, s *string) error {
	*s = strings.TrimSpace(*s)
	if utf8.RuneCountInString(*s) > maxText || !utf8.ValidString(*s) {
		return invalid("text", "The "+what+" is too long.",
			"A report has room for 4000 characters.", "Shorten the text.")
	}
	return nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
