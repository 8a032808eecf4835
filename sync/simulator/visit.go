package simulator

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// visit goes from page to page as the person would.
func (b *Browser) visit(ctx context.Context, address, code string) (Page, error) {
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: b.s.ca.Pool(), MinVersion: tls.VersionTLS12}}
	defer transport.CloseIdleConnections()
	hc := &http.Client{Transport: transport}
	page, err := get(ctx, hc, address)
	for range maxPages {
		if err != nil || page.action == "" {
			return page, err
		}
		form := page.hidden
		switch page.Kind {
		case "code":
			if code == "" || page.Code != 0 {
				return page, nil
			}
			form.Set("user_code", code)
		case "post":
		default:
			if b.person.Does == Abandon {
				return page, nil
			}
			if err := pause(ctx, b.person.Thinks); err != nil {
				return page, err
			}
			b.fillIn(page, form)
		}
		page, err = submit(ctx, hc, page, form)
	}
	return page, errors.New("open page: it goes on for ever")
}

// fillIn does what the person does with a form.
func (b *Browser) fillIn(p Page, form url.Values) {
	if len(p.accounts) > 0 {
		if form.Set("account", p.accounts[0]); b.person.Account != "" {
			form.Set("account", b.person.Account)
		}
		if b.person.NoMFA {
			form.Set("mfa", "no")
		}
	}
	if b.person.Everyone {
		form.Set("everyone", "1")
	}
	wants := []string{"accept", "next", "request", "return"}
	switch b.person.Does {
	case Cancel:
		wants = []string{"cancel", "return"}
	case Return:
		if wants = []string{"return", "cancel"}; p.Kind == "pick" {
			wants = []string{"next"}
		}
	}
	for _, w := range wants {
		if p.offers(w) {
			form.Set("action", w)
			return
		}
	}
}

func get(ctx context.Context, hc *http.Client, address string) (Page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Page{}, fmt.Errorf("open page: %w", err)
	}
	return send(hc, req)
}

// submit sends a form and follows where it leads.
func submit(ctx context.Context, hc *http.Client, p Page, form url.Values) (Page, error) {
	at, err := url.Parse(p.URL)
	if err != nil {
		return p, fmt.Errorf("send form: %w", err)
	}
	to, err := at.Parse(p.action)
	if err != nil {
		return p, fmt.Errorf("send form: %w", err)
	}
	if p.method == "get" {
		to.RawQuery = form.Encode()
		return get(ctx, hc, to.String())
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return p, fmt.Errorf("send form: %w", err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(hc, req)
}

func send(hc *http.Client, req *http.Request) (Page, error) {
	resp, err := hc.Do(req)
	if err != nil {
		return Page{}, fmt.Errorf("open page: %w", err)
	}
	return readPage(resp)
}
