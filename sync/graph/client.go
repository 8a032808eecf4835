package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"msp-license-tracker/sync/fault"
)

// Bounds of one answer. Real pages stay below 2 MB; the bounds keep a broken
// or hostile server from filling the memory of this machine.
const (
	maxJSON  = 64 << 20
	maxError = 256 << 10
)

// Client asks one Graph host. It is safe for use from many goroutines.
type Client struct {
	root *url.URL
	http *http.Client
}

// New makes a client for a Graph root such as "https://graph.microsoft.com".
// The HTTP client adds identity, pacing and retries. A root that is not https
// makes every call fail with ErrAddress.
func New(root string, hc *http.Client) *Client {
	u, err := url.Parse(strings.TrimRight(root, "/"))
	if err != nil || u.Host == "" {
		u = &url.URL{}
	}
	return &Client{root: u, http: hc}
}

// ErrAddress is an address this client will not send a request to; it is in
// the chain of a fault.ForeignLink.
var ErrAddress = errors.New("not an https address of this Graph host")

// resolve makes the absolute address of a path of this Graph host, or checks
// an absolute one (a next link), which is then used verbatim.
func (c *Client) resolve(path string) (string, error) {
	if strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") {
		path = c.root.Scheme + "://" + c.root.Host + path
	}
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "https" || u.User != nil || !strings.EqualFold(u.Host, c.root.Host) {
		return "", fault.Local(fault.ForeignLink, "", ErrAddress)
	}
	return path, nil
}

// Option changes the request.
type Option func(http.Header)

// Eventual asks for advanced directory queries; the header is sent again with
// every page, as Graph does not carry it in next links.
func Eventual(h http.Header) { h.Set("ConsistencyLevel", "eventual") }

// send makes one GET and hands back a 2xx answer; the caller closes its body.
func (c *Client) send(ctx context.Context, address string, opts []Option) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fault.Local(fault.ForeignLink, "", ErrAddress) // the parser's own text would repeat the address
	}
	req.Header.Set("Accept", "application/json")
	for _, opt := range opts {
		opt(req.Header)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, noAnswer(err)
	}
	if resp.StatusCode/100 != 2 {
		defer resp.Body.Close()
		return nil, refused(resp)
	}
	return resp, nil
}

// read fetches an address into buf, which is emptied first. A body that broke
// off is asked for once more: the transport can only retry up to the headers.
func (c *Client) read(ctx context.Context, address string, opts []Option, buf *bytes.Buffer) error {
	err := c.readOnce(ctx, address, opts, buf)
	if errors.Is(err, io.ErrUnexpectedEOF) && ctx.Err() == nil {
		err = c.readOnce(ctx, address, opts, buf)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return truncated(err)
	}
	if err != nil {
		return fault.FromNet("", err) // faults stay what they are
	}
	return nil
}

func (c *Client) readOnce(ctx context.Context, address string, opts []Option, buf *bytes.Buffer) error {
	resp, err := c.send(ctx, address, opts)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	buf.Reset()
	if _, err := buf.ReadFrom(io.LimitReader(resp.Body, maxJSON+1)); err != nil {
		return err
	}
	if buf.Len() > maxJSON {
		return unreadable(fmt.Sprintf("the answer is larger than %d MB", maxJSON>>20))
	}
	return looksLikePage(resp.Header, buf.Bytes())
}

// noAnswer is the reason why nothing came back. A redirect that was not
// followed is one too.
func noAnswer(err error) error {
	if errors.Is(err, errRedirect) {
		return fault.Local(fault.RedirectRefused, "", errRedirect)
	}
	return fault.FromNet("", err)
}

// Get fetches one object. Path starts with "/v1.0/" or "/beta/".
func Get[T any](ctx context.Context, c *Client, path string, opts ...Option) (T, error) {
	var out T
	address, err := c.resolve(path)
	if err != nil {
		return out, fmt.Errorf("get %s: %w", path, err)
	}
	var buf bytes.Buffer
	if err := c.read(ctx, address, opts, &buf); err != nil {
		return out, fmt.Errorf("get %s: %w", path, err)
	}
	if err := decode(buf.Bytes(), &out); err != nil {
		return out, fmt.Errorf("get %s: %w", path, err)
	}
	return out, nil
}
