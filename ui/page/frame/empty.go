package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/emptystate"
	"msp-license-tracker/ui/widget/place"
)

// Empty teaches: what will be here, and the one button that fills it.
type Empty struct {
	Icon   theme.Icon
	Title  string
	Text   string
	Button string // "" = none
	Do     func()
	More   string // a further way, in small print
	Links  []Link // ways to elsewhere, under the button
}

// Link is a way to elsewhere.
type Link struct {
	Text string
	Do   func()
}

// NoTenants is the state of every page before the first tenant. demo is how
// the demo cloud is started, "" when that is not offered.
func NoTenants(connect func(), demo string) Empty {
	e := Empty{Icon: theme.IconTenants, Title: lang.L("No tenant is connected yet"),
		Text:   lang.L("Connect a client's Microsoft 365 tenant. Its licences, users and activity are read into a database on this computer; nothing is changed in the tenant and nothing is sent anywhere else."),
		Button: lang.L("Connect a tenant"), Do: connect}
	if demo != "" {
		e.More = lang.L("Only looking around? Start the program with") + " " + demo + " " + lang.L("to see it with twelve invented clients.")
	}
	return e
}

func (e Empty) object() fyne.CanvasObject {
	sentence := e.Text
	if e.More != "" {
		sentence += "\n\n" + e.More
	}
	state := emptystate.New(e.Icon, e.Title, sentence, e.Button, e.Do)
	if len(e.Links) == 0 {
		return card.New(state)
	}
	links := place.Row(4 * theme.Pad)
	for _, l := range e.Links {
		links.Add(button.Link(l.Text, l.Do))
	}
	return card.New(container.NewBorder(nil, container.NewCenter(links), nil, nil, state))
}

// NotScanned is the state of pages that show what a scan found, before the
// first one.
func NotScanned(what string, toTenants func()) Empty {
	return Empty{Icon: theme.IconRefresh, Title: lang.L("Nothing has been scanned yet"), Text: what, Button: lang.L("Go to tenants"), Do: toTenants}
}
