package connect

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"

	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// maxReply is more than any answer asked for here.
const maxReply = 1 << 20

// resolve finds the directory id of a domain in the login service's public
// description of the tenant. A GUID is its own answer.
func (s *Service) resolve(ctx context.Context, c cloud.Cloud, tenant string) (string, error) {
	if guid.MatchString(tenant) {
		return tenant, nil
	}
	const op = "find the tenant of the domain"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.LoginURL+"/"+url.PathEscape(tenant)+"/v2.0/.well-known/openid-configuration", nil)
	if err != nil {
		return "", fault.Local(fault.InputTenant, op, nil)
	}
	resp, err := s.Clients.ForLogin(c).Do(req)
	if err != nil {
		return "", fault.FromNet(op, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return "", fault.FromReply(op, resp, body, err)
	}
	if resp.StatusCode != http.StatusOK {
		return "", fault.FromLogin(op, resp, body)
	}
	var doc struct {
		Issuer   string `json:"issuer"`
		Endpoint string `json:"token_endpoint"`
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		return "", fault.FromReply(op, resp, body, err)
	}
	for _, address := range []string{doc.Issuer, doc.Endpoint} {
		if id := idIn(address); id != "" {
			return id, nil
		}
	}
	return "", fault.Local(fault.Unreadable, op, nil)
}

// idIn finds the directory id in the path of an address.
func idIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	for part := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
		if guid.MatchString(part) {
			return part
		}
	}
	return ""
}
