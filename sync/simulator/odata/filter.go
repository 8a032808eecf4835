package odata

import "strings"

// Expr is a filter. Holds is told the values of properties by get, which
// answers with decoded JSON: nil, bool, float64, string, list or map.
type Expr interface {
	Holds(get func(path string) any) bool
	// Walk visits every comparison, so that a resource can say what it allows.
	Walk(func(path, operator string))
}

// ParseFilter reads the value of $filter.
func ParseFilter(s string) (Expr, error) {
	pieces, err := lex(s)
	if err != nil {
		return nil, err
	}
	p := parser{pieces: pieces}
	e, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.peek().kind != end {
		return nil, syntax
	}
	return e, nil
}

var syntax = &Error{"$filter", "syntax error"}

// maxDepth keeps a hostile filter from exhausting the stack.
const maxDepth = 100

type parser struct {
	pieces []piece
	at     int
	depth  int
	lambda string // name of the variable inside any(…)
}

func (p *parser) peek() piece { return p.pieces[p.at] }

func (p *parser) next() piece {
	x := p.pieces[p.at]
	if x.kind != end {
		p.at++
	}
	return x
}

func (p *parser) is(w string) bool {
	return p.peek().kind == word && strings.EqualFold(p.peek().text, w)
}

func (p *parser) expect(k kind) error {
	if p.next().kind != k {
		return syntax
	}
	return nil
}

func (p *parser) or() (Expr, error)  { return p.chain("or", p.and) }
func (p *parser) and() (Expr, error) { return p.chain("and", p.unary) }

func (p *parser) chain(op string, part func() (Expr, error)) (Expr, error) {
	e, err := part()
	for err == nil && p.is(op) {
		p.next()
		var right Expr
		if right, err = part(); err == nil {
			e = both{op, e, right}
		}
	}
	return e, err
}

func (p *parser) unary() (Expr, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, syntax
	}
	defer func() { p.depth-- }()
	if p.is("not") {
		p.next()
		e, err := p.unary()
		return not{e}, err
	}
	if p.peek().kind == open {
		p.next()
		e, err := p.or()
		if err == nil {
			err = p.expect(closed)
		}
		return e, err
	}
	return p.comparison()
}

func (p *parser) comparison() (Expr, error) {
	left := p.next()
	if left.kind != word {
		return nil, syntax
	}
	if p.peek().kind == open {
		return p.call(left.text)
	}
	path, err := p.path(left.text)
	if err != nil {
		return nil, err
	}
	op := strings.ToLower(p.next().text)
	switch op {
	case "eq", "ne", "gt", "ge", "lt", "le":
		v, err := p.literal()
		return compare{path, op, v}, err
	case "in":
		return p.in(path)
	}
	return nil, syntax
}

// path turns a name into a property path; inside a lambda its variable is
// taken off.
func (p *parser) path(s string) (string, error) {
	if p.lambda == "" {
		return s, nil
	}
	if s == p.lambda {
		return "", nil
	}
	rest, ok := strings.CutPrefix(s, p.lambda+"/")
	if !ok {
		return "", syntax
	}
	return rest, nil
}

// call reads startsWith(…), endsWith(…), contains(…) and list/any(x:…).
func (p *parser) call(name string) (Expr, error) {
	p.next()
	if list, ok := strings.CutSuffix(name, "/any"); ok && p.lambda == "" {
		return p.any(list)
	}
	switch strings.ToLower(name) {
	case "startswith", "endswith", "contains":
	default:
		return nil, syntax
	}
	path, err := p.path(p.next().text)
	if err != nil {
		return nil, err
	}
	if err := p.expect(comma); err != nil {
		return nil, err
	}
	v := p.next()
	if v.kind != text {
		return nil, syntax
	}
	if err := p.expect(closed); err != nil {
		return nil, err
	}
	if p.is("eq") { // startsWith(x,'y') eq true
		p.next()
		v, err := p.literal()
		if b, ok := v.(bool); err != nil || !ok || !b {
			return nil, syntax
		}
	}
	return match{strings.ToLower(name), path, v.text}, nil
}

func (p *parser) any(list string) (Expr, error) {
	if p.peek().kind == closed {
		p.next()
		return some{list, nil}, nil
	}
	v := p.next()
	if v.kind != word || p.expect(colon) != nil {
		return nil, syntax
	}
	p.lambda = v.text
	e, err := p.or()
	p.lambda = ""
	if err == nil {
		err = p.expect(closed)
	}
	return some{list, e}, err
}

func (p *parser) in(path string) (Expr, error) {
	if err := p.expect(open); err != nil {
		return nil, err
	}
	var e Expr
	for {
		v, err := p.literal()
		if err != nil {
			return nil, err
		}
		one := Expr(compare{path, "eq", v})
		if e == nil {
			e = one
		} else {
			e = both{"or", e, one}
		}
		switch p.next().kind {
		case comma:
		case closed:
			return e, nil
		default:
			return nil, syntax
		}
	}
}
