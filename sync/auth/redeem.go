package auth

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// redeem trades the refresh token for an access token of a tenant, with a
// client that is thrown away: MSAL has no way to refresh on demand.
func (d *Delegated) redeem(ctx context.Context, tenant models.Tenant, scope string) (string, time.Time, error) {
	token, expires, err := d.redeemIn(ctx, tenant, scope)
	if err != nil {
		return "", time.Time{}, inTenant(err, tenant)
	}
	return token, expires, nil
}

func (d *Delegated) redeemIn(ctx context.Context, tenant models.Tenant, scope string) (token string, expires time.Time, err error) {
	const op = "get a token"
	s, err := d.load(ctx)
	if err != nil {
		return "", expires, err
	}
	c, err := d.cloudOf(s, tenant)
	if err != nil {
		return "", expires, err
	}
	if scope == "" {
		scope = c.Scope()
	}
	kept := &box{data: s.Cache}
	client, err := newPublic(d.clients.ForLogin(c), c, tenant.ID, s.Connection.ClientID, kept)
	if err != nil {
		return "", expires, err
	}
	account, err := accountOf(ctx, client, s.HomeAccountID)
	if err != nil {
		return "", expires, err
	}
	result, err := client.AcquireTokenSilent(ctx, []string{scope}, public.WithSilentAccount(account), public.WithTenantID(tenant.ID))
	if err != nil {
		return "", expires, fault.FromAAD(err)
	}
	if claims, err := Decode(result.AccessToken); err == nil && claims.TenantID != "" && claims.TenantID != strings.ToLower(tenant.ID) {
		return "", expires, fault.Local(fault.WrongTenant, op, nil)
	}
	return result.AccessToken, result.ExpiresOn, d.renewed(ctx, s.ID, kept.data)
}

// cloudOf is the tenant's cloud, which must be the one of the sign-in: a
// refresh token never leaves the login service that gave it.
func (d *Delegated) cloudOf(s session, tenant models.Tenant) (cloud.Cloud, error) {
	const op = "find the cloud"
	home, err := d.clouds.Of(s.Connection)
	if err != nil {
		return home, fault.Local(fault.InputCloud, op, err)
	}
	c, err := d.clouds.Of(tenant.Connection)
	if err != nil {
		return c, fault.Local(fault.InputCloud, op, err)
	}
	if c.LoginHost() != home.LoginHost() {
		return c, fault.Local(fault.PartnerSignInCloud, op, nil)
	}
	return c, nil
}

// accountOf finds the account that signed in. MSAL lists one entry for every
// tenant it was used in; all of them are the same person.
func accountOf(ctx context.Context, client public.Client, homeAccountID string) (public.Account, error) {
	accounts, err := client.Accounts(ctx)
	if err != nil {
		return public.Account{}, fault.Local(fault.PartnerSignInDamaged, "read the sign-in", errSession)
	}
	for _, a := range accounts {
		if a.HomeAccountID == homeAccountID {
			return a, nil
		}
	}
	return public.Account{}, fault.Local(fault.PartnerSignInDamaged, "read the sign-in", errors.New("its account is missing"))
}

// newPublic makes a client without a credential, as desktop programs are.
func newPublic(hc *http.Client, c cloud.Cloud, tenantID, clientID string, kept *box) (public.Client, error) {
	client, err := public.New(clientID, public.WithAuthority(c.LoginURL+"/"+tenantID), public.WithCache(kept),
		public.WithHTTPClient(checked{hc}), public.WithInstanceDiscovery(false))
	if err != nil {
		return client, fault.Local(fault.InputAddress, "prepare the sign-in", err)
	}
	return client, nil
}
