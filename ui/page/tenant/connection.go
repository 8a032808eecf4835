package tenant

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// endsSoon is when the end of a credential is worth a warning.
const endsSoon = 30 * 24 * time.Hour

// connection says how the tenant is reached and holds the orders of its life.
func (p *Page) connection() fyne.CanvasObject {
	t := p.data.row.Tenant
	body := place.Column(3*theme.Pad, factlist.New(connectionFacts(t, p.env.Now())...))
	orders := []fyne.CanvasObject{button.Secondary(lang.L("Reconnect…"), p.reconnect)}
	if label, do := p.renew(t); t.State == models.TenantConnected {
		orders = append(orders, button.Secondary(label, do))
	}
	orders = append(orders, button.Secondary(lang.L("Copy tenant id"), func() { p.env.Copy(t.ID) }))
	body.Add(place.Wrap(2*theme.Pad, orders...))
	body.Add(text.Title(lang.L("End of the connection")))
	var ends []fyne.CanvasObject
	if t.State == models.TenantConnected {
		ends = append(ends, button.Secondary(lang.L("Disconnect…"), func() { p.actions.Disconnect(t.ID, page.TenantName(t)) }))
	}
	ends = append(ends, button.Secondary(lang.L("Delete…"), func() { p.tools.Life.Delete(t) }), button.Secondary(lang.L("Purge…"), func() { p.tools.Life.Purge(t) }))
	body.Add(text.Small(lang.L("Disconnecting keeps all data and the place in the list. Deleting hides the tenant and keeps its history. Purging removes everything for good.")).Wrapped())
	body.Add(place.Wrap(2*theme.Pad, ends...))
	return card.Titled(lang.L("Connection"), nil, body)
}

func connectionFacts(t models.Tenant, now time.Time) []factlist.Fact {
	c := t.Connection
	facts := []factlist.Fact{{Label: lang.L("Reached through"), Value: kindName(c.Kind)}, {Label: lang.L("Cloud"), Value: cloudName(c)}}
	if c.ClientID != "" {
		facts = append(facts, factlist.Fact{Label: lang.L("Application (client) id"), Value: c.ClientID})
	}
	facts = append(facts, credentialFact(c, now))
	if !t.AddedAt.IsZero() {
		facts = append(facts, factlist.Fact{Label: lang.L("Connected since"), Value: page.Date(t.AddedAt), Note: page.Ago(t.AddedAt, now)})
	}
	return facts
}

// credentialFact says what proves the program and when that ends.
func credentialFact(c models.Connection, now time.Time) factlist.Fact {
	f := factlist.Fact{Label: lang.L("Credential"), Value: lang.L("client secret")}
	switch {
	case c.Kind == models.PartnerConnection:
		f.Value = lang.L("your partner sign-in")
		return f
	case c.Credential == models.CertificateCredential:
		f.Value = lang.L("certificate")
	}
	switch {
	case c.CredentialEnds.IsZero():
		f.Note = lang.L("end date not known")
	case !c.CredentialEnds.After(now):
		f.Value, f.Tone = f.Value+", "+lang.L("ended")+" "+page.Date(c.CredentialEnds), theme.Severe
	default:
		f.Value += ", " + lang.L("ends") + " " + page.Date(c.CredentialEnds)
		f.Note = page.Until(c.CredentialEnds, now)
		if c.CredentialEnds.Sub(now) <= endsSoon {
			f.Tone = theme.Caution
		}
	}
	return f
}

func kindName(k models.ConnectionKind) string {
	switch k {
	case models.SharedRegistration:
		return lang.L("your registration, approved by the customer")
	case models.PartnerConnection:
		return lang.L("partner sign-in")
	default:
		return lang.L("the tenant's own app registration")
	}
}

func cloudName(c models.Connection) string {
	names := map[string]string{"": "Microsoft 365 (worldwide)", "global": "Microsoft 365 (worldwide)", "usgov": "US Government (GCC High)",
		"usdod": "US Government (DoD)", "china": "China (21Vianet)"}
	if n, ok := names[c.Cloud]; ok {
		return lang.L(n)
	}
	if c.LoginURL != "" {
		return c.LoginURL
	}
	return c.Cloud
}
