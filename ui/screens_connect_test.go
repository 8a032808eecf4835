package ui

import (
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

// connectScreens are the pictures of registering and connecting.
func connectScreens() []screen {
	welcome := page.Route{Page: page.Onboarding}
	registering := page.Route{Page: page.Onboarding, Filter: "registration"}
	connecting := page.Route{Page: page.Connect}
	return []screen{
		{"first-company", empty, welcome, nil},
		{"first-register", empty, registering, nil},
		{"first-plan", empty, registering, func(r *rig) { r.tap("Show the plan") }},
		{"first-code", empty, registering, func(r *rig) {
			r.tap("Show the plan")
			r.world.Block = make(chan struct{})
			r.win.Resize(wide)
			r.tap("Use a device code")
			r.queue.Until(r.t, "the code is shown", func() bool { return r.says("FJW4") })
			r.world.Publish(event.ConnectProgress{Text: "Granting the permissions in your organization."})
			r.queue.Drain()
		}},
		{"first-running", empty, registering, func(r *rig) {
			r.tap("Show the plan")
			r.world.Block = make(chan struct{})
			r.win.Resize(wide)
			r.tap("Sign in and create")
			for _, s := range []string{"Waiting for you to sign in.", "Looking for a registration made before.", "Making the app registration.", "Granting the permissions in your organization."} {
				r.world.Publish(event.ConnectProgress{Text: s})
				r.queue.Drain()
			}
		}},
		{"first-failed", empty, registering, func(r *rig) {
			r.world.ConnectErr = &models.Failure{Explanation: registrationRole()}
			r.tap("Show the plan")
			r.win.Resize(wide)
			r.tap("Sign in and create")
		}},
		{"first-created", empty, registering, func(r *rig) {
			r.tap("Show the plan")
			r.win.Resize(wide)
			r.tap("Sign in and create")
		}},
		{"first-hand", empty, registering, func(r *rig) { r.tap("Show the steps") }},
		{"first-client", empty, page.Route{Page: page.Onboarding, Filter: "client"}, nil},
		{"first-scan", full, page.Route{Page: page.Onboarding, Filter: "scan"}, nil},
		{"first-scanning", full, page.Route{Page: page.Onboarding, Filter: "scan"}, func(r *rig) { scanSome(r); r.watch() }},
		{"connect-unregistered", unregistered, connecting, nil},
		{"connect-links", full, connecting, sendLinks},
		{"connect-link", full, connecting, func(r *rig) { sendLinks(r); r.win.Resize(wide); r.tap("Show the link") }},
		{"connect-waiting", full, connecting, func(r *rig) {
			r.world.Block = make(chan struct{})
			r.tap("Open consent page")
			r.queue.Until(r.t, "the page is open", func() bool { return r.says("Copy the link") })
		}},
		{"connect-granted", full, connecting, func(r *rig) { r.tap("Open consent page") }},
		{"connect-own", full, page.Route{Page: page.Connect, Filter: "own"}, nil},
		{"connect-declined", refusing(declined()), connecting, func(r *rig) { r.tap("Open consent page") }},
		{"connect-wrong-tenant", refusing(wrongTenant()), connecting, func(r *rig) { r.tap("Open consent page") }},
		{"connect-unverified", refusing(unverified()), connecting, func(r *rig) { r.tap("Open consent page") }},
		{"connect-unknown", refusing(unknownCode()), connecting, func(r *rig) { r.tap("Open consent page") }},
		{"connect-own-failed", refusing(*pagetest.SecretExpired()), page.Route{Page: page.Connect, Filter: "own"}, func(r *rig) {
			r.write("Tenant", "contoso.com")
			r.write("Application (client) id", pagetest.ClientID)
			r.write("Client secret", "abc8Q~not-a-real-secret")
			r.win.Resize(wide)
			r.tapLow("Connect")
		}},
		{"settings-registration", expiring, page.Route{Page: page.Settings, Filter: "registration"}, nil},
		{"settings-unregistered", unregistered, page.Route{Page: page.Settings, Filter: "registration"}, nil},
		{"settings-rotate-failed", refusing(registrationRole()), page.Route{Page: page.Settings, Filter: "registration"}, func(r *rig) { r.tap("Replace the credential") }},
	}
}

func unregistered() *pagetest.World { return &pagetest.World{Unregistered: true} }

func expiring() *pagetest.World {
	w := &pagetest.World{}
	r := pagetest.Registered()
	r.CredentialEnds = pagetest.Now.AddDate(0, 0, 12)
	w.SetRegistration(r)
	return w
}

func refusing(x models.Explanation) func() *pagetest.World {
	return func() *pagetest.World {
		return &pagetest.World{ConnectErr: &models.Failure{Explanation: x}}
	}
}

func registrationRole() models.Explanation {
	return models.Explanation{Code: "registration-role", Title: "This account may not make or change app registrations.", Cause: "It lacks the role Application Administrator or Cloud Application Administrator.",
		Next: "Sign in with an account that has one of these roles.", Whose: models.PartyMSP, RequestID: "8f0e4a39-a7b0-4d6f-9c2a-5b1f6a1e7f0e", At: pagetest.Now}
}

func declined() models.Explanation {
	return models.Explanation{Code: "AADSTS65004", Title: "The approval was cancelled.", Cause: "The person on the consent page chose Cancel.", Next: "Explain what the permissions are for and open the consent page again.", Whose: models.PartyCustomer}
}

func wrongTenant() models.Explanation {
	return models.Explanation{Code: "consent-wrong-tenant", Title: "Another organization approved than the one asked for.", Cause: "The browser was signed in to Microsoft as somebody of another tenant.",
		Next: "Open the link in a private window and sign in as an administrator of this customer. Nothing was stored.", Whose: models.PartyUser}
}

func unverified() models.Explanation {
	return models.Explanation{Code: "AADSTS900941", Title: "Microsoft judges the application risky.", Cause: "This is usual for a publisher that is not verified. Administrators can still approve.",
		Next: "Let an administrator approve it, or get your publisher verified in Partner Center.", Whose: models.PartyCustomer}
}

func unknownCode() models.Explanation {
	return models.Explanation{Code: "AADSTS999001", Title: "Microsoft answered with an error this program does not know.", Cause: "No catalogue of ours explains this code.", Next: "Try again. If it stays, copy the details for support.",
		Whose: models.PartyApp, RequestID: "8f0e4a39-a7b0-4d6f-9c2a-5b1f6a1e7f0e", At: pagetest.Now, Raw: "AADSTS999001: " + strings.Repeat("The request could not be completed for reasons only known here. ", 4)}
}

// sendLinks asks three customers, of whom one accepted and one declined.
func sendLinks(r *rig) {
	for _, tenant := range []string{"fjordlog.example", "lumen.example", "quayside.example"} {
		_, _ = r.world.ConsentLink(r.t.Context(), tenant)
	}
	r.world.MoveConsent("link-lumen.example", func(c *models.PendingConsent) {
		c.State, c.Text = models.ConsentAccepted, "Accepted at 08:12 and proved by a token of that tenant."
	})
	r.world.MoveConsent("link-quayside.example", func(c *models.PendingConsent) {
		x := declined()
		c.State, c.Text, c.Explanation = models.ConsentFailed, "The approval was cancelled.", &x
	})
	r.queue.Until(r.t, "the links are shown", func() bool { return r.says("quayside.example") && r.says("failed") })
}
