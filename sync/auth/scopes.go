package auth

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Scopes are the delegated permissions a person's token carries ("scp"). ok is
// false for a token that cannot be read; like all claims they are not verified.
func Scopes(token string) (list []string, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return nil, false
	}
	var raw struct {
		Scopes string `json:"scp"`
	}
	if json.Unmarshal(payload, &raw) != nil {
		return nil, false
	}
	return strings.Fields(raw.Scopes), true
}
