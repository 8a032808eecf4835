//go:build ci

package textcell_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/textcell"
)

func TestCutFitsAndKeepsTheBeginning(t *testing.T) {
	uitest.App(t, theme.Light)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		width := rapid.Float32Range(0, 400).Draw(t, "width")
		got := textcell.Cut(s, width, theme.TextBody, false)
		if got == s {
			return
		}
		head, cut := strings.CutSuffix(got, "…")
		if !cut || !strings.HasPrefix(s, head) {
			t.Fatalf("%q was cut to %q", s, got)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Fatalf("%q was cut inside a letter: %q", s, got)
		}
		if head != "" && textcell.Width(got, theme.TextBody, false) > width+1 {
			t.Fatalf("%q is wider than %v", got, width)
		}
	})
}

func TestSumsOfLettersAgreeWithMeasuredTexts(t *testing.T) {
	uitest.App(t, theme.Light)
	for _, s := range []string{"Microsoft 365 Business Premium", "£1,985.00", "anna.reiss@fjordlog.example", "Ærøskøbing Kommune"} {
		for _, bold := range []bool{false, true} {
			want := fyne.MeasureText(s, theme.TextBody, fyne.TextStyle{Bold: bold}).Width
			got := textcell.Width(s, theme.TextBody, bold)
			if diff := got - want; diff < -0.02*want || diff > 0.02*want {
				t.Errorf("%q is %v wide by letters and %v measured", s, got, want)
			}
		}
	}
}

func TestACellKeepsTheWholeText(t *testing.T) {
	uitest.App(t, theme.Light)
	c := textcell.New(textcell.Look{Size: theme.TextBody, Ink: theme.Text})
	c.Set("Microsoft 365 Business Premium", theme.Text)
	c.Place(fyne.Position{}, fyne.NewSize(90, 17))
	if c.Text() != "Microsoft 365 Business Premium" || !strings.HasSuffix(c.Shown(), "…") {
		t.Errorf("text %q, shown %q", c.Text(), c.Shown())
	}
	c.Place(fyne.Position{}, fyne.NewSize(400, 17))
	if c.Shown() != c.Text() {
		t.Errorf("with room it shows %q", c.Shown())
	}
}
