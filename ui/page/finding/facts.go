package finding

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/widget/factlist"
)

func hairline() fyne.CanvasObject { return widget.NewSeparator() }

// factRows are the lines of a proof.
func factRows(lines []Line) fyne.CanvasObject {
	facts := make([]factlist.Fact, 0, len(lines))
	for _, l := range lines {
		facts = append(facts, factlist.Fact{Label: l.Label, Value: l.Value, Note: l.Source})
	}
	return factlist.New(facts...)
}
