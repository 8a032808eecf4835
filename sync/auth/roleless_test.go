package auth

import (
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

// Consent takes minutes to spread, and MSAL keeps a token without roles for an
// hour: such a token is asked for again, but not at every call.
func TestATokenWithoutRolesIsLookedAtAgain(t *testing.T) {
	tenant := &authtest.Tenant{ID: "11111111-2222-4333-8444-555555555555", ClientID: "c1", Secret: "s"}
	sts := authtest.Start(t, tenant)
	v := vault.Memory()
	if err := v.Put(tenant.ID, vault.Credential{Secret: "s"}); err != nil {
		t.Fatal(err)
	}
	pool := transport.NewPool(nil)
	t.Cleanup(pool.Close)
	tokens := New(cloud.NewDirectory(sts.Cloud()), pool, v)
	clock := time.Now()
	tokens.now = func() time.Time { return clock }
	ours := models.Tenant{ID: tenant.ID, Connection: models.Connection{ClientID: "c1", Cloud: "test"}}

	for _, step := range []struct {
		name  string
		later time.Duration
		roles []string
		asked int
		has   bool
	}{
		{"the first token has no roles", 0, nil, 1, false},
		{"soon after it is believed", time.Second, []string{"User.Read.All"}, 1, false},
		{"a minute later it is asked for again", roleless, []string{"User.Read.All"}, 2, true},
		{"with roles it is kept", time.Hour / 2, []string{"User.Read.All"}, 2, true},
	} {
		sts.Set(func() { tenant.Roles = step.roles })
		clock = clock.Add(step.later)
		token, err := tokens.Token(t.Context(), ours)
		if err != nil {
			t.Fatal(err)
		}
		claims, err := Decode(token)
		if err != nil || claims.Grants("User.Read.All") != step.has || sts.Asked() != step.asked {
			t.Errorf("%s: roles %v, asked %d times, %v", step.name, claims.Roles, sts.Asked(), err)
		}
	}
}
