package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/profile"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
)

// company is the part with the owner's own details, which appear on reports.
type company struct {
	page   *Page
	form   *profile.Form
	object fyne.CanvasObject
}

func newCompany(p *Page) *company {
	c := &company{page: p, form: profile.New(p.shell, p.env.Fail)}
	left := card.Titled(lang.L("Your company"), nil, c.form.Company())
	brand := card.Titled(lang.L("On reports"), nil, place.Column(3*theme.Pad, c.form.Brand(), c.form.Reports()))
	save := place.Row(0, button.Primary(lang.L("Save"), c.save))
	c.object = page.Scrolled(place.Column(theme.Gap, place.Shares(theme.Gap, 700, []float32{1, 1}, left, brand), save))
	return c
}

func (c *company) save() {
	if c.form.Valid() {
		c.page.save(func(w *models.Workspace) { c.form.Into(w) })
	}
}
