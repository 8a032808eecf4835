package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

// long shows the foot of a page that is higher than the window.
var long = fyne.NewSize(1280, 1500)

// refused is a world whose login service gives a code nobody knows.
func refused() *pagetest.World {
	return &pagetest.World{ConnectErr: &models.Failure{Explanation: models.Explanation{Code: "AADSTS999999", Title: "Microsoft refused for a reason this program does not know.",
		Cause: "The login service answered with an unknown code.", Next: "Copy the details and search for the code.", Whose: models.PartyApp,
		Raw:       "AADSTS999999: The request was refused by the policy 'Contoso baseline'. Trace ID: 1d2c7e90 Correlation ID: 77aa Timestamp: 2026-11-20 08:24:00Z",
		RequestID: "1d2c7e90-31f0-4f7a-9a55-4b0f6f1e2d3c", At: pagetest.Now}}}
}

// partnerScreens are the pictures of partner mode and the life of a tenant.
func partnerScreens() []screen {
	at := page.Route{Page: page.Partner}
	customer := func(i int) string { return pagetest.PartnerCustomers()[i].TenantID }
	chosen := func(i int) page.Route { return page.Route{Page: page.Partner, Select: customer(i)} }
	own := page.For(page.Tenant, tenantID(1))
	return []screen{
		{"partner", full, chosen(3), nil},
		{"partner-ending", full, page.Route{Page: page.Partner, Filter: "ending"}, nil},
		{"partner-pending", full, chosen(9), nil},
		{"partner-signedout", full, at, func(r *rig) { r.signedOut() }},
		{"partner-waiting", full, at, func(r *rig) {
			r.signedOut()
			r.world.Block, r.partner.Block = make(chan struct{}), make(chan struct{})
			r.tap("Sign in with the browser")
		}},
		{"partner-code", full, at, func(r *rig) {
			r.signedOut()
			r.world.Block, r.partner.Block = make(chan struct{}), make(chan struct{})
			r.tap("Use a code")
			r.queue.Until(r.t, "the code is shown", func() bool { return r.says("HX7K") })
		}},
		{"partner-refused", full, at, func(r *rig) {
			r.signedOut()
			r.partner.SignInErr = refused().ConnectErr
			r.tap("Sign in with the browser")
		}},
		{"partner-signout", full, at, func(r *rig) { r.tap("Sign out…") }},
		{"partner-link", full, chosen(1), func(r *rig) { r.tap("Consent link…") }},
		{"partner-failed", full, chosen(1), func(r *rig) {
			r.partner.Refuse = map[string]error{customer(1): pagetest.NotApproved()}
			r.tapAt("Connect", func(found []pagetest.Spot) pagetest.Spot {
				i := slices.IndexFunc(found, func(s pagetest.Spot) bool { return s.Text.Text == "Connect" })
				return found[i]
			})
		}},
		{"tenant-foot", full, own, func(r *rig) { r.foot() }},
		{"tenant-refused", refused, own, func(r *rig) { r.foot() }},
		{"tenant-grant", full, own, func(r *rig) { r.win.Resize(long); r.tap("How to grant…") }},
		{"tenant-names", full, page.For(page.Tenant, tenantID(11)), func(r *rig) { r.tap("Show the cure…") }},
		{"tenant-delete", full, own, func(r *rig) { r.life().Delete(pagetest.Rows()[1].Tenant) }},
		{"tenant-purge", full, own, func(r *rig) { r.life().Purge(pagetest.Rows()[1].Tenant) }},
		{"tenant-credential", full, own, func(r *rig) { r.life().NewCredential(pagetest.Rows()[1].Tenant) }},
		{"tenant-deleted", full, page.Route{Page: page.Tenants}, func(r *rig) { r.life().Deleted(); r.settle() }},
		{"tenants-disconnected", full, page.Route{Page: page.Tenants}, func(r *rig) { r.disconnected(tenantID(3)) }},
		{"tenant-disconnected", full, page.For(page.Tenant, tenantID(3)), func(r *rig) { r.disconnected(tenantID(3)) }},
	}
}

// foot scrolls the page in view to its end.
func (r *rig) foot() {
	var down func(fyne.CanvasObject)
	down = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *container.Scroll:
			o.ScrollToBottom()
		case *fyne.Container:
			for _, c := range o.Objects {
				down(c)
			}
		}
	}
	down(r.current.Content())
}

// signedOut shows the partner page before anybody signed in.
func (r *rig) signedOut() {
	r.partner.SignedOut = true
	r.onFresh()
	r.settle()
}

// disconnected shows one tenant as disconnected, on pages built from now on.
func (r *rig) disconnected(id string) {
	r.deps.Portfolio = away{r.world, pagetest.Changed{World: r.world, Change: pagetest.Disconnected(id)}}
	clear(r.pages)
	to := r.Route()
	r.at(page.Route{Page: page.Dashboard})
	r.at(to)
}

// away answers questions about figures with one tenant disconnected.
type away struct {
	Portfolio
	tenants pagetest.Changed
}

// Tenants are those of the pictures, one of them disconnected.
func (a away) Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error) {
	return a.tenants.Tenants(ctx, scope)
}
