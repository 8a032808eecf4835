package msgraph

import (
	"net/url"
	"strings"

	"msp-license-tracker/sync/simulator/quota"
)

// refusal is how an endpoint says that a permission is missing.
type refusal uint8

const (
	refuseDirectory refusal = iota
	refuseAudit
	refuseReports
)

// route is one endpoint. Its pattern is a path in which "*" stands for one
// segment or key and "()" ends a function.
type route struct {
	name    string
	groups  []string
	method  string
	pattern string
	any     []string // permissions, one of which is enough; least first
	refuse  refusal
	service quota.Service
	units   int
	beta    bool // beta only
	serve   func(s *Service, c *call) *problem
}

// find resolves the path of a call to a route.
func (s *Service) find(c *call, path string) *problem {
	segments, args := split(path)
	c.args = args
	if len(segments) == 0 || segments[0] == "" {
		return unknownSegment(path)
	}
	best := 0
	var found *route
	for i := range routes {
		r := &routes[i]
		vars, depth, ok := r.match(segments)
		best = max(best, depth)
		if !ok || (r.beta && c.version != "beta") || (r.globalOnly(c.version) && national(c.r.Host)) {
			continue
		}
		found = r
		if r.method == c.r.Method {
			c.route, c.vars = r, vars
			return nil
		}
	}
	if found != nil {
		return wrongMethod
	}
	return unknownSegment(segments[min(best, len(segments)-1)])
}

// match compares segments with the pattern; depth is how many fitted.
func (r *route) match(segments []string) (vars []string, depth int, ok bool) {
	want := strings.Split(r.pattern, "/")
	for depth < len(want) && depth < len(segments) {
		switch {
		case want[depth] == "*":
			if strings.HasPrefix(segments[depth], "$") {
				return nil, depth, false
			}
			vars = append(vars, segments[depth])
		case !strings.EqualFold(want[depth], segments[depth]):
			return nil, depth, false
		}
		depth++
	}
	return vars, depth, depth == len(want) && depth == len(segments)
}

// split cuts a path into segments. Keys in parentheses become segments of
// their own; named arguments of a function become args.
func split(path string) (segments []string, args map[string]string) {
	args = map[string]string{}
	for _, raw := range strings.Split(path, "/") {
		seg, err := url.PathUnescape(raw)
		if err != nil {
			seg = raw
		}
		name, inner, ok := strings.Cut(strings.TrimSuffix(seg, ")"), "(")
		if !ok {
			segments = append(segments, strings.TrimPrefix(seg, "microsoft.graph."))
			continue
		}
		segments = append(segments, name)
		for _, arg := range strings.Split(inner, ",") {
			k, v, named := strings.Cut(arg, "=")
			v = strings.Trim(strings.TrimSpace(v), "'")
			if named && strings.TrimSpace(k) == "appId" {
				segments = append(segments, "appId="+v) // a key like an id
			} else if named {
				args[strings.TrimSpace(k)] = v
			} else if k = strings.Trim(strings.TrimSpace(k), "'"); k != "" {
				segments = append(segments, k)
			}
		}
	}
	return segments, args
}

// national says whether a request came to the name of a US government cloud.
func national(host string) bool {
	name, _, _ := strings.Cut(host, ":")
	return strings.HasSuffix(strings.ToLower(name), ".microsoft.us")
}

// globalOnly says whether national clouds lack the endpoint: usage reports in
// v1.0, Copilot, report settings and partner relationships.
func (r *route) globalOnly(version string) bool {
	switch {
	case strings.HasPrefix(r.pattern, "copilot/"), r.name == "report-settings", strings.HasPrefix(r.pattern, "tenantRelationships/delegatedAdmin"):
		return true
	case r.service == quota.UsageCSV:
		return version == "v1.0" || r.beta || r.name == "getYammerActivityUserDetail"
	}
	return false
}
