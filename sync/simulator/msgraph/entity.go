package msgraph

import (
	"encoding/json"
	"slices"
	"strings"

	"msp-license-tracker/sync/simulator/odata"
)

// prop is one property of an entity. write appends its JSON value.
type prop[T any] struct {
	name    string
	plain   bool // part of the answer when nothing is selected
	write   func(b []byte, c *call, x T) []byte
	omitted func(c *call, x T) bool // left out of this object altogether
}

// entity is a resource type with its rules for lists.
type entity[T any] struct {
	set    string // name in @odata.context
	noun   string // name in error messages
	props  []prop[T]
	page   int // page size when none is asked for; 0 = one page
	max    int
	filter map[string]string // property → operators allowed, separated by spaces
	sort   []string          // properties of $orderby
}

func (e *entity[T]) find(name string) *prop[T] {
	for i := range e.props {
		if strings.EqualFold(e.props[i].name, name) {
			return &e.props[i]
		}
	}
	return nil
}

// choose picks the properties of an answer and the text of its context.
func (e *entity[T]) choose(q odata.Query) ([]*prop[T], string, *problem) {
	var out []*prop[T]
	if len(q.Select) == 0 || slices.Contains(q.Select, "*") {
		for i := range e.props {
			if e.props[i].plain {
				out = append(out, &e.props[i])
			}
		}
		return out, e.set, nil
	}
	wanted := map[*prop[T]]bool{}
	for _, name := range q.Select {
		p := e.find(name)
		if p == nil {
			return nil, "", badRequest("Could not find a property named '%s' on type 'microsoft.graph.%s'.", name, e.noun)
		}
		wanted[p] = true
	}
	for i := range e.props {
		if wanted[&e.props[i]] {
			out = append(out, &e.props[i])
		}
	}
	return out, e.set + "(" + strings.Join(q.Select, ",") + ")", nil
}

// object appends one entity without its braces' context.
func object[T any](b []byte, c *call, props []*prop[T], x T) []byte {
	b = append(b, '{')
	return fields(b, c, props, x, true)
}

// fields appends properties and the closing brace.
func fields[T any](b []byte, c *call, props []*prop[T], x T, first bool) []byte {
	for _, p := range props {
		if p.omitted != nil && p.omitted(c, x) {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(b, '"')
		b = append(b, p.name...)
		b = append(b, '"', ':')
		b = p.write(b, c, x)
	}
	return append(b, '}')
}

// value reads a property back as decoded JSON, for filters and orders.
func (e *entity[T]) value(c *call, x T, scratch *[]byte) func(string) any {
	return func(name string) any {
		p := e.find(name)
		if p == nil || (p.omitted != nil && p.omitted(c, x)) {
			return nil
		}
		*scratch = p.write((*scratch)[:0], c, x)
		var v any
		if json.Unmarshal(*scratch, &v) != nil {
			return nil
		}
		return v
	}
}

// one answers with a single entity.
func (e *entity[T]) one(c *call, x T) *problem {
	props, set, p := e.choose(c.query)
	if p != nil {
		return p
	}
	b := append([]byte(`{"@odata.context":`), quote(nil, c.base()+"/$metadata#"+set+"/$entity")...)
	return c.send(200, fields(b, c, props, x, false))
}
