package connect

import (
	"net/url"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
)

const returnAddress = "http://localhost/consent"

// mailedLink is the consent page for somebody on another computer. It is the
// older of the two forms, which asks for all permissions of the registration
// without naming them, and carries no state: nobody waits for its return, the
// approval is noticed by asking the login service.
func mailedLink(c cloud.Cloud, tenant, clientID string) string {
	q := url.Values{"client_id": {clientID}, "redirect_uri": {returnAddress}}
	return c.LoginURL + "/" + url.PathEscape(tenant) + "/adminconsent?" + q.Encode()
}

// mail drafts the message that goes with a link, as plain text.
func mail(p models.PendingConsent, app, sender string) (subject, body string) {
	whom := p.Domain
	if whom == "" {
		whom = "your organization"
	}
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line("Hello,\n")
	line("to review the Microsoft 365 licences of ", whom, " we ask you to approve the application \"", app, "\".")
	line("Please open this link and sign in as Global Administrator or Privileged Role Administrator:\n")
	line(p.Link, "\n")
	line("Microsoft then shows what the application asks for. It can read, and change nothing:\n")
	for _, n := range needed {
		line("- ", n.unlocks, " (", n.name, ")")
	}
	line("\nMicrosoft may show our name as unverified; check that the application's name is the one above.")
	line("After you accept, the browser may show a page that cannot be reached. That is expected: the approval")
	line("has arrived and you can close the page.")
	line("\nYou can withdraw the approval at any time in the Microsoft Entra admin center under Enterprise applications.")
	line("\nKind regards")
	if sender != "" {
		line(sender)
	}
	subject = "Please approve read access for the licence review"
	if p.Domain != "" {
		subject += " of " + p.Domain
	}
	return subject, b.String()
}
