package registry

import (
	"crypto/rand"
	"crypto/x509"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// Verdict is what the login service makes of a credential.
type Verdict uint8

const (
	Good Verdict = iota
	Wrong
	Expired
)

// CheckSecret judges a client secret at a time of the server's clock.
func (r *Registry) CheckSecret(clientID, secret string, at time.Time) Verdict {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.find(clientID)
	if a == nil {
		return Wrong
	}
	verdict := Wrong
	for _, p := range a.Passwords {
		if p.secret != secret || !r.known(p.settling) {
			continue
		}
		if p.End.IsZero() || at.Before(p.End) {
			return Good
		}
		verdict = Expired
	}
	return verdict
}

// Certificates are those that may prove an application now.
func (r *Registry) Certificates(clientID string) []*x509.Certificate {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := slices.Clone(r.trusted)
	if a := r.find(clientID); a != nil {
		for _, k := range a.Keys {
			if r.known(k.settling) {
				out = append(out, k.Cert)
			}
		}
	}
	return out
}

// AddPassword makes a client secret; only this answer ever holds its text.
func (r *Registry) AddPassword(tenant, key string, p Password) (Password, string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, err := r.own(tenant, key)
	if err != nil {
		return Password{}, "", err
	}
	now := r.o.Now().UTC().Truncate(time.Second)
	if p.Start.IsZero() {
		p.Start = now
	}
	if p.End.IsZero() {
		p.End = p.Start.AddDate(2, 0, 0)
	}
	rule := r.policies[tenant]
	switch {
	case rule.NoSecrets:
		return Password{}, "", ErrForbidden
	case rule.MaxSecret > 0 && p.End.Sub(p.Start) > rule.MaxSecret:
		return Password{}, "", ErrTooLong
	}
	text := newSecret()
	p.KeyID, p.Hint, p.secret, p.settling = r.id("password"), text[:3], text, r.now().Add(r.o.Replication)
	a.Passwords = append(slices.Clip(a.Passwords), p)
	return p, text, nil
}

// RemovePassword takes a client secret away.
func (r *Registry) RemovePassword(tenant, key, keyID string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, err := r.own(tenant, key)
	if err != nil {
		return err
	}
	before := len(a.Passwords)
	a.Passwords = slices.DeleteFunc(slices.Clone(a.Passwords), func(p Password) bool { return strings.EqualFold(p.KeyID, keyID) })
	if len(a.Passwords) == before {
		return ErrNotFound
	}
	return nil
}

// ExpireSecret ends every secret of an application.
func (r *Registry) ExpireSecret(clientID string, at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if a := r.find(clientID); a != nil {
		a.Passwords = slices.Clone(a.Passwords)
		for i := range a.Passwords {
			a.Passwords[i].End = at
		}
	}
}

// Trust lets a certificate prove an application at once; "" = all of them.
func (r *Registry) Trust(clientID string, cert *x509.Certificate) {
	if !usable(cert) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if clientID == "" {
		r.trusted = append(r.trusted, cert)
		return
	}
	if a := r.find(clientID); a != nil {
		k := Key{Cert: cert}
		r.dressOne(&k)
		k.settling = time.Time{}
		a.Keys = append(slices.Clip(a.Keys), k)
	}
}

// newSecret looks like the value of a real client secret: 40 characters.
func newSecret() string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
	raw := make([]byte, 37)
	rand.Read(raw)
	out := []byte("q8Q~")
	for _, b := range raw[:36] {
		out = append(out, letters[int(b)%len(letters)])
	}
	return string(out)
}

// secretOf is a password whose text is given, for registrations of the start.
func secretOf(text string, seed int64, app string) Password {
	return Password{KeyID: world.ID(seed, "password", app), Name: "Made by hand", Hint: text[:3], secret: text}
}
