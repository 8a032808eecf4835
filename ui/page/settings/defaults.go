package settings

import (
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// defaults is the part that moves figures: currency, threshold, grace.
type defaults struct {
	page     *Page
	object   fyne.CanvasObject
	dirty    bool
	currency *selectbox.Box
	days     *chipbar.Bar
	grace    *field.Field
	theme    *chipbar.Bar
}

func newDefaults(p *Page) *defaults {
	d := &defaults{page: p}
	var currencies []selectbox.Option
	for _, c := range money.Currencies() {
		currencies = append(currencies, selectbox.Option{ID: c, Text: c})
	}
	touched := func([]string) { d.dirty = true }
	d.currency = selectbox.New(lang.L("Currency"), func(string) { d.dirty = true }, currencies...)
	var days []chipbar.Item
	for _, n := range models.InactiveChoices {
		days = append(days, chipbar.Item{ID: strconv.Itoa(n), Look: chip.Look{Label: page.Plural(n, "day", "days")}})
	}
	d.days = chipbar.Single(touched, days...)
	d.grace = field.New(lang.L("Grace period of new accounts, in days"), "30").Validate(checkGrace).
		WithHint(lang.L("A licence that was never used is a finding only once account and assignment are older."))
	d.grace.Input.OnChanged = func(string) { d.dirty = true }
	d.theme = chipbar.Single(touched, chipbar.Item{ID: "system", Look: chip.Look{Label: lang.L("As the system")}},
		chipbar.Item{ID: "light", Look: chip.Look{Label: lang.L("Light")}}, chipbar.Item{ID: "dark", Look: chip.Look{Label: lang.L("Dark")}})
	figures := card.Titled(lang.L("What counts"), nil, place.Column(4*theme.Pad,
		field.Of(lang.L("Reporting currency"), place.Width(200, d.currency)),
		text.Small(lang.L("A price in another currency is left out of sums until an exchange rate is known.")).Wrapped(),
		field.Of(lang.L("A user is inactive after"), d.days), d.grace))
	look := card.Titled(lang.L("Look"), nil, place.Column(3*theme.Pad, field.Of(lang.L("Theme"), d.theme)))
	save := place.Row(0, button.Primary(lang.L("Save"), d.save))
	d.object = page.Scrolled(place.Column(theme.Gap, place.Shares(theme.Gap, 700, []float32{1, 1}, figures, look), save))
	return d
}

func (d *defaults) fill(w models.Workspace) {
	if d.dirty {
		return
	}
	d.currency.Select(w.Currency)
	d.days.Select(strconv.Itoa(w.InactiveAfterDays))
	d.grace.SetValue(strconv.Itoa(w.GraceDays))
	d.theme.Select(w.Theme)
	d.dirty = false
}

func (d *defaults) clean() { d.dirty = false }

func (d *defaults) save() {
	if !d.grace.Valid() {
		return
	}
	d.page.save(func(w *models.Workspace) {
		w.Currency = d.currency.Selected()
		w.InactiveAfterDays = first(d.days.Selected(), w.InactiveAfterDays)
		w.GraceDays, _ = strconv.Atoi(strings.TrimSpace(d.grace.Value()))
		if t := d.theme.Selected(); len(t) > 0 {
			w.Theme = t[0]
		}
	})
}

func first(ids []string, otherwise int) int {
	if len(ids) == 0 {
		return otherwise
	}
	n, err := strconv.Atoi(ids[0])
	if err != nil {
		return otherwise
	}
	return n
}

func checkGrace(s string) error {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 || n > 365 {
		return errors.New(lang.L("Enter a number of days from 0 to 365."))
	}
	return nil
}
