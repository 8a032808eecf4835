package entra

import (
	"slices"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
)

// wanted is a list of delegated scopes, taken apart.
type wanted struct {
	resource string   // audience of the access token
	service  string   // application id of the resource
	names    []string // scopes by name, without those every sign-in has
	all      bool     // "/.default": whatever is granted
	asked    []string // as the client wrote them
}

const graphResource = "https://graph.microsoft.com"

// read takes a scope parameter apart. All scopes must be of one resource.
func (s *Service) read(scope string) (wanted, *fail) {
	w := wanted{}
	for _, one := range strings.Fields(scope) {
		if one == "offline_access" {
			continue
		}
		w.asked = append(w.asked, one)
		if registry.Minimal(one) {
			continue
		}
		resource, name := graphResource, one
		if i := strings.LastIndex(one, "/"); i >= 0 {
			resource, name = strings.TrimSuffix(one[:i], "/"), one[i+1:]
		}
		if w.resource != "" && w.resource != resource {
			return w, worded(700022)
		}
		w.resource = resource
		if name == ".default" {
			w.all = true
		} else {
			w.names = append(w.names, name)
		}
	}
	if w.resource == "" {
		w.resource = graphResource
	}
	switch {
	case s.Graph(w.resource):
		w.service = registry.GraphApp
	case s.Partner(w.resource):
		w.service = registry.PartnerCenterApp
	default:
		return w, &fail{400, "invalid_resource", 500011, "The resource principal named " + w.resource + " was not found in the tenant."}
	}
	for _, name := range w.names {
		if !registry.KnownScope(w.service, name) {
			return w, &fail{400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid. The scope " + name + " does not exist."}
		}
	}
	return w, nil
}

// lacking are the scopes of a request nobody has consented to yet.
func (s *Service) lacking(app registry.App, w wanted, held []string) []string {
	needed := w.names
	if w.all && len(held) == 0 {
		needed = app.Scopes(w.service)
	}
	return slices.DeleteFunc(slices.Clone(needed), func(n string) bool { return slices.Contains(held, n) })
}

// echo is the scope a reply names: what was asked for, in the same words, and
// what else the token carries.
func (s *Service) echo(w wanted, held []string) string {
	out := slices.DeleteFunc(slices.Clone(w.asked), func(one string) bool {
		return s.Faults.Denied(one[strings.LastIndex(one, "/")+1:])
	})
	for _, name := range held {
		if full := w.resource + "/" + name; !slices.Contains(out, full) && !slices.Contains(out, name) {
			out = append(out, full)
		}
	}
	return strings.Join(out, " ")
}
