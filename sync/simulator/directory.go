package simulator

import (
	"crypto/x509"
	"time"

	"msp-license-tracker/sync/simulator/registry"
)

// Policy is what the administrators of a tenant decided about applications.
type Policy = registry.Policy

// ApprovalRequest is a person's wish that an administrator approve an
// application.
type ApprovalRequest = registry.Request

// Microsoft's own public clients, registered in every cloud. GraphTools takes
// any Graph scope once it is consented to; the Azure ones have a fixed list
// and never ask.
const (
	GraphTools      = registry.GraphTools
	AzurePowerShell = registry.AzurePowerShell
	AzureCLI        = registry.AzureCLI
)

// Home describes the MSP's own tenant and the people of it who sign in.
type Home struct {
	ID         string `json:"id"`
	Domain     string `json:"domain"`
	Name       string `json:"name"`
	Admin      string `json:"admin"`      // Global Administrator and admin agent
	Technician string `json:"technician"` // Cloud Application Administrator and admin agent
	Plain      string `json:"plain"`      // no role at all
}

// Home is the MSP's tenant: partner of every customer, home of the shared
// registration, distinct from the client tenants.
func (s *Simulator) Home() Home {
	h := s.world.Home
	return Home{h.ID, h.Domain, h.Name, h.Admin().UPN, s.world.Technician().UPN, s.world.Bystander().UPN}
}

// Customers are the tenants the MSP looks after, the client tenants first. The
// further ones have no registration of their own (ClientID is empty).
func (s *Simulator) Customers() []TenantInfo {
	out := s.Tenants()
	for _, t := range s.world.Further {
		out = append(out, TenantInfo{ID: t.ID, Domain: t.Domain, Name: t.Name, Story: t.Story})
	}
	return out
}

// People are the accounts of a tenant tests sign in with: its Global
// Administrator and somebody without a role. tenant is an id or a domain.
func (s *Simulator) People(tenant string) (admin, plain string) {
	t := s.world.Tenant(tenant)
	if t == nil {
		return "", ""
	}
	return t.Admin().UPN, t.Plain().UPN
}

// SharedApp is the MSP's multitenant registration; no tenant has consented to
// it at the start.
func (s *Simulator) SharedApp() (clientID, secret string) { return s.shared.ID, s.secret }

// PartnerURL is where this cloud's Partner Center API answers, under /v1. Its
// tokens have the audience https://api.partnercenter.microsoft.com.
func (s *Simulator) PartnerURL() string { return s.hosts.loginURL() }

// SetPolicy replaces the policy of a tenant, named by id or domain.
func (s *Simulator) SetPolicy(tenant string, p Policy) {
	if t := s.world.Tenant(tenant); t != nil {
		s.registry.SetPolicy(t.ID, p)
	}
}

// Settle ends the waiting for replication and propagation: everything done so
// far is known everywhere, and what comes later waits again.
func (s *Simulator) Settle() { s.registry.Settle() }

// AddCertificate lets a certificate prove a registration; "" = all of them.
func (s *Simulator) AddCertificate(clientID string, cert *x509.Certificate) {
	s.registry.Trust(clientID, cert)
}

// ExpireSecret ends the secrets of a registration.
func (s *Simulator) ExpireSecret(clientID string, at time.Time) {
	s.registry.ExpireSecret(clientID, at)
}

// Revoke takes a registration's enterprise application out of a tenant.
func (s *Simulator) Revoke(clientID, tenantID string) { s.registry.Revoke(clientID, tenantID) }

// Disable switches sign-in with an enterprise application off or on again.
func (s *Simulator) Disable(clientID, tenantID string, off bool) {
	s.registry.Disable(clientID, tenantID, off)
}

// SignOut revokes every sign-in of an account, as a password reset does: its
// refresh tokens are refused with AADSTS50173 from now on.
func (s *Simulator) SignOut(account string) { s.registry.SignOut(account) }

// ApprovalRequests are the requests nobody has decided yet; consent by an
// administrator of the tenant takes them off the list.
func (s *Simulator) ApprovalRequests() []ApprovalRequest { return s.registry.Requests() }
