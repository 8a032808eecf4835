package simulator

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Page is what a browser shows.
type Page struct {
	URL    string
	Status int
	// Kind of a page of this cloud: pick, consent, need-approval, ask-approval,
	// requested, post, code, done or error; "" = somebody else's page.
	Kind  string
	Code  int    // the AADSTS number the page shows; 0 = none
	Text  string // without markup
	Items []string

	action, method string
	hidden         url.Values
	accounts       []string
	buttons        []string
}

var (
	bodyTag   = regexp.MustCompile(`<body data-page="([^"]*)"(?: data-code="(\d+)")?>`)
	formTag   = regexp.MustCompile(`<form method="([^"]*)" action="([^"]*)">`)
	hiddenTag = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	optionTag = regexp.MustCompile(`<option>([^<]*)</option>`)
	buttonTag = regexp.MustCompile(`<button name="action" value="([^"]*)">`)
	itemTag   = regexp.MustCompile(`<li>([^<]*)</li>`)
	anyTag    = regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`)
)

// readPage takes a page apart.
func readPage(resp *http.Response) (Page, error) {
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return Page{}, fmt.Errorf("read page: %w", err)
	}
	body := string(raw)
	p := Page{URL: resp.Request.URL.String(), Status: resp.StatusCode, hidden: url.Values{}}
	p.Text = strings.Join(strings.Fields(html.UnescapeString(anyTag.ReplaceAllString(body, " "))), " ")
	if m := bodyTag.FindStringSubmatch(body); m != nil {
		p.Kind = m[1]
		p.Code, _ = strconv.Atoi("0" + m[2])
	}
	if m := formTag.FindStringSubmatch(body); m != nil {
		p.method, p.action = m[1], html.UnescapeString(m[2])
	}
	for _, m := range hiddenTag.FindAllStringSubmatch(body, -1) {
		p.hidden.Set(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	p.accounts, p.buttons, p.Items = found(optionTag, body), found(buttonTag, body), found(itemTag, body)
	return p, nil
}

func found(re *regexp.Regexp, body string) []string {
	var out []string
	for _, m := range re.FindAllStringSubmatch(body, -1) {
		out = append(out, html.UnescapeString(m[1]))
	}
	return out
}

// offers says whether the page has a button.
func (p Page) offers(action string) bool {
	for _, b := range p.buttons {
		if b == action {
			return true
		}
	}
	return false
}

// maxPages bounds a visit: no flow of this cloud has as many.
const maxPages = 12

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

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
