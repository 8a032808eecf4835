package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// Bounds of a report: half a gigabyte is a tenant of two million accounts.
const (
	maxReport = 512 << 20
	maxRow    = 1 << 20
)

// Report fetches a v1.0 usage report such as
// "/v1.0/reports/getMailboxUsageDetail(period='D180')" as a table, of which
// only the header is read. The caller closes the table. Graph answers with a
// redirect to a pre-authenticated address on another host, which is asked
// without the token, or with the table itself.
func Report(ctx context.Context, c *Client, path string) (*Table, error) {
	address, err := c.resolve(path)
	if err != nil {
		return nil, fmt.Errorf("report %s: %w", path, err)
	}
	resp, err := c.following().send(ctx, address, []Option{anyText})
	if err != nil {
		return nil, fmt.Errorf("report %s: %w", path, err)
	}
	if isHTML(resp.Header) {
		resp.Body.Close()
		return nil, fmt.Errorf("report %s: %w", path, webPage())
	}
	t, err := newTable(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, fmt.Errorf("report %s: %w", path, err)
	}
	return t, nil
}

// errRedirect is a redirect this client does not follow.
var errRedirect = errors.New("the report was redirected more than once or away from https")

// following is this client with the redirect rule of reports: once, https
// only, to whatever host Graph names. net/http drops the Authorization header
// of a request on the way to another host; that the identity of the transport
// does not put it back is its own promise, tested there and here.
func (c *Client) following() *Client {
	hc := *c.http
	hc.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if len(via) > 1 || req.URL.Scheme != "https" {
			return errRedirect
		}
		if !sameHost(req.URL, via[0].URL) {
			req.Header.Del("Authorization")
			req.Header.Del("Referer")
		}
		return nil
	}
	return &Client{root: c.root, http: &hc}
}

func sameHost(a, b *url.URL) bool { return a.Host == b.Host }

func plainText(h http.Header) { h.Set("Accept", "text/plain") }
func anyText(h http.Header)   { h.Set("Accept", "text/csv, application/octet-stream, */*") }
