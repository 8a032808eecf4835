package msgraph

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/odata"
	"msp-license-tracker/sync/simulator/quota"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// call is one request to Graph, or one item of a batch.
type call struct {
	w       http.ResponseWriter
	r       *http.Request
	version string   // "v1.0" or "beta"
	vars    []string // what the route's wildcards matched
	args    map[string]string
	query   odata.Query
	claims  *token.Claims
	tenant  *world.Tenant
	at      time.Time // data time
	now     world.Day // the day of at
	route   *route

	emptyDates bool // missing sign-in dates are written as ""
}

// eventual says whether the client accepts eventual consistency.
func (c *call) eventual() bool {
	return strings.EqualFold(c.r.Header.Get("ConsistencyLevel"), "eventual")
}

// base is scheme, host and version of the request.
func (c *call) base() string { return "https://" + c.r.Host + "/" + c.version }

// ServeHTTP answers one request to a Graph host.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, clientID := s.identify(w, r)
	if p := s.handle(w, r); p != nil {
		p.write(w, id, clientID, s.o.Clock())
	}
}

// identify sets the headers every answer has.
func (s *Service) identify(w http.ResponseWriter, r *http.Request) (id, clientID string) {
	id = world.ID(time.Now().UnixNano(), token.Random(8))
	if clientID = r.Header.Get("client-request-id"); clientID == "" {
		clientID = id
	}
	h := w.Header()
	h.Set("request-id", id)
	h.Set("client-request-id", clientID)
	h.Set("Date", s.o.Clock().UTC().Format(http.TimeFormat))
	h.Set("x-ms-ags-diagnostic", `{"ServerInfo":{"DataCenter":"Simulated","Slice":"E","Ring":"1","ScaleUnit":"001","RoleInstance":"SIM0001"}}`)
	h.Set("Cache-Control", "no-cache")
	return id, clientID
}

func (s *Service) handle(w http.ResponseWriter, r *http.Request) *problem {
	c := &call{w: w, r: r, at: s.o.Now().UTC()}
	c.now = world.DayOf(c.at)
	version, path, _ := strings.Cut(strings.Trim(r.URL.EscapedPath(), "/"), "/")
	if c.version = strings.ToLower(version); c.version != "v1.0" && c.version != "beta" {
		return badRequest("Invalid version: %s", version)
	}
	p := s.authenticate(c)
	if p == nil {
		p = s.find(c, path)
	}
	if p != nil && c.route == nil {
		return p
	}
	if broken, f := s.sabotage(c, p == nil); broken {
		return f
	}
	if p != nil {
		return p
	}
	if p := s.permitted(c); p != nil {
		return p
	}
	if p := s.throttle(c); p != nil {
		return p
	}
	if !s.delay(c.r.Context(), s.o.Latency) {
		return nil
	}
	q, err := odata.Parse(r.URL.RawQuery)
	if err != nil {
		return badRequest("Invalid query: %s.", err)
	}
	c.query = q
	return c.route.serve(s, c)
}

// authenticate reads the bearer token and finds its tenant.
func (s *Service) authenticate(c *call) *problem {
	raw, ok := strings.CutPrefix(c.r.Header.Get("Authorization"), "Bearer ")
	if !ok || raw == "" {
		return unauthenticated("Access token is empty.")
	}
	claims, err := s.o.Signer.Read(raw)
	switch {
	case errors.Is(err, jwt.ErrTokenExpired):
		return unauthenticated("Lifetime validation failed, the token is expired.")
	case errors.Is(err, jwt.ErrTokenMalformed):
		return unauthenticated("IDX14100: JWT is not well formed, there are no dots (.).")
	case err != nil:
		return unauthenticated("Access token validation failure. Signature is invalid.")
	case !s.o.Audience(claims.Audience):
		return unauthenticated("Access token validation failure. Invalid audience.")
	}
	c.claims, c.tenant = claims, s.o.World.Tenant(claims.Tenant)
	if c.tenant == nil {
		return &problem{status: 404, code: "Directory_ObjectNotFound", message: "Unable to read the company information from the directory."}
	}
	return nil
}

// permitted checks the token's roles (or scopes) against the route.
func (s *Service) permitted(c *call) *problem {
	if len(c.route.any) == 0 || c.holds(c.route.any...) {
		return s.roleAllows(c)
	}
	switch c.route.refuse {
	case refuseAudit:
		return scopeMissing(c.route.any[0])
	case refuseReports:
		return reportDenied
	default:
		return denied
	}
}

// holds says whether the caller has one of the permissions.
func (c *call) holds(any ...string) bool {
	for _, p := range any {
		if slices.Contains(c.claims.Roles, p) || slices.Contains(strings.Fields(c.claims.Scopes), p) {
			return true
		}
	}
	return false
}

// throttle counts the call against the documented limits. A day of the data
// has counters of its own, so that a history of many months can be read in
// one real minute.
func (s *Service) throttle(c *call) *problem {
	units := c.route.units
	if c.route.service == quota.Directory {
		units = resourceUnits(c)
		c.w.Header().Set("x-ms-resource-unit", strconv.Itoa(units))
	}
	if s.o.Gate == nil {
		return nil
	}
	service := c.route.service
	if service == quota.UsageCSV && c.version == "beta" && strings.Contains(c.r.URL.RawQuery, "format") {
		service = quota.UsageJSON
	}
	v := s.o.Gate.Ask(quota.Charges(quota.Call{
		Service: service, App: c.claims.AppID, Tenant: c.claims.Tenant,
		Users: len(c.tenant.Users), Report: c.route.name, Units: units, Epoch: int(c.now),
	})...)
	if v.OK {
		if v.Used > 0.8 {
			c.w.Header().Set("x-ms-throttle-limit-percentage", strconv.FormatFloat(v.Used, 'f', 1, 64))
		}
		return nil
	}
	p := throttled(v.RetryAfter, false)
	p.header["x-ms-throttle-scope"] = v.Limit.Scope + "/Read/" + c.claims.AppID + "/" + c.claims.Tenant
	if service == quota.Directory {
		p.header["x-ms-throttle-information"] = "ResourceUnitLimitExceeded"
	}
	return p
}

// resourceUnits is the documented cost of a directory call.
func resourceUnits(c *call) int {
	n, q := c.route.units, c.r.URL.RawQuery
	if n == 0 {
		n = 1
	}
	if strings.Contains(q, "select=") {
		n--
	}
	if strings.Contains(q, "expand=") {
		n++
	}
	return max(1, n)
}

// delay waits; false when the client has gone.
func (s *Service) delay(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// request is how faults see the call.
func (c *call) request() faults.Request {
	req := faults.Request{Names: append([]string{c.route.name}, c.route.groups...), MidPaging: midPaging(c.r.URL.RawQuery)}
	if c.tenant != nil {
		req.Tenant = []string{c.tenant.ID, c.tenant.Domain, c.tenant.Initial}
	}
	return req
}

func midPaging(query string) bool { return strings.Contains(strings.ToLower(query), "skiptoken") }
