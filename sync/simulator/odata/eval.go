package odata

import (
	"strconv"
	"strings"
	"time"
)

// literal reads null, true, false, a number, a date, a GUID or a string.
func (p *parser) literal() (any, error) {
	x := p.next()
	switch {
	case x.kind == text:
		return x.text, nil
	case x.kind != word:
		return nil, syntax
	}
	switch strings.ToLower(x.text) {
	case "null":
		return nil, nil
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "guid", "datetime", "datetimeoffset": // old spelling: guid'…'
		if p.peek().kind == text {
			return p.next().text, nil
		}
	}
	if n, err := strconv.ParseFloat(x.text, 64); err == nil {
		return n, nil
	}
	if c := x.text[0]; c >= '0' && c <= '9' || strings.Count(x.text, "-") == 4 {
		return x.text, nil
	}
	return nil, syntax
}

type both struct {
	op   string
	l, r Expr
}

func (b both) Holds(get func(string) any) bool {
	if b.op == "or" {
		return b.l.Holds(get) || b.r.Holds(get)
	}
	return b.l.Holds(get) && b.r.Holds(get)
}

func (b both) Walk(f func(string, string)) { b.l.Walk(f); b.r.Walk(f) }

type not struct{ e Expr }

func (n not) Holds(get func(string) any) bool { return !n.e.Holds(get) }
func (n not) Walk(f func(string, string)) {
	n.e.Walk(func(path, _ string) { f(path, "not") })
}

type match struct{ fn, path, want string }

func (m match) Holds(get func(string) any) bool {
	s, _ := get(m.path).(string)
	s, want := strings.ToLower(s), strings.ToLower(m.want)
	switch m.fn {
	case "startswith":
		return strings.HasPrefix(s, want)
	case "endswith":
		return strings.HasSuffix(s, want)
	default:
		return strings.Contains(s, want)
	}
}

func (m match) Walk(f func(string, string)) { f(m.path, m.fn) }

// some is list/any(x:…).
type some struct {
	list string
	e    Expr
}

func (s some) Holds(get func(string) any) bool {
	list, _ := get(s.list).([]any)
	if s.e == nil {
		return len(list) > 0
	}
	for _, item := range list {
		if s.e.Holds(func(path string) any { return inside(item, path) }) {
			return true
		}
	}
	return false
}

func (s some) Walk(f func(string, string)) {
	if s.e == nil {
		f(s.list, "any")
		return
	}
	s.e.Walk(func(path, op string) { f(strings.TrimSuffix(s.list+"/"+path, "/"), op) })
}

// inside follows a path into a decoded JSON value.
func inside(v any, path string) any {
	for path != "" {
		var name string
		name, path, _ = strings.Cut(path, "/")
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

type compare struct {
	path, op string
	want     any
}

func (c compare) Walk(f func(string, string)) {
	if c.want == nil && c.op == "eq" {
		f(c.path, "eq null")
		return
	}
	f(c.path, c.op)
}

func (c compare) Holds(get func(string) any) bool {
	var got any
	if list, ok := strings.CutSuffix(c.path, "/$count"); ok {
		items, _ := get(list).([]any)
		got = float64(len(items))
	} else {
		head, rest, _ := strings.Cut(c.path, "/")
		got = inside(get(head), rest)
	}
	if got == nil || c.want == nil {
		return (got == nil && c.want == nil) == (c.op == "eq") && (c.op == "eq" || c.op == "ne")
	}
	return holds(c.op, order(got, c.want))
}

func holds(op string, n int) bool {
	switch op {
	case "eq":
		return n == 0
	case "ne":
		return n != 0
	case "gt":
		return n == 1
	case "ge":
		return n == 0 || n == 1
	case "lt":
		return n == -1
	default:
		return n == 0 || n == -1
	}
}

// order compares two values of one type: -1, 0, 1; 2 when they do not compare.
func order(got, want any) int {
	switch g := got.(type) {
	case bool:
		if w, ok := want.(bool); ok && g == w {
			return 0
		}
	case float64:
		if w, ok := want.(float64); ok {
			return sign(g-w > 0, g-w < 0)
		}
	case string:
		w, ok := want.(string)
		if !ok {
			return 2
		}
		a, dated := moment(g)
		if b, ok := moment(w); dated && ok {
			return a.Compare(b)
		}
		return strings.Compare(strings.ToLower(g), strings.ToLower(w))
	}
	return 2
}

func sign(more, less bool) int {
	switch {
	case more:
		return 1
	case less:
		return -1
	default:
		return 0
	}
}

// moment reads a point in time; a bare date is its first moment.
func moment(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
