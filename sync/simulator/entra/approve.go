package entra

import (
	"slices"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/world"
)

// approve sees to it that the scopes of a sign-in are consented to. done is
// false when a page was shown instead.
func (s *Service) approve(v *visit, scope string, again bool) (done bool, f *fail) {
	w, f := s.read(scope)
	if f != nil {
		return false, f
	}
	held, f := s.held(v.app, v.tenant, v.person, w)
	if f != nil {
		return false, f
	}
	missing := s.lacking(v.app, w, held)
	if len(v.app.Preauthorized) > 0 || len(missing) == 0 && !again {
		return true, nil
	}
	admin := world.HasRole(v.roles, world.PrivilegedAdmin, world.CloudAppAdmin, world.AppAdmin)
	reserved := slices.ContainsFunc(missing, func(n string) bool { return registry.NeedsAdmin(w.service, n) })
	rule := s.Registry.PolicyOf(v.tenant.ID)
	switch {
	case !admin && (reserved || rule.RiskyPublishers && !v.app.Verified):
		s.askAdmin(v)
		return false, nil
	case v.form("action") != "accept":
		show(v.w, page{Kind: "consent", Title: "Permissions requested", App: s.shown(v.app), Text: s.warning(v), Items: missing,
			Everyone: admin, Action: v.r.URL.RequestURI(), Hidden: v.keep()})
		return false, nil
	}
	user := v.person.ID
	if admin && v.form("everyone") != "" {
		user = ""
	}
	s.Registry.ConsentScopes(v.app.ID, v.tenant.ID, user, w.service, missing)
	s.Registry.SettleFor(v.app.ID, v.tenant.ID)
	return true, nil
}
