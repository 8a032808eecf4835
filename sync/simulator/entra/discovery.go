package entra

import (
	"net/http"
	"strings"
)

// instance tells which hosts are one cloud: the host asked about and no other.
func (s *Service) instance(w http.ResponseWriter, r *http.Request) {
	host := r.Host
	if u := r.URL.Query().Get("authorization_endpoint"); u != "" {
		if rest, ok := strings.CutPrefix(u, "https://"); ok {
			host, _, _ = strings.Cut(rest, "/")
		}
	}
	reply(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": "https://" + host + "/common/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []any{map[string]any{
			"preferred_network": host, "preferred_cache": host, "aliases": []string{host},
		}},
	})
}

// discovery is the OpenID Connect document of a tenant.
func (s *Service) discovery(w http.ResponseWriter, r *http.Request, name string) {
	issued := name
	switch {
	case strings.EqualFold(name, "common"), strings.EqualFold(name, "organizations"):
		issued = "{tenantid}"
	default:
		t, f := s.find(name)
		if f != nil {
			f.write(w, r, s.Now())
			return
		}
		issued = t.ID
		if !strings.EqualFold(name, t.ID) {
			name = t.ID
		}
	}
	base := "https://" + r.Host + "/" + name
	version := "v2.0"
	reply(w, http.StatusOK, map[string]any{
		"token_endpoint":                        base + "/oauth2/" + version + "/token",
		"authorization_endpoint":                base + "/oauth2/" + version + "/authorize",
		"device_authorization_endpoint":         base + "/oauth2/" + version + "/devicecode",
		"end_session_endpoint":                  base + "/oauth2/" + version + "/logout",
		"jwks_uri":                              base + "/discovery/v2.0/keys",
		"issuer":                                "https://" + r.Host + "/" + issued + "/v2.0",
		"userinfo_endpoint":                     "https://graph.microsoft.com/oidc/userinfo",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt", "client_secret_basic"},
		"response_modes_supported":              []string{"query", "fragment", "form_post"},
		"response_types_supported":              []string{"code", "id_token", "code id_token"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"scopes_supported":                      []string{"openid", "profile", "email", "offline_access"},
		"request_uri_parameter_supported":       false,
		"http_logout_supported":                 true,
		"frontchannel_logout_supported":         true,
		"claims_supported":                      []string{"sub", "iss", "aud", "exp", "iat", "name", "tid", "ver", "preferred_username"},
		"tenant_region_scope":                   "EU",
		"cloud_instance_name":                   "microsoftonline.com",
		"cloud_graph_host_name":                 "graph.windows.net",
		"msgraph_host":                          "graph.microsoft.com",
		"rbac_url":                              "https://pas.windows.net",
	})
}

func (s *Service) keys(w http.ResponseWriter, _ *http.Request, _ string) {
	reply(w, http.StatusOK, s.Signer.Keys())
}
