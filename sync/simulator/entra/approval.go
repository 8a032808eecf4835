package entra

import (
	"strconv"

	"msp-license-tracker/sync/simulator/registry"
)

// shown is the name of an application as the pages write it: nobody checks
// the name, so the publisher stands beside it.
func (s *Service) shown(app registry.App) string {
	switch {
	case app.FirstParty():
		return app.Name + " · Microsoft Corporation (verified)"
	case app.Verified:
		return app.Name + " · Verified"
	default:
		return app.Name + " · Unverified"
	}
}

// warning is the note about publishers that are not verified.
func (s *Service) warning(v *visit) string {
	if s.Registry.PolicyOf(v.tenant.ID).RiskyPublishers && !v.app.Verified && !v.app.FirstParty() {
		return "This application may be risky: its publisher is not verified. Only continue if you trust it."
	}
	return ""
}

// askAdmin is where a person ends who may not approve: with a request to file
// where the tenant offers that, else with the advice to ask somebody.
func (s *Service) askAdmin(v *visit) {
	rule := s.Registry.PolicyOf(v.tenant.ID)
	risky := rule.RiskyPublishers && !v.app.Verified && !v.app.FirstParty()
	code := 90094
	switch {
	case rule.ApprovalWorkflow && risky:
		code = 900981
	case rule.ApprovalWorkflow:
		code = 90095
	case risky:
		code = 900941
	}
	if rule.ApprovalWorkflow && v.form("action") == "request" {
		s.Registry.Ask(registry.Request{AppID: v.app.ID, Tenant: v.tenant.ID, Account: v.person.UPN, Reason: v.form("reason")})
		show(v.w, page{Kind: "requested", Title: "Request sent", App: s.shown(v.app), Text: "An administrator will decide about it.", Action: v.r.URL.RequestURI(), Hidden: v.keep()})
		return
	}
	p := page{Kind: "need-approval", Title: "Need admin approval", App: s.shown(v.app), Code: code, Action: v.r.URL.RequestURI(), Hidden: v.keep(),
		Text: "AADSTS" + strconv.Itoa(code) + ": The application needs permissions that only an administrator of your organization can grant."}
	if rule.ApprovalWorkflow {
		p.Kind, p.Title = "ask-approval", "Approval required"
	}
	show(v.w, p)
}
