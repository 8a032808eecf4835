package onboarding

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/page/profile"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// company is the step with the owner's own details.
type company struct {
	page     *Page
	form     *profile.Form
	currency *selectbox.Box
	chosen   bool // the currency was chosen and not yet saved
	object   fyne.CanvasObject
}

func newCompany(p *Page) *company {
	c := &company{page: p, form: profile.New(p.world.Shell, p.env.Fail)}
	var currencies []selectbox.Option
	for _, code := range money.Currencies() {
		currencies = append(currencies, selectbox.Option{ID: code, Text: code})
	}
	c.currency = selectbox.New("", func(string) { c.chosen = true }, currencies...)
	money := field.Of(lang.L("Reporting currency"), place.Width(160, c.currency))
	left := place.Column(3*theme.Pad, c.form.Company(), money)
	body := place.Column(4*theme.Pad,
		place.Column(theme.Pad, text.Heading(lang.L("Welcome. Who are you?")),
			text.Muted(lang.L("This stands on the reports your clients get. Everything can be changed later in the settings.")).Wrapped()),
		place.Shares(2*theme.Gap, 620, []float32{1.25, 1}, left, c.form.Brand()),
		place.Row(2*theme.Pad, button.Primary(lang.L("Save and go on"), c.next), button.Link(lang.L("Later"), func() { p.goTo(stepRegistration) })))
	c.object = page.Scrolled(form.Narrow(1.3*form.Width, body))
	return c
}

// fill shows what is stored, unless the owner is typing.
func (c *company) fill(w models.Workspace) {
	c.form.Fill(w)
	if !c.chosen {
		c.currency.Select(w.Currency)
	}
}

func (c *company) next() {
	if !c.form.Valid() {
		return
	}
	currency := c.currency.Selected()
	c.page.save(func(w *models.Workspace) {
		c.form.Into(w)
		w.Currency = currency
	}, func() {
		c.form.Clean()
		c.chosen = false
		c.page.goTo(stepRegistration)
	})
}
