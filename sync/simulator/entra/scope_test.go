package entra

import (
	"slices"
	"strings"
	"testing"

	"msp-license-tracker/sync/simulator/registry"
)

func scopeReader() *Service {
	return New(Options{
		Graph:   func(r string) bool { return strings.Contains(r, "graph") },
		Partner: func(r string) bool { return strings.Contains(r, "partnercenter") },
	})
}

func TestScopesAreOfOneService(t *testing.T) {
	s := scopeReader()
	for _, tc := range []struct {
		scope, service string
		names          []string
		all            bool
		code           int
	}{
		{"openid profile User.Read", registry.GraphApp, []string{"User.Read"}, false, 0},
		{"https://graph.example/.default offline_access", registry.GraphApp, nil, true, 0},
		{"https://graph.example/User.Read.All https://graph.example/Reports.Read.All", registry.GraphApp, []string{"User.Read.All", "Reports.Read.All"}, false, 0},
		{"https://api.partnercenter.microsoft.com/user_impersonation", registry.PartnerCenterApp, []string{"user_impersonation"}, false, 0},
		{"https://graph.example/.default https://api.partnercenter.microsoft.com/.default", "", nil, false, 700022},
		{"https://elephants.example/.default", "", nil, false, 500011},
		{"Elephants.Read", "", nil, false, 70011},
	} {
		w, f := s.read(tc.scope)
		if f != nil {
			if f.code != tc.code {
				t.Errorf("%s: AADSTS%d", tc.scope, f.code)
			}
			continue
		}
		if tc.code != 0 || w.service != tc.service || !slices.Equal(w.names, tc.names) || w.all != tc.all {
			t.Errorf("%s: %+v", tc.scope, w)
		}
	}
}

func FuzzReadScope(f *testing.F) {
	s := scopeReader()
	for _, seed := range []string{"", "openid", "/", "//.default", "https://graph.example/.default a/b", "User.Read"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, scope string) {
		w, bad := s.read(scope)
		if bad == nil && (w.service == "" || len(w.asked) > len(strings.Fields(scope))) {
			t.Errorf("%q: %+v", scope, w)
		}
	})
}
