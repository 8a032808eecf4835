// Package token signs and checks the access tokens of the simulated cloud:
// RS256 JWTs with the claims real Graph tokens carry. It knows neither Entra's
// rules for giving tokens nor Graph's for honouring them.
package token

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"math/big"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Signer holds the signing key of one simulated cloud; safe for concurrent use.
type Signer struct {
	key *rsa.PrivateKey
	kid string
	now func() time.Time
}

// NewSigner makes a key. now is the server's clock.
func NewSigner(now func() time.Time) (*Signer, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("make signing key: %w", err)
	}
	sum := sha1.Sum(x509.MarshalPKCS1PublicKey(&key.PublicKey))
	return &Signer{key: key, kid: base64.RawURLEncoding.EncodeToString(sum[:]), now: now}, nil
}

// Lifetime of an access token.
const Lifetime = 3599 * time.Second

// Access signs an access token. Times, issuer and unique id are filled in.
func (s *Signer) Access(c Claims, audience string) (string, error) {
	now := s.now()
	c.Audience = audience
	c.Issuer = "https://sts.windows.net/" + c.Tenant + "/"
	c.IssuedAt = now.Add(-5 * time.Minute).Unix()
	c.NotBefore, c.ExpiresAt = c.IssuedAt, now.Add(Lifetime).Unix()
	c.UTI, c.Version = Random(16), "1.0"
	return s.sign(c, map[string]any{"x5t": s.kid})
}

// Sign signs any claims, for id tokens.
func (s *Signer) Sign(claims map[string]any) (string, error) {
	return s.sign(jwt.MapClaims(claims), nil)
}

func (s *Signer) sign(claims jwt.Claims, header map[string]any) (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	t.Header["kid"] = s.kid
	for k, v := range header {
		t.Header[k] = v
	}
	out, err := t.SignedString(s.key)
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	return out, nil
}

// Read checks signature and times of an access token. The error tells an
// expired token (jwt.ErrTokenExpired) from a forged one.
func (s *Signer) Read(raw string) (*Claims, error) {
	var c Claims
	_, err := jwt.ParseWithClaims(raw, &c, func(*jwt.Token) (any, error) { return &s.key.PublicKey, nil },
		jwt.WithValidMethods([]string{"RS256"}), jwt.WithTimeFunc(s.now), jwt.WithExpirationRequired())
	if err != nil {
		return nil, fmt.Errorf("read token: %w", err)
	}
	return &c, nil
}

// Keys is the JSON Web Key Set document.
func (s *Signer) Keys() map[string]any {
	b64 := base64.RawURLEncoding
	return map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "use": "sig", "kid": s.kid, "x5t": s.kid,
		"n": b64.EncodeToString(s.key.N.Bytes()),
		"e": b64.EncodeToString(big.NewInt(int64(s.key.E)).Bytes()),
	}}}
}

// Random is n random bytes as URL-safe text.
func Random(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}
