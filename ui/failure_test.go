package ui

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

func TestAProgramThatCannotStartSaysWhyAndWhatToDo(t *testing.T) {
	app := test.NewTempApp(t)
	win := refusal(app, &models.Failure{Explanation: models.Explanation{
		Title: "MSP License Tracker is already running on this data.",
		Cause: "Another window or a scheduled command works on it.",
		Next:  "Switch to the running window.",
	}})
	t.Cleanup(win.Close)
	markup := test.RenderToMarkup(win.Canvas())
	for _, want := range []string{"already running", "Another window", "Switch to", "Close"} {
		if !strings.Contains(markup, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if dir := os.Getenv("SCREENS_DIR"); dir != "" {
		uitest.SavePNG(t, uitest.Snapshot(t, win.Content(), 520, 280, theme.Light), dir, "refused.png")
	}
}
