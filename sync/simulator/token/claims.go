package token

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Claims are what Graph reads from an access token.
type Claims struct {
	Audience  string   `json:"aud"`
	Issuer    string   `json:"iss"`
	IssuedAt  int64    `json:"iat"`
	NotBefore int64    `json:"nbf"`
	ExpiresAt int64    `json:"exp"`
	AppID     string   `json:"appid"`
	AppName   string   `json:"app_displayname"`
	IDType    string   `json:"idtyp"`
	Name      string   `json:"name,omitempty"`
	OID       string   `json:"oid"`
	Methods   []string `json:"amr,omitempty"`
	Roles     []string `json:"roles,omitempty"`
	Scopes    string   `json:"scp,omitempty"`
	Subject   string   `json:"sub"`
	Tenant    string   `json:"tid"`
	UPN       string   `json:"upn,omitempty"`
	UTI       string   `json:"uti"`
	Version   string   `json:"ver"`
	WIDs      []string `json:"wids,omitempty"`
}

// The methods below make Claims readable for the JWT library.

func (c Claims) GetExpirationTime() (*jwt.NumericDate, error) { return date(c.ExpiresAt), nil }
func (c Claims) GetIssuedAt() (*jwt.NumericDate, error)       { return date(c.IssuedAt), nil }
func (c Claims) GetNotBefore() (*jwt.NumericDate, error)      { return date(c.NotBefore), nil }
func (c Claims) GetIssuer() (string, error)                   { return c.Issuer, nil }
func (c Claims) GetSubject() (string, error)                  { return c.Subject, nil }
func (c Claims) GetAudience() (jwt.ClaimStrings, error) {
	return jwt.ClaimStrings{c.Audience}, nil
}

func date(sec int64) *jwt.NumericDate {
	if sec == 0 {
		return nil
	}
	return jwt.NewNumericDate(time.Unix(sec, 0))
}
