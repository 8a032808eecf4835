package simulator

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Browse opens a consent page of this cloud as its administrator would who
// presses Accept, and follows the redirect back to the caller. It stands for
// the browser of a person: no real browser trusts this cloud's authority.
func (s *Simulator) Browse(ctx context.Context, page string) error {
	form := url.Values{"action": {"accept"}}
	for _, t := range s.world.Tenants {
		if form.Get("account") == "" || strings.Contains(page, t.ID) || strings.Contains(page, t.Domain) {
			form.Set("account", "admin@"+t.Initial)
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, page, strings.NewReader(form.Encode()))
	if err != nil {
		return fmt.Errorf("open consent page: %w", err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.ca.Pool(), MinVersion: tls.VersionTLS12}}
	defer transport.CloseIdleConnections()
	resp, err := (&http.Client{Transport: transport}).Do(req)
	if err != nil {
		return fmt.Errorf("open consent page: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("open consent page: %s", resp.Status)
	}
	return nil
}
