package connect

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// steps is the list at the left: where one is, and what is needed.
type steps struct {
	at    int
	lines []*text.Label
	help  *text.Label
	root  fyne.CanvasObject
}

var stepNames = []string{"Connect", "Permission check", "First scan"}

func newSteps() *steps {
	s := &steps{help: text.Small("").Wrapped()}
	column := place.Column(4 * theme.Pad)
	for range stepNames {
		l := text.Body("")
		s.lines = append(s.lines, l)
		column.Add(l)
	}
	column.Add(place.InsetXY(0, 2*theme.Pad, s.help))
	column.Add(text.Small(lang.L("You can stop here and go on later. Nothing is sent anywhere but to Microsoft.")).Wrapped())
	s.root = column
	s.mark(0)
	return s
}

func (s *steps) object() fyne.CanvasObject { return s.root }

// mark shows the step one is at; those before are done.
func (s *steps) mark(at int) {
	s.at = at
	for i, l := range s.lines {
		switch {
		case i < at:
			l.SetSpans(text.Span{Text: "✓  ", Ink: theme.Good, Bold: true}, text.Span{Text: lang.L(stepNames[i])})
		case i == at:
			l.SetSpans(text.Span{Text: "●  ", Ink: theme.Accent}, text.Span{Text: lang.L(stepNames[i]), Bold: true})
		default:
			l.SetSpans(text.Span{Text: "○  ", Ink: theme.TextFaint}, text.Span{Text: lang.L(stepNames[i]), Ink: theme.TextFaint})
		}
	}
}

// way says what is needed for the chosen way.
func (s *steps) way(byConsent bool) {
	if byConsent {
		s.help.SetText(lang.L("Needed: a multitenant app registration of your own with the read permissions, its secret or certificate, and “http://localhost” among its redirect addresses. The customer's administrator signs in once in the browser and approves."))
		return
	}
	s.help.SetText(lang.L("Needed: an app registration in the client's tenant with the application permissions Organization.Read.All, User.Read.All, LicenseAssignment.Read.All, AuditLog.Read.All, Reports.Read.All, ReportSettings.Read.All and SecurityEvents.Read.All, admin consent given, and a secret or certificate."))
}
