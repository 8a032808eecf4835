package life

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/workspace"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Purge asks for the tenant's name, letter by letter, then removes every trace
// of it. There is no way back.
func (o *Orders) Purge(t models.Tenant) {
	name := workspace.PurgeName(t)
	typed := field.New(lang.L("Type the tenant's name to confirm")+": "+name, "")
	body := place.Column(3*theme.Pad,
		consequences(
			loss{lang.L("Every scan, user, licence, figure and history row of this tenant is removed from this computer."), true},
			credentialLoss(t),
			loss{lang.L("Nothing can bring it back, not even connecting it again."), true},
			loss{lang.L("Nothing changes in the tenant itself, at Microsoft."), false}),
		typed)
	m := modal.Show(o.env.Window.Canvas(), modal.Options{
		Title: lang.L("Purge") + " " + page.TenantName(t) + " " + lang.L("for good?"), Width: 480, Content: body,
		Confirm: lang.L("Purge for good"), Danger: true, Focus: typed.Input,
		OnConfirm: func() bool {
			answer := typed.Value()
			o.run(lang.L("The tenant could not be purged."), name+" "+lang.L("and all its data are removed."), func(ctx context.Context) error {
				return o.tenants.Purge(ctx, t.ID, answer)
			})
			return true
		},
	})
	m.Confirm().Disable()
	typed.Input.OnChanged = func(s string) {
		if s == name {
			m.Confirm().Enable()
		} else {
			m.Confirm().Disable()
		}
	}
}

// Deleted lists the hidden tenants with the ways out: connect again, or purge.
func (o *Orders) Deleted() {
	o.env.Runner.Go(func(ctx context.Context) {
		all, err := o.tenants.Deleted(ctx)
		o.env.Runner.Post(func() {
			if err != nil {
				o.env.Fail(lang.L("The deleted tenants cannot be listed."), err)
				return
			}
			o.showDeleted(all)
		})
	})
}

func (o *Orders) showDeleted(all []models.Tenant) {
	var m *modal.Modal
	body := place.Column(3 * theme.Pad)
	if len(all) == 0 {
		body.Add(text.Muted(lang.L("No tenant is deleted. A deleted tenant is hidden everywhere; its history waits here until it is connected again or purged.")).Wrapped())
	}
	for _, t := range all {
		body.Add(o.deletedRow(t, func() { m.Close() }))
	}
	m = modal.Show(o.env.Window.Canvas(), modal.Options{Title: lang.L("Deleted tenants"), Width: 560, Content: body, Cancel: lang.L("Close")})
}
