package form

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
)

// Cloud is one choice of where a tenant lives: a name the program knows and
// how it is called.
type Cloud struct{ Name, Label string }

// Custom is the name of a cloud given by its addresses.
const Custom = "custom"

var microsofts = []Cloud{
	{"global", "Microsoft 365 (worldwide, also GCC)"},
	{"usgov", "US Government (GCC High)"},
	{"usdod", "US Government (DoD)"},
	{"china", "China (21Vianet)"},
	{Custom, "Another address…"},
}

// Clouds is the choice of a cloud, with the addresses of one of its own.
type Clouds struct {
	offered          []Cloud
	box              *selectbox.Box
	login, graph, ca *field.Field
	custom           *fyne.Container
	root             *fyne.Container
	onChange         func()
}

// NewClouds offers the extra clouds before Microsoft's own; onChange may be nil.
func NewClouds(extra []Cloud, onChange func()) *Clouds {
	c := &Clouds{offered: slices.Concat(extra, microsofts), onChange: onChange}
	options := make([]selectbox.Option, 0, len(c.offered))
	for _, o := range c.offered {
		options = append(options, selectbox.Option{ID: o.Name, Text: lang.L(o.Label)})
	}
	c.box = selectbox.New("", func(string) { c.changed() }, options...)
	c.box.Select(c.offered[0].Name)
	c.login = field.New(lang.L("Login address"), "https://login.example.com").Validate(checkAddress)
	c.graph = field.New(lang.L("Graph address"), "https://graph.example.com").Validate(checkAddress)
	c.ca = field.New(lang.L("CA file"), "/path/to/ca.pem").WithHint(lang.L("Only if its certificate is not known to this computer."))
	c.custom = place.Column(3*theme.Pad, c.login, c.graph, c.ca)
	c.custom.Hide()
	c.root = place.Column(3*theme.Pad, field.Of(lang.L("Cloud"), c.box), c.custom)
	return c
}

// Object is what the form shows.
func (c *Clouds) Object() fyne.CanvasObject { return c.root }

// Choose selects a cloud as the owner would.
func (c *Clouds) Choose(name string) {
	c.box.Select(name)
	c.changed()
}

func (c *Clouds) changed() {
	Visible(c.custom, c.box.Selected() == Custom)
	c.root.Refresh()
	if c.onChange != nil {
		c.onChange()
	}
}

// Show takes over the cloud of a known connection.
func (c *Clouds) Show(conn models.Connection) {
	c.login.SetValue(conn.LoginURL)
	c.graph.SetValue(conn.GraphURL)
	c.ca.SetValue(conn.CAFile)
	if conn.Cloud != "" {
		c.Choose(conn.Cloud)
	}
}

// Into writes the chosen cloud into a connection.
func (c *Clouds) Into(conn *models.Connection) {
	conn.Cloud, conn.LoginURL, conn.GraphURL, conn.CAFile = c.box.Selected(), "", "", ""
	if conn.Cloud == Custom {
		conn.LoginURL, conn.GraphURL, conn.CAFile = trimmed(c.login), trimmed(c.graph), trimmed(c.ca)
	}
}

// Valid marks what is wrong.
func (c *Clouds) Valid() bool {
	if c.box.Selected() != Custom {
		return true
	}
	login, graph := c.login.Valid(), c.graph.Valid()
	c.root.Refresh()
	return login && graph
}

// CloudLabel is how a cloud is called.
func CloudLabel(name string, extra []Cloud) string {
	for _, c := range slices.Concat(extra, microsofts[:len(microsofts)-1]) {
		if c.Name == name || name == "" && c.Name == "global" {
			return lang.L(c.Label)
		}
	}
	if name == Custom {
		return lang.L("A cloud of its own address")
	}
	return name
}

func checkAddress(s string) error {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return errors.New(lang.L("Enter an address that begins with https://"))
	}
	return nil
}

func trimmed(f *field.Field) string { return strings.TrimSpace(f.Value()) }

// Visible shows or hides an object.
func Visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
