package frame

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/text"
)

// said joins the texts of the objects.
func said(objects []fyne.CanvasObject) string {
	var all []string
	for _, o := range objects {
		if l, ok := o.(*text.Label); ok {
			all = append(all, l.Text())
		}
	}
	return strings.Join(all, "\n")
}

func TestAProblemSaysCauseNextStepAndWhoseMoveItIs(t *testing.T) {
	uitest.App(t, theme.Light)
	got := said(Problem("Scan", models.Explanation{Title: "The client secret has expired.", Cause: "It is past its date.", Next: "Make a new one.", Whose: models.PartyMSP}, nil))
	for _, want := range []string{"The client secret has expired.", "It is past its date.", "What to do: Make a new one.", "Whose move: yours"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said in\n%s", want, got)
		}
	}
	if strings.Contains(got, "own text") {
		t.Error("a known failure needs no foreign text")
	}
}

func TestAnUnknownCodeShowsMicrosoftsOwnTextAndTheRequest(t *testing.T) {
	uitest.App(t, theme.Light)
	x := models.Explanation{Code: "AADSTS999999", Title: "Microsoft refused.", Raw: strings.Repeat("long ", 400), RequestID: "5b1f6a1e", At: time.Date(2026, 11, 14, 8, 0, 0, 0, time.UTC)}
	got := said(Problem("Scan", x, nil))
	for _, want := range []string{"Microsoft's own text", "long long", "…", "AADSTS999999 · request 5b1f6a1e · 14 Nov 2026"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said in\n%s", want, got)
		}
	}
	if details := Details("Scan", x); !strings.Contains(details, x.Raw) || !strings.Contains(details, "5b1f6a1e") {
		t.Errorf("the copied details lack something:\n%s", details)
	}
}
