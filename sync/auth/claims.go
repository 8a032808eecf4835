package auth

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"time"
)

// Claims are what an access token says of itself. They are not verified: Graph
// does that. They serve to show permissions and to notice a wrong tenant.
type Claims struct {
	TenantID string   // "tid", lower case; "" when absent
	AppID    string   // "appid" or "azp", lower case
	Roles    []string // granted application permissions
	Expires  time.Time
}

// Grants says whether a permission is among the roles.
func (c Claims) Grants(permission string) bool { return slices.Contains(c.Roles, permission) }

// errNotAToken: the text is no JSON Web Token. Its words are never repeated.
var errNotAToken = errors.New("the access token cannot be read")

// Decode reads the claims of a token without verifying it.
func Decode(token string) (Claims, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return Claims{}, errNotAToken
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return Claims{}, errNotAToken
	}
	var raw struct {
		TenantID string   `json:"tid"`
		AppID    string   `json:"appid"`
		AZP      string   `json:"azp"`
		Roles    []string `json:"roles"`
		Expires  float64  `json:"exp"`
	}
	if json.Unmarshal(payload, &raw) != nil {
		return Claims{}, errNotAToken
	}
	c := Claims{TenantID: strings.ToLower(raw.TenantID), AppID: strings.ToLower(raw.AppID), Roles: raw.Roles}
	if c.AppID == "" {
		c.AppID = strings.ToLower(raw.AZP)
	}
	if raw.Expires > 0 && raw.Expires < math.MaxInt32*1000 {
		c.Expires = time.Unix(int64(raw.Expires), 0).UTC()
	}
	return c, nil
}
