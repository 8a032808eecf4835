package register

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// maxReply is more than any answer asked for here.
const maxReply = 8 << 20

// directory is Graph as the signed-in person may change it.
type directory struct {
	base string
	http *http.Client
}

func (s *Service) directory(c cloud.Cloud, in signedIn) directory {
	home := models.Tenant{ID: in.tenant, Connection: models.Connection{ClientID: signInClient}}
	return directory{base: c.GraphURL + "/v1.0", http: s.Clients.ForTenant(c, in.token, home)}
}

func (d directory) get(ctx context.Context, op, path string, into any) error {
	return d.call(ctx, op, http.MethodGet, path, nil, into)
}

// call makes one request. Changes are not repeated by the transport, unless
// they were throttled and so never carried out.
func (d directory) call(ctx context.Context, op, method, path string, body, into any) error {
	var content io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return fault.Local(fault.Unknown, op, nil)
		}
		content = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, d.base+path, content)
	if err != nil {
		return fault.Local(fault.InputAddress, op, nil)
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := d.http.Do(req)
	if err != nil {
		return fault.FromNet(op, err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return fault.FromReply(op, resp, data, err)
	}
	if resp.StatusCode >= 300 {
		return refusal(op, resp, data)
	}
	if into == nil || resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fault.FromReply(op, resp, nil, err) // without the body: it may hold a secret
	}
	return nil
}

// refusal reads Graph's error and finds those that mean something of their own
// here.
func refusal(op string, resp *http.Response, body []byte) error {
	e := fault.FromGraph(op, resp, body)
	text := string(body)
	switch {
	case strings.Contains(text, "NoBackingApplicationObject"):
		e.Code = fault.RegistrationSpreading
	case byPolicy(text):
		e.Code = policyCode(text)
	}
	return e
}

// byPolicy recognises a refusal by the tenant's app management policy. Its
// codes are not documented; its text is "… as per assigned policy <id>".
func byPolicy(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "asperapppolicy") || strings.Contains(text, "as per assigned policy")
}

func policyCode(text string) string {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "lifetime"):
		return fault.PolicyCredentialLifetime
	case strings.Contains(text, "trusted"), strings.Contains(text, "certificateauthority"):
		return fault.PolicyNoSelfSigned
	}
	return fault.PolicyNoSecret
}

// missing says that what was asked for is not there, or not there yet.
func missing(err error) bool {
	e, ok := fault.Of(err)
	return ok && (e.Status == http.StatusNotFound || e.Code == "Request_ResourceNotFound")
}
