package life

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// deletedRow is one hidden tenant with its two ways out; leave closes the list.
func (o *Orders) deletedRow(t models.Tenant, leave func()) fyne.CanvasObject {
	again := button.Secondary(lang.L("Connect again…"), func() {
		leave()
		o.env.Navigate(Reconnect(t))
	})
	purge := button.Secondary(lang.L("Purge…"), func() {
		leave()
		o.Purge(t)
	})
	names := place.Column(theme.Pad, text.Strong(page.TenantName(t)).Wrapped(), text.Small(page.Domain(t)).Wrapped())
	return page.Edges(nil, nil, nil, place.Row(2*theme.Pad, again, purge), names)
}
