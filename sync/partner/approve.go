package partner

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
)

// graphService is Microsoft Graph's id as an enterprise application, the same
// in every tenant.
const graphService = "00000003-0000-0000-c000-000000000000"

// maxReply is more than Partner Center answers.
const maxReply = 256 << 10

// centerScope is the one permission of Partner Center's interface. Its tokens are
// meant for this name, wherever the interface answers.
const centerScope = "https://api.partnercenter.microsoft.com/user_impersonation"

// wanted are the delegated permissions a scan reads with. Signing in as an
// application asks for the same ones.
func wanted() []string {
	var out []string
	for _, p := range connect.Permissions(nil) {
		out = append(out, p.Name)
	}
	return out
}

type grant struct {
	Service string `json:"enterpriseApplicationId"`
	Scope   string `json:"scope"` // separated by commas
}

type approval struct {
	ApplicationID string  `json:"applicationId"`
	Name          string  `json:"displayName"`
	Grants        []grant `json:"applicationGrants"`
}

// approve lets Partner Center approve the application in a customer's tenant.
// anew takes an earlier approval back first: Partner Center adds nothing to it.
func (s *Service) approve(ctx context.Context, h home, customer string, anew bool) error {
	if h.cloud.PartnerURL == "" {
		return fault.Local(fault.PartnerCenterAbsent, "approve the application", nil).In(customer)
	}
	center := h.cloud // Partner Center's host is the only one that may see its tokens
	center.GraphURL = h.cloud.PartnerURL
	hc := s.Clients.ForTenant(center, s.Person.For(centerScope), h.tenant)
	address := h.cloud.PartnerURL + "/v1/customers/" + url.PathEscape(customer) + "/applicationconsents"
	if anew {
		err := call(ctx, hc, http.MethodDelete, address+"/"+url.PathEscape(h.registration.ClientID), nil)
		if err != nil && !missing(err) {
			return named(err, customer)
		}
	}
	err := call(ctx, hc, http.MethodPost, address, approval{
		ApplicationID: h.registration.ClientID, Name: h.registration.Name,
		Grants: []grant{{graphService, strings.Join(wanted(), ",")}},
	})
	if err != nil {
		return named(err, customer)
	}
	return nil // tokens given before lack the approval: the next one is a renewed one
}

func missing(err error) bool {
	f, ok := fault.Of(err)
	return ok && f.Status == http.StatusNotFound
}

// call sends one request to Partner Center. An approval that is there already
// is a success.
func call(ctx context.Context, hc *http.Client, method, address string, body any) error {
	const op = "approve the application through Partner Center"
	data, err := json.Marshal(body)
	if err != nil {
		return fault.Local(fault.Unknown, op, nil)
	}
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(data))
	if err != nil {
		return fault.Local(fault.InputAddress, op, nil)
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := hc.Do(req)
	if err != nil {
		return notAsked(op, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return fault.FromReply(op, resp, answer, err)
	}
	if resp.StatusCode/100 == 2 || bytes.Contains(bytes.ToLower(answer), []byte("permission entry already exists")) {
		return nil
	}
	return centerFault(op, resp, answer)
}

// notAsked: no token for Partner Center means that it was not allowed yet.
func notAsked(op string, err error) error {
	if fault.Is(err, "AADSTS65001", "consent_required", "interaction_required", "AADSTS650057", "invalid_scope") {
		f, _ := fault.Of(err)
		return fault.Local(fault.PartnerCenterSignIn, op, f)
	}
	return fault.FromNet(op, err)
}

// centerFault reads a refusal. Partner Center's own numbers are many and say
// little; what it wants of the person is the same for all of them.
func centerFault(op string, resp *http.Response, answer []byte) error {
	var body struct {
		Description string `json:"description"`
	}
	_ = json.Unmarshal(answer, &body) // no JSON, no description
	f := fault.FromGraph(op, resp, answer)
	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusConflict:
		if f.Code == fault.ProxyPage {
			return f
		}
		refused := fault.Local(fault.PartnerCenterRefused, op, errors.New(body.Description))
		refused.Status, refused.RequestID, refused.Time = f.Status, f.RequestID, f.Time
		return refused
	}
	return f
}

// ConsentLink is the way without Partner Center: the customer's administrator
// opens it and approves everything the registration asks for.
func (s *Service) ConsentLink(ctx context.Context, customerTenantID string) (string, error) {
	h, err := s.home(ctx)
	if err != nil {
		return "", err
	}
	return h.cloud.LoginURL + "/" + url.PathEscape(customerTenantID) + "/adminconsent?" + url.Values{"client_id": {h.registration.ClientID}}.Encode(), nil
}

// Check says of every permission whether the application may use it for the
// signed-in person in a customer's tenant. What the person's roles allow there
// is in the list of customers.
func (s *Service) Check(ctx context.Context, tenantID string) ([]models.PermissionCheck, error) {
	tenant, err := s.Tenants.Tenant(ctx, tenantID)
	if errors.Is(err, models.ErrNotFound) {
		return nil, fault.Local(fault.TenantUnknown, "check the permissions", err).In(tenantID)
	}
	if err != nil {
		return nil, err
	}
	token, err := s.Person.Renew(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return checks(token), nil
}
