package selectbox

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
)

// searchAbove is how many options call for a search line.
const searchAbove = 9

// mostRows is how many options are seen at once.
const mostRows = 9

// picker is the open list under a box.
type picker struct {
	box    *Box
	canvas fyne.Canvas
	popup  *widget.PopUp
	list   *options
	search *field.Input
	shown  []Option
	at     int
}

func openPicker(b *Box, c fyne.Canvas) *picker {
	p := &picker{box: b, canvas: c, shown: b.options}
	p.list = newOptions(p)
	p.atSelected()
	body := fyne.CanvasObject(container.NewThemeOverride(p.list, theme.ForList(optionGap)))
	if len(b.options) > searchAbove {
		p.search = field.NewInput("Search")
		p.search.Icon = theme.IconResource(theme.IconSearch, theme.TextFaint)
		p.search.OnChanged = p.filter
		p.search.OnKey = p.key
		body = container.NewBorder(p.search, nil, nil, nil, body)
	}
	edge := canvas.NewRectangle(nil)
	theme.Fill(edge, theme.Clear, theme.Border, theme.ControlRadius)
	p.popup = widget.NewPopUp(container.NewStack(edge, place.Inset(theme.Pad, body)), c)
	p.place()
	p.focus()
	return p
}

// place opens below the box, above it where there is no room below.
func (p *picker) place() {
	rows := float32(min(mostRows, len(p.box.options)))
	size := fyne.NewSize(max(p.box.Size().Width, 180), rows*(optionHeight+optionGap)+2*theme.Pad)
	if p.search != nil {
		size.Height += p.search.MinSize().Height
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.box)
	below := at.AddXY(0, p.box.Size().Height+theme.Pad)
	if below.Y+size.Height > p.canvas.Size().Height && at.Y > size.Height {
		below = at.AddXY(0, -size.Height-theme.Pad)
	}
	below.X = max(0, min(below.X, p.canvas.Size().Width-size.Width))
	p.popup.ShowAtPosition(below)
	p.popup.Resize(size)
}

func (p *picker) focus() {
	if p.search != nil {
		p.canvas.Focus(p.search)
		return
	}
	p.canvas.Focus(p.list)
}

func (p *picker) atSelected() {
	p.at = 0
	for i, o := range p.shown {
		if o.ID == p.box.selected {
			p.at = i
		}
	}
}

func (p *picker) filter(s string) {
	s = strings.ToLower(strings.TrimSpace(s))
	p.shown = nil
	for _, o := range p.box.options {
		if strings.Contains(strings.ToLower(o.Text), s) {
			p.shown = append(p.shown, o)
		}
	}
	p.at = 0
	p.list.Refresh()
}

// key is shared by search line and list.
func (p *picker) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyDown:
		p.move(1)
	case fyne.KeyUp:
		p.move(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.choose(p.at)
	case fyne.KeyEscape:
		p.close()
	default:
		return false
	}
	return true
}

func (p *picker) move(by int) {
	p.at = max(0, min(p.at+by, len(p.shown)-1))
	p.list.ScrollTo(p.at)
	p.list.Refresh()
}

func (p *picker) choose(i int) {
	if i < 0 || i >= len(p.shown) {
		return
	}
	id := p.shown[i].ID
	p.close()
	p.box.choose(id)
}

func (p *picker) close() {
	p.popup.Hide()
	p.box.open = nil
}
