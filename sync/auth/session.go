package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"

	"msp-license-tracker/models"
)

// session is one person's sign-in as it is kept between runs: who, where,
// through which registration, and MSAL's cache with the refresh token.
type session struct {
	ID            string            `json:"id"` // tells sign-ins apart
	TenantID      string            `json:"tenant"`
	UserName      string            `json:"user"`
	HomeAccountID string            `json:"account"`
	Connection    models.Connection `json:"connection"` // registration and cloud
	SignedInAt    time.Time         `json:"signedInAt"`
	Cache         json.RawMessage   `json:"cache"`
}

// String never shows the cache.
func (s session) String() string { return "sign-in of " + s.UserName + " [redacted]" }

// GoString never shows the cache.
func (s session) GoString() string { return s.String() }

// Format never shows the cache, whatever the verb.
func (s session) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// LogValue never shows the cache.
func (s session) LogValue() slog.Value { return slog.StringValue(s.String()) }

// errSession is content that is no session. The parser's own words are not
// repeated, because they may quote it.
var errSession = errors.New("the kept sign-in is not in the form it was written")

func decodeSession(data []byte) (session, error) {
	var s session
	if json.Unmarshal(data, &s) != nil || s.ID == "" || s.HomeAccountID == "" || s.TenantID == "" {
		return session{}, errSession
	}
	return s, nil
}

// box is MSAL's cache for one throw-away client: it starts with what is kept
// and catches what MSAL adds. It belongs to one call.
type box struct{ data []byte }

// Replace implements cache.ExportReplace.
func (b *box) Replace(_ context.Context, into cache.Unmarshaler, _ cache.ReplaceHints) error {
	if len(b.data) == 0 {
		return nil
	}
	return into.Unmarshal(b.data)
}

// Export implements cache.ExportReplace.
func (b *box) Export(_ context.Context, from cache.Marshaler, _ cache.ExportHints) error {
	data, err := from.Marshal()
	if err != nil {
		return err
	}
	b.data, err = withoutAccessTokens(data)
	return err
}

// withoutAccessTokens keeps the file small and access tokens in memory alone.
// It is also what makes a renewal a renewal: MSAL cannot answer from memory.
func withoutAccessTokens(data []byte) ([]byte, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, errSession
	}
	delete(all, "AccessToken")
	return json.Marshal(all)
}

func encodeSession(s session) ([]byte, error) { return json.Marshal(s) }
