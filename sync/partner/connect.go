package partner

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/graph"
)

var guid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// spreadLimit is Microsoft's own figure for an approval to reach every server.
const spreadLimit = 3 * time.Minute

// Connect lets a customer be scanned with tokens of the partner sign-in. Where
// the application is not approved there it is approved through Partner Center;
// when that cannot be, the error says so and the consent link is left. It is
// proved by reading the organization before anything is stored.
func (s *Service) Connect(ctx context.Context, customerTenantID string) (models.Tenant, error) {
	id := strings.ToLower(strings.TrimSpace(customerTenantID))
	if !guid.MatchString(id) {
		return models.Tenant{}, fault.Local(fault.InputTenant, "connect a customer", nil)
	}
	h, err := s.home(ctx)
	if err != nil {
		return models.Tenant{}, err
	}
	tenant, err := s.tenant(ctx, id)
	if err != nil {
		return models.Tenant{}, err
	}
	if tenant.State == models.TenantConnected && tenant.Connection.Kind != models.PartnerConnection {
		return models.Tenant{}, fault.Local(fault.PartnerConnectedOther, "connect a customer", nil).In(id)
	}
	if err := s.reachable(ctx, id); err != nil {
		return models.Tenant{}, err
	}
	tenant.ID, tenant.Connection = id, h.tenant.Connection
	if err := s.approved(ctx, h, tenant); err != nil {
		return models.Tenant{}, named(err, id)
	}
	return s.finish(ctx, h, tenant)
}

// reachable stops where the list already says that nobody has access: Entra's
// own refusal would come later and say less.
func (s *Service) reachable(ctx context.Context, id string) error {
	c, err := s.customer(ctx, id)
	if errors.Is(err, ErrUnknownCustomer) {
		return nil // not listed yet: let Entra decide
	}
	if err != nil {
		return err
	}
	if !c.Usable {
		return fault.Local(fault.PartnerNoAccess, "connect a customer", errors.New(strings.Join(c.Gaps, " "))).In(id)
	}
	return nil
}

// approved makes sure that a token for the customer carries the permissions
// without which there are no figures.
func (s *Service) approved(ctx context.Context, h home, tenant models.Tenant) error {
	err := s.proved(ctx, tenant)
	if err == nil || !unapproved(err) {
		return err
	}
	s.Publish(event.ConnectProgress{Text: "Approving the application through Partner Center."})
	if err := s.approve(ctx, h, tenant.ID, fault.Is(err, fault.PartnerScopes)); err != nil {
		return err
	}
	return s.await(ctx, tenant)
}

// proved asks for a fresh token and looks at its permissions.
func (s *Service) proved(ctx context.Context, tenant models.Tenant) error {
	token, err := s.Person.Renew(ctx, tenant)
	if err != nil {
		return err
	}
	var lacks []string
	for _, p := range checks(token) {
		if p.Required && !p.Granted {
			lacks = append(lacks, p.Name)
		}
	}
	if len(lacks) > 0 {
		return fault.Local(fault.PartnerScopes, "check the token", nil).In(tenant.ID).Needs(strings.Join(lacks, ", "))
	}
	return nil
}

// checks are the permissions in a person's token. Nothing is known of a token
// that cannot be read, which only clouds that are not Microsoft's give.
func checks(token string) []models.PermissionCheck {
	scopes, ok := auth.Scopes(token)
	if !ok {
		return nil
	}
	return checksOf(scopes)
}

func checksOf(scopes []string) []models.PermissionCheck {
	list := connect.Permissions(scopes)
	for i := range list {
		if !list[i].Granted {
			list[i].How = "Approve the application again through Partner Center, or send the customer's administrator the consent link."
		}
	}
	return list
}

// unapproved says whether a refusal means that the application is not, or not
// fully, approved in the customer's tenant.
func unapproved(err error) bool {
	return fault.Is(err, fault.PartnerScopes, "AADSTS65001", "AADSTS90099", "AADSTS700016", "AADSTS7000229", "AADSTS650051", "consent_required", "unauthorized_client")
}

// await asks for fresh tokens until the approval has reached every server.
func (s *Service) await(ctx context.Context, tenant models.Tenant) error {
	var waited time.Duration // not by the clock, which may be a simulated one
	pause := 2 * time.Second
	for {
		err := s.proved(ctx, tenant)
		if err == nil || !unapproved(err) || waited >= spreadLimit {
			return err
		}
		s.Publish(event.ConnectProgress{Text: fmt.Sprintf("Approved. Microsoft is passing it on to its servers (%s of up to %s).", waited.Round(time.Second), spreadLimit)})
		if err := s.Wait(ctx, pause); err != nil {
			return fault.FromNet("wait for the approval to take effect", err)
		}
		waited += pause
		pause = min(pause*2, 15*time.Second)
	}
}

type organization struct {
	ID      string   `json:"id"`
	Name    string   `json:"displayName"`
	Country string   `json:"countryLetterCode"`
	Domains []domain `json:"verifiedDomains"`
}

type domain struct {
	Name    string `json:"name"`
	Default bool   `json:"isDefault"`
}

// finish reads who the customer is and stores the connection. What the owner
// decided about a tenant connected before stays.
func (s *Service) finish(ctx context.Context, h home, tenant models.Tenant) (models.Tenant, error) {
	hc := s.Explaining(s.Clients.ForTenant(h.cloud, s.Person, tenant), tenant)
	orgs, err := list[organization](ctx, graph.New(h.cloud.GraphURL, hc), "/v1.0/organization")
	if err != nil {
		return models.Tenant{}, named(err, tenant.ID)
	}
	if len(orgs) != 1 || !strings.EqualFold(orgs[0].ID, tenant.ID) {
		return models.Tenant{}, fault.Local(fault.WrongTenant, "read the organization", nil).In(tenant.ID)
	}
	org := orgs[0]
	tenant.Name, tenant.Country, tenant.State = org.Name, org.Country, models.TenantConnected
	if i := slices.IndexFunc(org.Domains, func(d domain) bool { return d.Default }); i >= 0 {
		tenant.Domain = strings.ToLower(org.Domains[i].Name)
	}
	if tenant.AddedAt.IsZero() {
		tenant.AddedAt = s.Now().UTC()
	}
	if err := s.Tenants.SaveTenant(ctx, tenant); err != nil {
		return models.Tenant{}, err
	}
	s.Publish(event.TenantsChanged{TenantID: tenant.ID})
	return tenant, nil
}
