package simulator

import (
	"context"
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
