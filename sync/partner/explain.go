package partner

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/fault"
)

// Explaining gives a client for a tenant's Graph that says of a refusal which
// role is missing. An application that is refused lacks a permission; a person
// whose token carries the permission lacks a role. For tenants that are not
// reached in partner mode it is the client itself.
func (s *Service) Explaining(hc *http.Client, tenant models.Tenant) *http.Client {
	if tenant.Connection.Kind != models.PartnerConnection {
		return hc
	}
	wrapped := *hc
	wrapped.Transport = explaining{next: hc.Transport, scopes: func(ctx context.Context) ([]string, bool) {
		token, err := s.Person.Token(ctx, tenant)
		if err != nil {
			return nil, false
		}
		return auth.Scopes(token)
	}, tenant: tenant.ID}
	return &wrapped
}

// explaining turns a refusal for want of a role into a fault.
type explaining struct {
	next   http.RoundTripper
	scopes func(context.Context) ([]string, bool)
	tenant string
}

// RoundTrip implements http.RoundTripper.
func (e explaining) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := e.next.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusForbidden {
		return resp, err
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	resp.Body.Close()
	if err != nil {
		return nil, fault.FromReply("", resp, body, err)
	}
	refused := fault.FromGraph("", resp, body)
	if role, ok := e.role(req, refused); ok {
		f := fault.Local(role.code, "", refused).In(e.tenant).Needs(role.name)
		f.Status, f.RequestID, f.Time = refused.Status, refused.RequestID, refused.Time
		return nil, f
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// roleCodes are Graph's refusals that a role may cure.
var roleCodes = []string{"Authorization_RequestDenied", "Authentication_MSGraphPermissionMissing", "S2SUnauthorized", "http-403", "Forbidden", "accessDenied"}

// lackedRole is the role that would let a person read something.
type lackedRole struct {
	match      string // in the path and the query
	permission string // the application needs it too
	code       string
	name       string
}

// lackedRoles by what was asked for, the most particular first.
var lackedRoles = []lackedRole{
	{"/reports/authenticationmethods", "AuditLog.Read.All", fault.PartnerRoleSignIns, "Reports Reader"},
	{"/reports/", "Reports.Read.All", fault.PartnerRoleReports, "Reports Reader"},
	{"/copilot/", "Reports.Read.All", fault.PartnerRoleReports, "Reports Reader"},
	{"/admin/reportsettings", "ReportSettings.Read.All", fault.PartnerRoleReports, "Reports Reader"},
	{"/auditlogs/", "AuditLog.Read.All", fault.PartnerRoleSignIns, "Reports Reader"},
	{"signinactivity", "AuditLog.Read.All", fault.PartnerRoleSignIns, "Reports Reader"},
	{"/security/", "SecurityEvents.Read.All", fault.PartnerRoleScore, "Security Reader"},
	{"/users", "User.Read.All", fault.PartnerRoleDirectory, "Directory Readers"},
	{"", "Organization.Read.All", fault.PartnerRoleDirectory, "Directory Readers"},
}

// role says which role a refusal is about; false when it is about something
// else, such as a permission the application was not given.
func (e explaining) role(req *http.Request, refused *fault.Error) (lackedRole, bool) {
	if !slices.Contains(roleCodes, refused.Code) {
		return lackedRole{}, false
	}
	asked := strings.ToLower(req.URL.Path + "?" + req.URL.RawQuery)
	i := slices.IndexFunc(lackedRoles, func(r lackedRole) bool { return strings.Contains(asked, r.match) })
	scopes, ok := e.scopes(req.Context())
	if !ok || !has(scopes, lackedRoles[i].permission) {
		return lackedRole{}, false
	}
	return lackedRoles[i], true
}

// has says whether a token carries a permission or one that includes it.
func has(scopes []string, permission string) bool {
	for _, p := range checksOf(scopes) {
		if p.Name == permission {
			return p.Granted
		}
	}
	return slices.Contains(scopes, permission)
}
