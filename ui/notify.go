package ui

import (
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/toast"
)

// notify shows a short message that goes away by itself.
func (w *Window) notify(tone theme.Tone, s string) { w.toasts.Say(toast.Message{Text: s, Tone: tone}) }

func (w *Window) notifyAction(s, action string, do func()) {
	w.toasts.Say(toast.Message{Text: s, Tone: theme.Positive, Action: action, OnTap: do})
}

// fail shows what did not work with its cause and next step; it stays until
// the owner closes it.
func (w *Window) fail(what string, err error) {
	x := models.Explain(err)
	body := place.Column(2*theme.Pad, frame.Problem(what, x, w.copy)...)
	modal.Show(w.win.Canvas(), modal.Options{Title: what, Content: body, Width: 480, Cancel: lang.L("Close")})
}

// confirm asks before something that cannot be taken back easily.
func (w *Window) confirm(title, sentence, action string, do func()) {
	modal.Ask(w.win.Canvas(), title, sentence, action, true, do)
}

// copy puts text on the clipboard and says so.
func (w *Window) copy(s string) {
	w.app.Clipboard().SetContent(s)
	w.notify(theme.Neutral, lang.L("Copied"))
}
