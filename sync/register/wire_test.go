package register

import (
	"encoding/json"
	"testing"
)

// Whatever an application looks like, its certificates survive being sent back
// and what it lacks is added once.
func FuzzApplication(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"keyCredentials":[{"keyId":"a","key":null,"odd":{"x":1}}],"tags":null,"createdDateTime":"2026-11-20T08:00:00Z"}`,
		`{"keyCredentials":[1]}`, `{"web":{"redirectUris":["http://localhost/consent"]},"isFallbackPublicClient":true}`, `[]`, `null`,
		`{"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-C000-000000000000","resourceAccess":null}]}`,
	} {
		f.Add([]byte(seed))
	}
	g := graphRoles{resource: "r", roles: []role{{"User.Read.All", "df021288-bdef-4463-88db-98f22de89214"}}}
	f.Fuzz(func(t *testing.T, data []byte) {
		var app application
		if json.Unmarshal(data, &app) != nil {
			return
		}
		if len(app.Keys) != len(app.keyEntries) {
			t.Fatalf("%d certificates, %d read", len(app.Keys), len(app.keyEntries))
		}
		if list, changed := merged(app.Required, g); changed {
			if _, again := merged(list, g); again {
				t.Error("the permission list is never complete")
			}
		}
	})
}
