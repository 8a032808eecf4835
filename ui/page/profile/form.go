// Package profile is the form of the owner's own details, which appear on
// reports: company, contact, logo, colour. The settings and the first steps
// show it.
package profile

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg" // logos are PNG or JPEG
	_ "image/png"
	"net/mail"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Shell is what the form asks of the window.
type Shell interface {
	// Pick asks for a file and reads it.
	Pick(extensions []string, done func(name string, content []byte))
}

// Form holds what the owner types until it is taken over with Into.
type Form struct {
	shell Shell
	fail  func(what string, err error)
	dirty bool

	name, contact, email, phone, website, footer, legal, color *field.Field
	logo                                                       []byte
	picture                                                    *canvas.Image
	noLogo                                                     *text.Label
	chooser, remove                                            *button.Button
	swatch                                                     *canvas.Rectangle
}

// New is an empty form; fail shows what is wrong with a chosen picture.
func New(shell Shell, fail func(what string, err error)) *Form {
	c := &Form{shell: shell, fail: fail,
		name: field.New(lang.L("Company"), lang.L("Northlight IT")), contact: field.New(lang.L("Contact"), ""),
		email: field.New(lang.L("E-mail"), "hello@company.example").Validate(checkEmail), phone: field.New(lang.L("Phone"), ""),
		website: field.New(lang.L("Website"), "https://"), footer: field.New(lang.L("Line at the foot of reports"), ""),
		legal: field.Text(lang.L("Legal note on reports"), "", 3),
		color: field.New(lang.L("Brand colour"), "#2457D6").Validate(checkColor).WithHint(lang.L("Accent of the window and of reports. Colours too pale to read are darkened.")),
	}
	c.picture = &canvas.Image{FillMode: canvas.ImageFillContain}
	c.picture.SetMinSize(fyne.NewSize(180, 64))
	c.noLogo = text.Muted(lang.L("No logo yet. PNG or JPEG; it stands on the cover of reports.")).Wrapped()
	c.chooser = button.Secondary(lang.L("Choose logo…"), c.choose)
	c.remove = button.Link(lang.L("Remove"), func() { c.setLogo(nil) })
	c.swatch = canvas.NewRectangle(theme.Color(theme.Accent))
	c.swatch.CornerRadius = 6
	c.swatch.SetMinSize(fyne.NewSize(32, 32))
	c.color.Input.OnChanged = func(s string) { c.dirty = true; c.preview(s) }
	for _, f := range []*field.Field{c.name, c.contact, c.email, c.phone, c.website, c.footer, c.legal} {
		f.Input.OnChanged = func(string) { c.dirty = true }
	}
	return c
}

// Company are the fields of company and contact.
func (c *Form) Company() fyne.CanvasObject {
	return place.Column(3*theme.Pad, c.name, place.Shares(theme.Gap, 340, []float32{1, 1}, c.contact, c.email),
		place.Shares(theme.Gap, 340, []float32{1, 1}, c.phone, c.website))
}

// Brand are logo and colour.
func (c *Form) Brand() fyne.CanvasObject {
	return place.Column(3*theme.Pad, container.NewStack(c.picture, c.noLogo), place.Row(2*theme.Pad, c.chooser, c.remove),
		container.NewBorder(nil, nil, nil, container.NewVBox(place.Width(1, place.InsetXY(0, 7, place.Row(0))), c.swatch), c.color))
}

// Reports are the lines that only reports show.
func (c *Form) Reports() fyne.CanvasObject { return place.Column(3*theme.Pad, c.footer, c.legal) }

// Fill shows what is stored, unless the owner is typing.
func (c *Form) Fill(w models.Workspace) {
	if c.dirty {
		return
	}
	for f, v := range map[*field.Field]string{c.name: w.Company, c.contact: w.ContactName, c.email: w.ContactEmail, c.phone: w.ContactPhone,
		c.website: w.Website, c.footer: w.ReportFooter, c.legal: w.LegalNote, c.color: w.BrandColor} {
		f.SetValue(v)
	}
	c.setLogo(w.Logo)
	c.preview(w.BrandColor)
	c.dirty = false
}

// Clean says that what was typed is stored.
func (c *Form) Clean() { c.dirty = false }

func (c *Form) choose() {
	c.shell.Pick([]string{".png", ".jpg", ".jpeg"}, func(_ string, content []byte) {
		if _, _, err := image.Decode(bytes.NewReader(content)); err != nil {
			c.fail(lang.L("This picture cannot be used."), &models.Failure{Err: err, Explanation: models.Explanation{Code: "bad-logo",
				Title: lang.L("The file is not a PNG or JPEG picture."), Cause: err.Error(), Next: lang.L("Choose another picture."), Whose: models.PartyUser}})
			return
		}
		c.setLogo(content)
	})
}

func (c *Form) setLogo(logo []byte) {
	c.logo, c.dirty = logo, true
	c.picture.Image = nil
	if img, _, err := image.Decode(bytes.NewReader(logo)); err == nil {
		c.picture.Image = img
	}
	visible(c.picture, c.picture.Image != nil)
	visible(c.noLogo, c.picture.Image == nil)
	visible(c.remove, c.picture.Image != nil)
	c.picture.Refresh()
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func (c *Form) preview(color string) {
	if parsed, err := theme.ParseHex(strings.TrimSpace(color)); err == nil {
		c.swatch.FillColor = parsed
		c.swatch.Refresh()
	}
}

// Valid marks what is wrong.
func (c *Form) Valid() bool {
	email, color := c.email.Valid(), c.color.Valid()
	return email && color
}

// Named says whether a company was entered.
func (c *Form) Named() bool { return strings.TrimSpace(c.name.Value()) != "" }

// Into takes over what was typed; Valid comes first.
func (c *Form) Into(w *models.Workspace) {
	w.Company, w.ContactName, w.ContactEmail, w.ContactPhone = strings.TrimSpace(c.name.Value()), c.contact.Value(), c.email.Value(), c.phone.Value()
	w.Website, w.ReportFooter, w.LegalNote = c.website.Value(), c.footer.Value(), c.legal.Value()
	w.BrandColor, w.Logo = strings.ToUpper(strings.TrimSpace(c.color.Value())), c.logo
}

func checkEmail(s string) error {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	if _, err := mail.ParseAddress(s); err != nil {
		return errors.New(lang.L("This is no e-mail address."))
	}
	return nil
}

func checkColor(s string) error {
	if _, err := theme.ParseHex(strings.TrimSpace(s)); err != nil {
		return errors.New(lang.L("Enter a colour such as #2457D6."))
	}
	return nil
}
