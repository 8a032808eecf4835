// Package life asks before it changes where a tenant stands in its life with
// us: delete, restore, purge, and a new credential in place of one that ends.
// Each question says what will be lost; each failure is told in place.
package life

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Tenants ends what disconnecting leaves. A refusal is an Explainer.
type Tenants interface {
	// Delete hides a tenant everywhere and forgets its credential; its history
	// stays.
	Delete(ctx context.Context, tenantID string) error
	// Deleted lists the tenants that Delete hid.
	Deleted(ctx context.Context) ([]models.Tenant, error)
	// Purge removes every row and the keyring entry of a tenant for good. It
	// refuses unless typedName is workspace.PurgeName, letter by letter.
	Purge(ctx context.Context, tenantID, typedName string) error
}

// Credentials replaces what proves the program to a tenant.
type Credentials interface {
	// RotateCredential proves the new credential before it drops the old one.
	RotateCredential(ctx context.Context, tenantID string, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error)
}

// Picker asks for a file and reads it.
type Picker interface {
	Pick(extensions []string, done func(name string, content []byte))
}

// Orders are the questions a page can ask about a tenant. They belong to the
// UI goroutine.
type Orders struct {
	env         page.Env
	tenants     Tenants
	credentials Credentials
	picker      Picker
}

// New makes the orders.
func New(env page.Env, tenants Tenants, credentials Credentials, picker Picker) *Orders {
	return &Orders{env: env, tenants: tenants, credentials: credentials, picker: picker}
}

// Reconnect is the place where a tenant is connected again: the list of partner
// customers, or the form filled with what is known of it.
func Reconnect(t models.Tenant) page.Route {
	if t.Connection.Kind == models.PartnerConnection {
		return page.Route{Page: page.Partner, Select: t.ID}
	}
	return page.For(page.Connect, t.ID)
}

// Delete asks, then hides a tenant everywhere.
func (o *Orders) Delete(t models.Tenant) {
	name := page.TenantName(t)
	modal.Show(o.env.Window.Canvas(), modal.Options{
		Title: lang.L("Delete") + " " + name + "?", Width: 480, Confirm: lang.L("Delete"), Danger: true,
		Content: consequences(
			loss{lang.L("It is hidden everywhere and leaves every sum, list and report."), true},
			loss{lang.L("Scans of it stop."), true},
			credentialLoss(t),
			loss{lang.L("What was scanned so far stays on this computer and comes back when the tenant is connected again."), false}),
		OnConfirm: func() bool {
			o.run(lang.L("The tenant could not be deleted."), name+" "+lang.L("is deleted. Its history stays under Deleted tenants."), func(ctx context.Context) error { return o.tenants.Delete(ctx, t.ID) })
			return true
		},
	})
}

// run carries an order out in the background and tells its end.
func (o *Orders) run(failure, success string, work func(context.Context) error) {
	o.env.Runner.Go(func(ctx context.Context) {
		err := work(ctx)
		o.env.Runner.Post(func() {
			if err != nil {
				o.env.Fail(failure, err)
				return
			}
			o.env.Notify(theme.Positive, success)
		})
	})
}

// credentialLoss says what becomes of the proof: only a tenant's own one goes.
func credentialLoss(t models.Tenant) loss {
	switch t.Connection.Kind {
	case models.SharedRegistration:
		return loss{lang.L("Your app registration and its credential stay: other tenants use them."), false}
	case models.PartnerConnection:
		return loss{lang.L("Your partner sign-in stays: other customers use it."), false}
	default:
		return loss{lang.L("Its credential is removed from this computer's keyring."), true}
	}
}

// loss is one consequence; bad ones are lost.
type loss struct {
	text string
	bad  bool
}

// consequences lists what an order takes away and what it leaves.
func consequences(all ...loss) *fyne.Container {
	column := place.Column(2 * theme.Pad)
	for _, l := range all {
		mark, ink := "✓  ", theme.Good
		if l.bad {
			mark, ink = "×  ", theme.Critical
		}
		column.Add(text.Flow(text.Span{Text: mark, Ink: ink, Bold: true}, text.Span{Text: l.text}))
	}
	return column
}
