package token

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
)

// ErrTicket is returned for a ticket this cloud did not make.
var ErrTicket = errors.New("ticket not valid")

// Mint makes opaque tickets that carry their own content: page tokens,
// download addresses, authorization codes. A ticket of one mint is worth
// nothing to another.
type Mint struct{ key []byte }

// NewMint makes a mint with a key of its own.
func NewMint() *Mint {
	key := make([]byte, 32)
	rand.Read(key)
	return &Mint{key: key}
}

// Seal puts a value into a ticket fit for a URL.
func (m *Mint) Seal(v any) string {
	body, err := json.Marshal(v)
	if err != nil {
		panic("ticket content must be plain data: " + err.Error())
	}
	return base64.RawURLEncoding.EncodeToString(append(m.sum(body), body...))
}

// Open reads a ticket back.
func (m *Mint) Open(ticket string, v any) error {
	raw, err := base64.RawURLEncoding.DecodeString(ticket)
	if err != nil || len(raw) < 16 || !hmac.Equal(raw[:16], m.sum(raw[16:])) {
		return ErrTicket
	}
	if json.Unmarshal(raw[16:], v) != nil {
		return ErrTicket
	}
	return nil
}

func (m *Mint) sum(body []byte) []byte {
	h := hmac.New(sha256.New, m.key)
	h.Write(body)
	return h.Sum(nil)[:16]
}
