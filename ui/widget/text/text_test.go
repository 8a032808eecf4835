//go:build ci

package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

func broken(l *Label, width float32) []string {
	var out []string
	for _, line := range l.lines(width) {
		s := ""
		for _, p := range line.pieces {
			s += p.text
		}
		out = append(out, s)
	}
	return out
}

func TestLinesBreakBetweenWords(t *testing.T) {
	uitest.App(t, theme.Light)
	wide := measure("one permission", theme.TextBody, false).Width + 1
	tests := []struct {
		what  string
		label *Label
		want  string
	}{
		{"a label that does not wrap keeps one line", Body("one permission is missing"), "one permission is missing"},
		{"words move to the next line", Body("one permission is missing").Wrapped(), "one permission|is missing"},
		{"a newline always breaks", Body("one\ntwo").Wrapped(), "one|two"},
		{"spans share lines", Body("").Wrapped().WithSpans(Span{Text: "one "}, Span{Text: "permission is missing", Bold: true}), "one |permission is|missing"},
		{"nothing is one empty line", Body("").Wrapped(), ""},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := strings.Join(broken(tt.label, wide), "|"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWrappingLosesNoLetter(t *testing.T) {
	uitest.App(t, theme.Light)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-zæøå]{0,30}( [a-zæøå]{1,30}){0,6}`).Draw(t, "text")
		width := rapid.Float32Range(1, 300).Draw(t, "width")
		l := Body(s).Wrapped()
		letters := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := letters(strings.Join(broken(l, width), "")); got != letters(s) {
			t.Fatalf("%q became %q", s, got)
		}
	})
}
