package auth

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// Person is how the person at the computer signs in. Open shows a page in the
// browser, Show presents a code to type in on another device. Either may be
// nil; with both, the code is what is left when no browser can be used.
type Person struct {
	Open func(url string) error
	Show func(models.DeviceCode)
}

// signInTime is how long somebody may take to sign in.
const signInTime = 15 * time.Minute

// SignIn lets a person sign in to a tenant through a registration that allows
// desktop sign-in, asking for these scopes and for a refresh token. The sign-in
// is kept in place of any earlier one. It waits for the person, at most 15
// minutes.
func (d *Delegated) SignIn(ctx context.Context, tenantID string, conn models.Connection, scopes []string, p Person) (models.PartnerAccount, error) {
	c, err := d.clouds.Of(conn)
	if err != nil {
		return models.PartnerAccount{}, fault.Local(fault.InputCloud, "find the cloud", err)
	}
	if err := d.keep.Ready(ctx); err != nil { // before the person has done anything
		return models.PartnerAccount{}, notKept("prepare to keep the sign-in", err)
	}
	s := session{ID: rand.Text(), TenantID: strings.ToLower(tenantID), Connection: conn}
	result, data, err := d.ask(ctx, c, s, scopes, p)
	if err == nil && strings.ToLower(result.IDToken.TenantID) != s.TenantID {
		err = fault.Local(fault.PartnerSignInElsewhere, "sign in", nil)
	}
	if err != nil {
		return models.PartnerAccount{}, errors.Join(err, d.noOrphan(ctx))
	}
	s.UserName, s.HomeAccountID = result.Account.PreferredUsername, result.Account.HomeAccountID
	s.SignedInAt, s.Cache = d.now().UTC().Truncate(time.Second), data
	if err := d.start(ctx, s); err != nil {
		return models.PartnerAccount{}, err
	}
	return models.PartnerAccount{TenantID: s.TenantID, UserName: s.UserName, SignedInAt: s.SignedInAt}, nil
}

// Allow lets the signed-in person allow further scopes, such as those of
// another service. It waits like SignIn.
func (d *Delegated) Allow(ctx context.Context, scopes []string, p Person) error {
	s, err := d.load(ctx)
	if err != nil {
		return err
	}
	c, err := d.clouds.Of(s.Connection)
	if err != nil {
		return fault.Local(fault.InputCloud, "find the cloud", err)
	}
	result, data, err := d.ask(ctx, c, s, scopes, p)
	if err != nil {
		return err
	}
	if result.Account.HomeAccountID != s.HomeAccountID {
		return fault.Local(fault.PartnerSignInElsewhere, "allow further access", nil)
	}
	return d.renewed(ctx, s.ID, data)
}

// start keeps a new sign-in; tokens of an earlier one are forgotten.
func (d *Delegated) start(ctx context.Context, s session) error {
	data, err := encodeSession(s)
	if err != nil {
		return fault.Local(fault.Unknown, "keep the sign-in", nil)
	}
	if err := d.keep.Write(ctx, data); err != nil {
		return notKept("keep the sign-in", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.slots)
	return nil
}

// noOrphan takes back the key that was prepared for a sign-in that failed,
// unless an earlier sign-in uses it.
func (d *Delegated) noOrphan(ctx context.Context) error {
	_, err := d.load(ctx)
	if !fault.Is(err, fault.PartnerSignedOut) {
		return nil
	}
	return d.keep.Remove(ctx)
}

// ask sends the person to the browser, or where that cannot be, to another
// device. It gives the result and MSAL's cache with it.
func (d *Delegated) ask(ctx context.Context, c cloud.Cloud, s session, scopes []string, p Person) (public.AuthResult, []byte, error) {
	limited, cancel := context.WithTimeout(ctx, signInTime)
	defer cancel()
	kept := &box{data: s.Cache}
	client, err := newPublic(d.clients.ForLogin(c), c, s.TenantID, s.Connection.ClientID, kept)
	if err != nil {
		return public.AuthResult{}, nil, err
	}
	result, err := inBrowser(limited, client, s.UserName, scopes, p.Open)
	if errors.Is(err, errNoBrowser) && p.Show != nil {
		result, err = onDevice(limited, client, scopes, p.Show)
	}
	if err != nil {
		return result, nil, notSignedIn(ctx, err)
	}
	return result, kept.data, nil
}

var errNoBrowser = errors.New("the browser of this computer cannot be used")

// inBrowser opens the sign-in page and waits for it to come back.
func inBrowser(ctx context.Context, client public.Client, user string, scopes []string, open func(string) error) (public.AuthResult, error) {
	if open == nil {
		return public.AuthResult{}, errNoBrowser
	}
	unopened := false
	options := []public.AcquireInteractiveOption{public.WithOpenURL(func(address string) error {
		err := open(address)
		unopened = err != nil
		return err
	})}
	if user != "" {
		options = append(options, public.WithLoginHint(user))
	}
	result, err := client.AcquireTokenInteractive(ctx, scopes, options...)
	var network *net.OpError
	if unopened || errors.As(err, &network) && network.Op == "listen" {
		return result, errNoBrowser
	}
	return result, err
}

// onDevice shows a code and waits until somebody typed it in elsewhere.
func onDevice(ctx context.Context, client public.Client, scopes []string, show func(models.DeviceCode)) (public.AuthResult, error) {
	code, err := client.AcquireTokenByDeviceCode(ctx, scopes)
	if err != nil {
		return public.AuthResult{}, err
	}
	show(models.DeviceCode{UserCode: code.Result.UserCode, URL: code.Result.VerificationURL, Expires: code.Result.ExpiresOn.UTC()})
	return code.AuthenticationResult(ctx)
}

// notSignedIn says why nobody signed in.
func notSignedIn(ctx context.Context, err error) error {
	const op = "sign in"
	switch {
	case ctx.Err() != nil:
		return fault.FromNet(op, ctx.Err())
	case errors.Is(err, errNoBrowser):
		return fault.Local(fault.ConsentBrowser, op, nil)
	case errors.Is(err, context.DeadlineExceeded):
		return fault.Local(fault.SignInTimeout, op, nil)
	case strings.Contains(err.Error(), "declined scopes"):
		return fault.Local(fault.SignInScopes, op, nil)
	case err.Error() == "": // MSAL passes on a refusal's description alone, and it may be empty
		return fault.Local(fault.PartnerSignInCancelled, op, nil)
	}
	f := fault.FromAAD(err)
	switch f.Code {
	case "AADSTS65004", "access_denied", "authorization_declined":
		return fault.Local(fault.PartnerSignInCancelled, op, nil)
	case fault.Network, fault.Unknown: // MSAL's own words about the answer, which quote its state
		return fault.Local(fault.PartnerSignInFailed, op, nil)
	}
	return f
}
