package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
)

// Refuse says in a small window why the program cannot start: on Windows it has
// no terminal to say it in. It blocks until the window is closed.
func Refuse(app fyne.App, err error) {
	refusal(app, err).ShowAndRun()
}

func refusal(app fyne.App, err error) fyne.Window {
	app.Settings().SetTheme(theme.New(models.DefaultWorkspace().BrandColor, theme.System))
	win := app.NewWindow("MSP License Tracker")
	parts := frame.Problem("start", models.Explain(err), app.Clipboard().SetContent)
	parts = append(parts, place.Row(0, button.Primary(lang.L("Close"), win.Close)))
	win.SetContent(place.Inset(theme.Margin, place.Column(theme.Gap, parts...)))
	win.Resize(fyne.NewSize(520, 280))
	win.CenterOnScreen()
	return win
}
