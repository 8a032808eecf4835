package registry

import (
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
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

// fresh are the keys that were not there before.
func fresh(now, before []Key) []Key {
	return slices.DeleteFunc(slices.Clone(now), func(k Key) bool {
		return slices.ContainsFunc(before, func(b Key) bool { return k.KeyID != "" && strings.EqualFold(b.KeyID, k.KeyID) })
	})
}

// checkKeys holds new certificates against what is usable and allowed.
func (r *Registry) checkKeys(tenant string, keys []Key) error {
	rule := r.policies[tenant]
	for _, k := range keys {
		switch {
		case k.Cert == nil || !usable(k.Cert):
			return ErrBadKey
		case rule.TrustedAuthority && selfSigned(k.Cert):
			return ErrForbidden
		case rule.MaxCertificate > 0 && k.Cert.NotAfter.Sub(k.Cert.NotBefore) > rule.MaxCertificate:
			return ErrTooLong
		}
	}
	return nil
}

// selfSigned says whether a certificate vouches for itself, authority or not.
func selfSigned(c *x509.Certificate) bool {
	return c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil
}

// dress gives new keys their ids and dates and keeps those of old ones.
func (r *Registry) dress(keys, before []Key) {
	for i := range keys {
		old := slices.IndexFunc(before, func(b Key) bool { return keys[i].KeyID != "" && strings.EqualFold(b.KeyID, keys[i].KeyID) })
		if old >= 0 {
			keys[i].settling = before[old].settling
			continue
		}
		r.dressOne(&keys[i])
	}
}

func (r *Registry) dressOne(k *Key) {
	if k.KeyID == "" {
		k.KeyID = r.id("key")
	}
	if k.CustomID == "" {
		sum := sha1.Sum(k.Cert.Raw)
		k.CustomID = base64.StdEncoding.EncodeToString(sum[:])
	}
	if k.Name == "" {
		k.Name = k.Cert.Subject.String()
	}
	if k.Start.IsZero() {
		k.Start = k.Cert.NotBefore.UTC()
	}
	if k.End.IsZero() {
		k.End = k.Cert.NotAfter.UTC()
	}
	k.settling = r.now().Add(r.o.Replication)
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
