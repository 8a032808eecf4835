package odata

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// Query is the options of one request.
type Query struct {
	Select  []string
	Filter  Expr // nil = none
	OrderBy []Order
	Search  string
	Expand  []string
	Top     int // -1 = not given
	Skip    int
	Count   bool
	Token   string // $skiptoken
	Format  string
	Delta   string
	raw     string
}

// Order is one key of $orderby.
type Order struct {
	Property string
	Down     bool
}

// Error is a query that cannot be understood.
type Error struct {
	Option string
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.Option, e.Reason) }

// Parse reads the raw query of a URL. Options may leave out the "$"; names
// that are not options are ignored.
func Parse(raw string) (Query, error) {
	q := Query{Top: -1, raw: raw}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return q, &Error{"query", "malformed"}
	}
	seen := map[string]bool{}
	for name, all := range values {
		option := strings.ToLower(strings.TrimPrefix(name, "$"))
		if len(all) > 1 || (options[option] && seen[option]) {
			return q, &Error{"$" + option, "given more than once"}
		}
		seen[option] = true
		if !options[option] {
			if strings.HasPrefix(name, "$") {
				return q, &Error{name, "not recognized"}
			}
			continue
		}
		if err := q.set(option, all[0]); err != nil {
			return q, err
		}
	}
	return q, nil
}

var options = map[string]bool{
	"select": true, "filter": true, "orderby": true, "search": true, "expand": true, "top": true,
	"skip": true, "count": true, "skiptoken": true, "format": true, "deltatoken": true,
}

func (q *Query) set(option, v string) (err error) {
	switch option {
	case "select":
		q.Select, err = names(option, v)
	case "expand":
		q.Expand, err = names(option, v)
	case "filter":
		q.Filter, err = ParseFilter(v)
	case "orderby":
		q.OrderBy, err = orders(v)
	case "search":
		q.Search = v
	case "top":
		q.Top, err = number(option, v)
	case "skip":
		q.Skip, err = number(option, v)
	case "count":
		q.Count, err = strconv.ParseBool(strings.ToLower(v))
		if err != nil {
			err = &Error{"$count", "must be true or false"}
		}
	case "skiptoken":
		q.Token = v
	case "format":
		q.Format = v
	case "deltatoken":
		q.Delta = v
	}
	return err
}

// Bound is the query without its page token: what a next link is tied to.
func (q Query) Bound() string {
	var keep []string
	for _, part := range strings.Split(q.raw, "&") {
		name, _, _ := strings.Cut(part, "=")
		name, _ = url.QueryUnescape(name)
		switch strings.ToLower(strings.TrimPrefix(name, "$")) {
		case "skiptoken", "":
		default:
			keep = append(keep, part)
		}
	}
	return strings.Join(keep, "&")
}

func names(option, v string) ([]string, error) {
	var out []string
	for _, one := range strings.Split(v, ",") {
		if one = strings.TrimSpace(one); one == "" {
			return nil, &Error{"$" + option, "empty name"}
		}
		out = append(out, one)
	}
	return out, nil
}

func number(option, v string) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || (option == "top" && n == 0) {
		return 0, &Error{"$" + option, fmt.Sprintf("invalid value '%s'", v)}
	}
	return n, nil
}

func orders(v string) ([]Order, error) {
	var out []Order
	for _, one := range strings.Split(v, ",") {
		f := strings.Fields(one)
		switch {
		case len(f) == 1, len(f) == 2 && strings.EqualFold(f[1], "asc"):
			out = append(out, Order{Property: f[0]})
		case len(f) == 2 && strings.EqualFold(f[1], "desc"):
			out = append(out, Order{f[0], true})
		default:
			return nil, &Error{"$orderby", "syntax error"}
		}
	}
	return out, nil
}
