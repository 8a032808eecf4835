package register

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// signInClient is Microsoft's own "Graph Command Line Tools", present in every
// tenant. It takes exactly the scopes it is asked for, so the sign-in carries
// no more than needed; Azure's clients would bring a wide fixed set.
const signInClient = "14d82eec-204b-4c2f-b7e8-296a70dab67e"

// signInLife is how long the person has.
const signInLife = 15 * time.Minute

// fixed is a token source that always gives the token of the sign-in.
type fixed string

func (f fixed) Token(context.Context, models.Tenant) (string, error) { return string(f), nil }

func (f fixed) Renew(context.Context, models.Tenant) (string, error) { return string(f), nil }

// person is how the one who signs in is reached. open shows an address in the
// browser, show a code to type on another device; either may be nil.
type person struct {
	open func(url string) error
	show func(models.DeviceCode)
	code bool // the code was asked for
}

// signedIn is what a sign-in gave. It is never stored or printed.
type signedIn struct {
	token  fixed
	tenant string // the account's home tenant
}

// signIn lets a person sign in at a tenant, or at their own with
// "organizations". MSAL's cache is in memory and goes with the client.
func (s *Service) signIn(ctx context.Context, c cloud.Cloud, tenant string, scopes []string, p person) (signedIn, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, signInLife, errNobody)
	defer cancel()
	client, err := public.New(signInClient, public.WithAuthority(c.LoginURL+"/"+tenant),
		public.WithHTTPClient(s.Clients.ForLogin(c)), public.WithInstanceDiscovery(false))
	if err != nil {
		return signedIn{}, fault.Local(fault.InputAddress, opSignIn, err)
	}
	full := make([]string, 0, len(scopes))
	for _, scope := range scopes {
		full = append(full, c.GraphURL+"/"+scope)
	}
	s.progress("Waiting for you to sign in.")
	result, err := p.signIn(ctx, client, full)
	if err != nil {
		return signedIn{}, signInFault(ctx, err)
	}
	return identify(result)
}

const opSignIn = "sign in"

var (
	errNobody    = errors.New("nobody signed in")
	errNoBrowser = errors.New("the browser could not be opened")
)

// signIn goes through the browser; where there is none, through a code.
func (p person) signIn(ctx context.Context, client public.Client, scopes []string) (public.AuthResult, error) {
	if !p.code && p.open != nil {
		result, err := client.AcquireTokenInteractive(ctx, scopes, public.WithOpenURL(func(link string) error {
			if p.open(link) != nil {
				return errNoBrowser // its own text may repeat the link
			}
			return nil
		}))
		if !errors.Is(err, errNoBrowser) || p.show == nil {
			return result, err
		}
	}
	if p.show == nil {
		return public.AuthResult{}, errNoBrowser
	}
	dc, err := client.AcquireTokenByDeviceCode(ctx, scopes)
	if err != nil {
		return public.AuthResult{}, err
	}
	p.show(models.DeviceCode{UserCode: dc.Result.UserCode, URL: dc.Result.VerificationURL, Expires: dc.Result.ExpiresOn.UTC()})
	return dc.AuthenticationResult(ctx)
}

// identify reads whose token it is. Graph checks the token itself.
func identify(result public.AuthResult) (signedIn, error) {
	claims, err := auth.Decode(result.AccessToken)
	tenant := claims.TenantID
	if tenant == "" {
		tenant = strings.ToLower(result.IDToken.TenantID)
	}
	if result.AccessToken == "" || tenant == "" {
		return signedIn{}, fault.Local(fault.Unreadable, opSignIn, err)
	}
	return signedIn{token: fixed(result.AccessToken), tenant: tenant}, nil
}

// signInFault tells apart what MSAL says in texts of its own. These may hold
// the state of the request and are not repeated.
func signInFault(ctx context.Context, err error) error {
	text := err.Error()
	switch {
	case errors.Is(context.Cause(ctx), errNobody):
		return fault.Local(fault.SignInTimeout, opSignIn, nil)
	case ctx.Err() != nil:
		return fault.FromNet(opSignIn, context.Canceled)
	case errors.Is(err, errNoBrowser):
		return fault.Local(fault.ConsentBrowser, opSignIn, nil)
	case strings.Contains(text, "declined scopes"):
		return fault.Local(fault.SignInScopes, opSignIn, nil)
	case strings.Contains(text, "OAuth state"), strings.Contains(text, "via a GET operation"), strings.Contains(text, "code missing"):
		return fault.Local(fault.SignInForged, opSignIn, nil)
	case strings.Contains(text, "AADSTS65004"), text == "": // cancelled without a word comes as an empty text
		return fault.Local(fault.SignInCancelled, opSignIn, nil)
	case strings.Contains(text, "AADSTS70016") || strings.Contains(text, "AADSTS70019") && strings.Contains(text, "expired"):
		return fault.Local("expired_token", opSignIn, nil)
	}
	e := fault.FromAAD(err)
	if e.Code == "access_denied" || strings.Contains(text, "authorization_declined") {
		return fault.Local(fault.SignInCancelled, opSignIn, nil)
	}
	return e
}
