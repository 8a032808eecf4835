package entra

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

// assertionType is the only form of proof by certificate.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// checkAssertion verifies a client assertion against the certificates of the
// registration: signature, audience, issuer, subject and times.
func (s *Service) checkAssertion(a ask) *fail {
	if a.form("client_assertion_type") != assertionType {
		return missing("client_assertion_type")
	}
	var cert *x509.Certificate
	claims := jwt.RegisteredClaims{}
	_, err := jwt.ParseWithClaims(a.form("client_assertion"), &claims, func(t *jwt.Token) (any, error) {
		cert = pick(t.Header, s.Registry.Certificates(a.app.ID))
		if cert == nil {
			return nil, errNoCertificate
		}
		return cert.PublicKey, nil
	}, jwt.WithValidMethods([]string{"RS256", "PS256"}), jwt.WithTimeFunc(s.Now), jwt.WithExpirationRequired())
	switch {
	case errors.Is(err, errNoCertificate):
		return &fail{401, "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]"}
	case errors.Is(err, jwt.ErrTokenExpired), errors.Is(err, jwt.ErrTokenNotValidYet), errors.Is(err, jwt.ErrTokenUsedBeforeIssued):
		return &fail{401, "invalid_client", 700024, fmt.Sprintf("Client assertion is not within its valid time range. Current time: %s.", s.Now().UTC().Format("2006-01-02T15:04:05.0000000Z"))}
	case errors.Is(err, jwt.ErrTokenSignatureInvalid):
		return &fail{401, "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was found, but use of the key to verify the signature failed.]"}
	case err != nil:
		return &fail{401, "invalid_client", 50027, "JWT token is invalid or malformed."}
	case !s.audience(claims.Audience, a):
		return &fail{401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer."}
	case claims.Issuer != a.app.ID || claims.Subject != a.app.ID:
		return &fail{401, "invalid_client", 700021, "Client assertion application identifier doesn't match 'client_id' parameter."}
	case s.Now().After(cert.NotAfter) || s.Now().Before(cert.NotBefore):
		return &fail{401, "invalid_client", 1000502, "The provided certificate is not within its specified validity period."}
	}
	return nil
}

var errNoCertificate = errors.New("no certificate fits the assertion")

// pick finds the registered certificate an assertion names by thumbprint, in
// any of the spellings clients use; without a thumbprint the newest one.
func pick(header map[string]any, certs []*x509.Certificate) *x509.Certificate {
	named := false
	for _, field := range []string{"x5t", "x5t#S256", "kid"} {
		text, _ := header[field].(string)
		if text == "" {
			continue
		}
		named = true
		for _, c := range certs {
			if thumbprint(text, c) {
				return c
			}
		}
	}
	if named || len(certs) == 0 {
		return nil
	}
	return certs[len(certs)-1]
}

func thumbprint(text string, c *x509.Certificate) bool {
	sha1Sum, sha256Sum := sha1.Sum(c.Raw), sha256.Sum256(c.Raw)
	plain := strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(text)
	if raw, err := base64.RawURLEncoding.DecodeString(plain); err == nil &&
		(bytes.Equal(raw, sha1Sum[:]) || bytes.Equal(raw, sha256Sum[:])) {
		return true
	}
	raw, err := hex.DecodeString(strings.ReplaceAll(text, ":", ""))
	return err == nil && (bytes.Equal(raw, sha1Sum[:]) || bytes.Equal(raw, sha256Sum[:]))
}

// audience accepts the token endpoint or the issuer of the tenant asked.
func (s *Service) audience(list []string, a ask) bool {
	for _, raw := range list {
		u, err := url.Parse(raw)
		if err != nil || u.Scheme != "https" || !strings.EqualFold(u.Host, a.r.Host) {
			continue
		}
		name, rest, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
		if s.World.Tenant(name) != a.tenant {
			continue
		}
		switch rest {
		case "oauth2/v2.0/token", "oauth2/token", "v2.0", "":
			return true
		}
	}
	return false
}
