package transport

import (
	"context"
	"io"
	"net/http"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

// Source gives app-only tokens for a tenant. Renew never answers from memory.
type Source interface {
	Token(ctx context.Context, tenant models.Tenant) (string, error)
	Renew(ctx context.Context, tenant models.Tenant) (string, error)
}

// identity adds the tenant's token to requests for the Graph host, and takes
// any token off requests for any other host.
type identity struct {
	next   http.RoundTripper
	host   string // the cloud's Graph host with its port
	tokens Source
	tenant models.Tenant
}

func (i identity) RoundTrip(req *http.Request) (*http.Response, error) {
	if !i.trusted(req) {
		return i.next.RoundTrip(withToken(req, ""))
	}
	token, err := i.tokens.Token(req.Context(), i.tenant)
	if err != nil {
		closeBody(req)
		return nil, err
	}
	resp, err := i.next.RoundTrip(withToken(req, token))
	if err != nil || resp.StatusCode != http.StatusUnauthorized || !replayable(req) {
		return resp, err
	}
	return i.again(req, resp)
}

// again renews the token once and repeats the request. When the renewal fails
// its reason is the better answer: the credential was withdrawn.
func (i identity) again(req *http.Request, refused *http.Response) (*http.Response, error) {
	drain(refused)
	token, err := i.tokens.Renew(req.Context(), i.tenant)
	if err != nil {
		return nil, err
	}
	repeat, err := rewound(req)
	if err != nil {
		return nil, fault.FromNet("repeat the request", err)
	}
	return i.next.RoundTrip(withToken(repeat, token))
}

// trusted says whether a request may carry the token: https, the Graph host,
// and not sent there by a redirect.
func (i identity) trusted(req *http.Request) bool {
	return req.URL.Scheme == "https" && strings.EqualFold(req.URL.Host, i.host) && req.Response == nil
}

// withToken clones the request, as a RoundTripper must not change its own.
func withToken(req *http.Request, token string) *http.Request {
	out := req.Clone(req.Context())
	out.Header.Del("Authorization")
	if token != "" {
		out.Header.Set("Authorization", "Bearer "+token)
	}
	return out
}

// replayable says whether a request's body can be sent a second time.
func replayable(req *http.Request) bool {
	return req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

func rewound(req *http.Request) (*http.Request, error) {
	out := req.Clone(req.Context())
	if req.GetBody == nil {
		return out, nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	out.Body = body
	return out, nil
}

// drain empties and closes a reply nobody reads, so that its connection can be
// used again.
func drain(resp *http.Response) {
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // a longer rest costs more than a new connection
	resp.Body.Close()
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		req.Body.Close()
	}
}
