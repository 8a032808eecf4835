package registry

import (
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"slices"
	"strings"
)

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
