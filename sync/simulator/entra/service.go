package entra

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// Service is the login side of one simulated cloud.
type Service struct {
	Options

	mint    *token.Mint
	mu      sync.Mutex
	devices map[string]*device   // by device code
	used    map[string]time.Time // authorization codes, until they end
}

// Options is what a Service is made of.
type Options struct {
	World    *world.World
	Registry *registry.Registry
	Signer   *token.Signer
	Faults   *faults.Plan
	Now      func() time.Time           // the server's clock
	Today    func() world.Day           // the day of the data
	Graph    func(resource string) bool // which resources are this cloud's Graph
	Partner  func(resource string) bool // and its Partner Center
}

// New makes a service.
func New(o Options) *Service {
	return &Service{Options: o, mint: token.NewMint(), devices: map[string]*device{}, used: map[string]time.Time{}}
}

// ServeHTTP answers one request to a login host.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat))
	path := strings.Trim(r.URL.Path, "/")
	if strings.EqualFold(path, "common/discovery/instance") {
		s.instance(w, r)
		return
	}
	tenant, rest, _ := strings.Cut(path, "/")
	if handle := s.route(strings.ToLower(rest), r.Method); handle != nil {
		handle(w, r, tenant)
		return
	}
	http.NotFound(w, r)
}

type handler func(w http.ResponseWriter, r *http.Request, tenant string)

func (s *Service) route(path, method string) handler {
	switch path {
	case "v2.0/.well-known/openid-configuration", ".well-known/openid-configuration":
		return s.discovery
	case "discovery/v2.0/keys", "discovery/keys":
		return s.keys
	case "oauth2/v2.0/token", "oauth2/token":
		return s.token
	case "oauth2/v2.0/devicecode":
		return s.deviceCode
	case "oauth2/deviceauth", "oauth2/v2.0/deviceauth":
		return s.devicePage
	case "oauth2/v2.0/authorize", "oauth2/authorize":
		return s.authorize
	case "adminconsent":
		return s.consentV1
	case "v2.0/adminconsent":
		return s.consentV2
	case "oauth2/v2.0/logout", "oauth2/logout":
		return s.logout
	default:
		return nil
	}
}

var (
	guidForm   = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	domainForm = regexp.MustCompile(`^[\pL\pN]([\pL\pN-]*[\pL\pN])?(\.[\pL\pN]([\pL\pN-]*[\pL\pN])?)+$`)
)

// anyTenant are path words that stand for no tenant in particular.
func anyTenant(name string) bool {
	switch strings.ToLower(name) {
	case "common", "organizations", "consumers":
		return true
	}
	return false
}

// find resolves the tenant of a path.
func (s *Service) find(name string) (*world.Tenant, *fail) {
	if t := s.World.Tenant(name); t != nil {
		return t, nil
	}
	if guidForm.MatchString(name) || domainForm.MatchString(name) {
		return nil, unknownTenant(name)
	}
	return nil, badTenant(name)
}

// request is how faults see a login request.
func (s *Service) request(name string, t *world.Tenant) faults.Request {
	req := faults.Request{Names: []string{name, "login"}}
	if t != nil {
		req.Tenant = []string{t.ID, t.Domain, t.Initial}
	}
	return req
}

func randomText() string { return token.Random(12) }
