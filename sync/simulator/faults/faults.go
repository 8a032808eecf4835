// Package faults holds what goes wrong on demand: a list of rules, each with
// a kind, a target and a number of times, used up in order. The same list
// against the same requests gives the same faults.
package faults

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Rule is one fault. Target is the name of an endpoint ("users", "skus",
// "token", a report's name, "download", …), a group of them ("reports") or
// "*" (any endpoint of Graph, not the login); Tenant narrows it to one tenant by id or domain.
type Rule struct {
	Kind   string
	Target string
	Tenant string
	Count  int           // 0 = every time
	Skip   int           // requests let through first
	Delay  time.Duration // of kind "slow"; shift of kind "clock"
	Code   int           // HTTP status or AADSTS number
	Name   string        // OAuth error or error code of Graph
}

// Kinds without a number. Numbers and codes stand for themselves: 429, 503, 401
// give that HTTP status, 7000222 gives that AADSTS error, "invalid_grant" that
// OAuth error, "Authorization_RequestDenied" that error of Graph.
//
// Errors of the login go to the token endpoint; other targets there are a
// grant ("refresh_token", "client_credentials", "authorization_code",
// "device_code"), "devicecode" (asking for a code), "authorize" (the sign-in
// comes back with the error), "authorize-page" (the browser ends on an error
// page), "adminconsent" and "adminconsent-page". Those of Partner Center are
// named "application-consents".
const (
	Status       = "status"
	AADSTS       = "aadsts"
	OAuth        = "oauth"       // an OAuth error without a number
	Graph        = "graph"       // an error code of Graph
	Truncate     = "truncate"    // the body ends in the middle
	HTML         = "html"        // a proxy's page instead of JSON
	TokenHTML    = "token-html"  // the same from the login host
	Reset        = "reset"       // the connection breaks
	Slow         = "slow"        // the answer waits
	NoRetryAfter = "429-bare"    // 429 without Retry-After
	CSVColumns   = "csv-columns" // unknown, missing and moved columns
	HeaderOnly   = "header-only" // a report without rows
	NoBOM        = "no-bom"      // a report without byte order mark
	EmptyPage    = "empty-page"  // a page without items and with a next link
	ExpirePage   = "expire-page" // page tokens are stale at once
	Clock        = "clock"       // the server's clock is off
	EmptyDates   = "empty-dates" // missing sign-in dates are "", as in Microsoft's example
	Deny         = "deny"        // tokens lack a permission (Target)
	MidPaging    = "midpaging"   // target: a page that is not the first
)

// Parse reads a list such as "429:users:3,503:*:2,reset,slow:skus:2s,clock+1h".
func Parse(list string) ([]Rule, error) {
	var rules []Rule
	for _, item := range strings.Split(list, ",") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		r, err := parseRule(item)
		if err != nil {
			return nil, fmt.Errorf("fault %q: %w", item, err)
		}
		rules = append(rules, r)
	}
	return rules, nil
}

func parseRule(item string) (Rule, error) {
	if shift, ok := strings.CutPrefix(item, "clock"); ok {
		d, err := time.ParseDuration(strings.TrimPrefix(shift, ":"))
		return Rule{Kind: Clock, Target: "*", Delay: d}, err
	}
	part := strings.Split(strings.TrimPrefix(item, "aadsts:"), ":")
	r := Rule{Kind: part[0], Target: "*"}
	if n, err := strconv.Atoi(part[0]); err == nil {
		r.Kind, r.Code = Status, n
		if n > 999 {
			r.Kind, r.Target = AADSTS, "token"
		}
	} else if a, ok := Worded(part[0]); ok {
		r.Kind, r.Name = Graph, part[0]
		if a.OAuth != "" {
			r.Kind, r.Target = OAuth, "token"
		}
	} else if !known(r.Kind) {
		return r, fmt.Errorf("unknown kind %q", r.Kind)
	}
	if len(part) > 1 && part[1] != "" {
		r.Target, r.Tenant, _ = strings.Cut(part[1], "@")
	}
	for _, extra := range part[min(2, len(part)):] {
		if err := r.set(extra); err != nil {
			return r, err
		}
	}
	if r.Kind == Slow && r.Delay == 0 {
		r.Delay = 3 * time.Second
	}
	return r, nil
}

// set reads a count ("3"), a start ("after2") or a time ("500ms").
func (r *Rule) set(s string) error {
	if skip, ok := strings.CutPrefix(s, "after"); ok {
		n, err := strconv.Atoi(skip)
		r.Skip = n
		return err
	}
	if n, err := strconv.Atoi(s); err == nil {
		r.Count = n
		return nil
	}
	d, err := time.ParseDuration(s)
	r.Delay = d
	return err
}

func known(kind string) bool {
	switch kind {
	case Truncate, HTML, TokenHTML, Reset, Slow, NoRetryAfter, CSVColumns, HeaderOnly, NoBOM, EmptyPage, ExpirePage, EmptyDates, Deny:
		return true
	}
	return false
}

// Request is what rules are matched against.
type Request struct {
	Names     []string // endpoint name first, then the groups it belongs to
	Tenant    []string // id and domains
	MidPaging bool
	ByName    bool // "*" does not mean this request: it must be named
}

// Plan is a list of rules with their counters; safe for concurrent use.
type Plan struct {
	mu    sync.Mutex
	rules []Rule
	hits  []int
}

// Set replaces the rules and starts counting anew.
func (p *Plan) Set(rules []Rule) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules = append([]Rule(nil), rules...)
	p.hits = make([]int, len(rules))
}

// Take finds the first rule of one of the kinds that applies to a request
// and counts it. ok is false when nothing goes wrong.
func (p *Plan) Take(req Request, kinds ...string) (Rule, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, r := range p.rules {
		if !contains(kinds, r.Kind) || !r.matches(req) {
			continue
		}
		p.hits[i]++
		n := p.hits[i] - r.Skip
		if n > 0 && (r.Count == 0 || n <= r.Count) {
			return r, true
		}
	}
	return Rule{}, false
}

// Shift is how far the server's clock is off.
func (p *Plan) Shift() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.rules {
		if r.Kind == Clock {
			return r.Delay
		}
	}
	return 0
}

// Denied says whether tokens must lack a permission.
func (p *Plan) Denied(permission string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.rules {
		if r.Kind == Deny && strings.EqualFold(r.Target, permission) {
			return true
		}
	}
	return false
}

func (r Rule) matches(req Request) bool {
	if r.Tenant != "" && !contains(req.Tenant, r.Tenant) {
		return false
	}
	if strings.EqualFold(r.Target, MidPaging) {
		return req.MidPaging
	}
	return r.Target == "*" && !req.ByName || contains(req.Names, r.Target)
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if strings.EqualFold(s, want) {
			return true
		}
	}
	return false
}
