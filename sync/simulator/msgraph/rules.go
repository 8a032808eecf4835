package msgraph

import "strings"

// allowed checks $filter, $orderby, $search and $count against what the
// resource supports and what needs ConsistencyLevel with $count.
func (e *entity[T]) allowed(c *call) *problem {
	advanced := c.eventual() && c.query.Count // $search alone does not make a filter advanced
	if len(c.query.Expand) > 0 {
		return badRequest("Could not find a property named '%s' on type 'microsoft.graph.%s'.", c.query.Expand[0], e.noun)
	}
	if c.query.Search != "" && !c.eventual() {
		return unsupported("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'")
	}
	if c.query.Filter == nil {
		return nil
	}
	var p *problem
	signIns, others := false, false
	c.query.Filter.Walk(func(path, op string) {
		head, _, _ := strings.Cut(path, "/")
		if head == "signInActivity" {
			signIns = true
		} else {
			others = true
		}
		if p == nil {
			p = e.comparison(path, op, advanced)
		}
	})
	switch {
	case p != nil:
		return p
	case signIns && others:
		return unsupported("Filtering on signInActivity cannot be combined with another property.")
	case len(c.query.OrderBy) > 0 && !advanced:
		return unsupported("Sorting not supported for current query.")
	}
	return nil
}

// comparison checks one comparison. Operators marked with "*" in the table
// are advanced: they need the header and $count=true.
func (e *entity[T]) comparison(path, op string, advanced bool) *problem {
	rule, ok := e.filter[path]
	if !ok {
		return unsupported("Unsupported or invalid query filter clause specified for property '%s' of resource '%s'.", path, e.noun)
	}
	for _, allowed := range strings.Fields(rule) {
		name, mark := strings.CutSuffix(allowed, "*")
		if name != strings.ReplaceAll(op, " ", "-") {
			continue
		}
		if mark && !advanced {
			return unsupported("Unsupported Query. The operator '%s' on '%s' needs the header ConsistencyLevel:eventual and $count=true.", op, path)
		}
		return nil
	}
	return unsupported("Unsupported or invalid query filter clause specified for property '%s' of resource '%s'.", path, e.noun)
}

// wantsSignIns says whether a call selects or filters on sign-in activity.
func wantsSignIns(c *call) bool {
	for _, name := range c.query.Select {
		if strings.EqualFold(name, "signInActivity") {
			return true
		}
	}
	found := false
	if c.query.Filter != nil {
		c.query.Filter.Walk(func(path, _ string) { found = found || strings.HasPrefix(path, "signInActivity") })
	}
	return found
}

// advanced says whether a call is one that only works with the header
// ConsistencyLevel: its next pages need the header again.
func (c *call) advanced() bool {
	return c.eventual() && (c.query.Count || c.query.Search != "")
}
