package register

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// marker tags our registration, so that it is found again under another name.
const marker = "msp-license-tracker"

// application is the part of an application object used here. Entries of the
// credential lists are kept as they came, because a change replaces the list.
type application struct {
	ID         string            `json:"id"`
	AppID      string            `json:"appId"`
	Name       string            `json:"displayName"`
	Audience   string            `json:"signInAudience"`
	Created    time.Time         `json:"createdDateTime"`
	Tags       []string          `json:"tags"`
	Fallback   *bool             `json:"isFallbackPublicClient"`
	Web        addresses         `json:"web"`
	Public     addresses         `json:"publicClient"`
	Required   []requiredAccess  `json:"requiredResourceAccess"`
	Keys       []json.RawMessage `json:"keyCredentials"`
	Passwords  []credentialEntry `json:"passwordCredentials"`
	keyEntries []credentialEntry
}

type addresses struct {
	URIs []string `json:"redirectUris"`
}

type requiredAccess struct {
	Service string   `json:"resourceAppId"`
	Access  []access `json:"resourceAccess"`
}

type access struct {
	ID   string `json:"id"`
	Kind string `json:"type"`
}

// credentialEntry is what is public of a secret or a certificate.
type credentialEntry struct {
	KeyID    string    `json:"keyId"`
	Name     string    `json:"displayName"`
	Hint     string    `json:"hint"`                // of a secret: its first letters
	CustomID string    `json:"customKeyIdentifier"` // of a certificate: its thumbprint
	Ends     time.Time `json:"endDateTime"`
}

// UnmarshalJSON also reads what the entries of the key list say.
func (a *application) UnmarshalJSON(data []byte) error {
	type plain application
	if err := json.Unmarshal(data, (*plain)(a)); err != nil {
		return err
	}
	a.keyEntries = nil
	for _, raw := range a.Keys {
		var e credentialEntry
		if err := json.Unmarshal(raw, &e); err != nil {
			return err
		}
		a.keyEntries = append(a.keyEntries, e)
	}
	return nil
}

// ours says how surely an application is this program's: 2 by its mark, 1 by
// name and kind, 0 not at all.
func (a application) ours(name string) int {
	switch {
	case slices.Contains(a.Tags, marker):
		return 2
	case strings.EqualFold(a.Name, name) && a.Audience == multiTenant:
		return 1
	}
	return 0
}

// blueprint is a new application.
func blueprint(name string, g graphRoles) map[string]any {
	return map[string]any{
		"displayName": name, "signInAudience": multiTenant, "tags": []string{marker},
		"web":                    addresses{[]string{ConsentAddress}},
		"publicClient":           addresses{[]string{SignInAddress}},
		"isFallbackPublicClient": true, // signing in with a code needs it
		"requiredResourceAccess": []requiredAccess{withRoles(requiredAccess{Service: graphService}, g)},
	}
}

// repairs is what an existing application lacks; whatever else it has stays.
// Nil means that nothing is missing.
func (a application) repairs(g graphRoles) map[string]any {
	change := map[string]any{}
	if a.Audience != multiTenant {
		change["signInAudience"] = multiTenant
	}
	if !slices.Contains(a.Tags, marker) {
		change["tags"] = append(slices.Clone(a.Tags), marker)
	}
	if !slices.Contains(a.Web.URIs, ConsentAddress) && !slices.Contains(a.Public.URIs, ConsentAddress) {
		change["web"] = addresses{append(slices.Clone(a.Web.URIs), ConsentAddress)}
	}
	if !slices.Contains(a.Public.URIs, SignInAddress) {
		change["publicClient"] = addresses{append(slices.Clone(a.Public.URIs), SignInAddress)}
	}
	if a.Fallback == nil || !*a.Fallback {
		change["isFallbackPublicClient"] = true
	}
	if list, changed := merged(a.Required, g); changed {
		change["requiredResourceAccess"] = list
	}
	if len(change) == 0 {
		return nil
	}
	return change
}

// merged adds our permissions to a list.
func merged(list []requiredAccess, g graphRoles) ([]requiredAccess, bool) {
	list = slices.Clone(list)
	at := slices.IndexFunc(list, func(r requiredAccess) bool { return strings.EqualFold(r.Service, graphService) })
	if at < 0 {
		return append(list, withRoles(requiredAccess{Service: graphService}, g)), true
	}
	full := withRoles(list[at], g)
	changed := len(full.Access) > len(list[at].Access)
	list[at] = full
	return list, changed
}

func withRoles(r requiredAccess, g graphRoles) requiredAccess {
	r.Access = slices.Clone(r.Access)
	for _, role := range g.roles {
		has := func(a access) bool { return strings.EqualFold(a.ID, role.id) && a.Kind == "Role" }
		if !slices.ContainsFunc(r.Access, has) {
			r.Access = append(r.Access, access{role.id, "Role"})
		}
	}
	return r
}
