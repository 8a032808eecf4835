package partner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
)

// ask lists the customers afresh.
func (p *Page) ask() {
	p.asked = true
	page.Load(p.asker, p.service.Customers, func(all []models.PartnerCustomer, err error) {
		if err != nil {
			p.trouble(err)
			p.fillAccount()
			return
		}
		p.data.customers, p.data.account.Discovered = all, p.env.Now()
		p.say()
		p.fill()
	})
	p.fillAccount()
}

// say shows a notice above the table, or none.
func (p *Page) say(objects ...fyne.CanvasObject) {
	p.notice.Objects = objects
	p.notice.Refresh()
	p.frame.Arrange()
}

func (p *Page) trouble(err error) {
	x := models.Explain(err)
	p.say(banner.New(theme.Severe, lang.L(x.Title)+" "+lang.L(x.Next)).WithAction(lang.L("Copy details"), func() { p.env.Copy(frame.Details(lang.L("Customers"), x)) }))
}
