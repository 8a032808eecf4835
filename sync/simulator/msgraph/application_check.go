package msgraph

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/url"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/registry"
)

// checkAddresses holds return addresses against Entra's rules.
func checkAddresses(list []string) *problem {
	for _, raw := range list {
		u, err := url.Parse(raw)
		local := err == nil && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1")
		switch {
		case err != nil, len(raw) > 256, strings.ContainsAny(raw, "!$'(),;"), u.Fragment != "",
			u.Scheme == "http" && !local, u.Scheme == "https" && u.Host == "":
			return directoryBad("Invalid value specified for property 'redirectUris' of resource 'Application': %s", raw)
		}
	}
	return nil
}

// checkRequired knows the permissions of the services of this cloud; those of
// other services pass, as they do in the real one.
func checkRequired(list []registry.Required) *problem {
	for _, r := range list {
		if r.Service == "" || len(r.Access) == 0 {
			return directoryBad("Invalid value specified for property 'requiredResourceAccess' of resource 'Application'.")
		}
		for _, x := range r.Access {
			if x.Type != "Role" && x.Type != "Scope" || len(x.ID) != 36 {
				return directoryBad("Invalid value specified for property 'resourceAccess' of resource 'RequiredResourceAccess'.")
			}
		}
	}
	return nil
}

// writeKeys replaces the certificates. An entry that names a known keyId and
// no key keeps its certificate.
func (b appBody) writeKeys(a *registry.App) *problem {
	var out []registry.Key
	for _, k := range *b.KeyCredentials {
		if old, ok := keyByID(a, k.KeyID); ok && k.Key == "" {
			out = append(out, old)
			continue
		}
		key, p := k.read()
		if p != nil {
			return p
		}
		out = append(out, key)
	}
	a.Keys = out
	return nil
}

func keyByID(a *registry.App, id string) (registry.Key, bool) {
	for _, k := range a.Keys {
		if id != "" && strings.EqualFold(k.KeyID, id) {
			return k, true
		}
	}
	return registry.Key{}, false
}

// read takes a certificate out of the body: DER in base64, or a PEM file in
// base64.
func (k keyBody) read() (registry.Key, *problem) {
	bad := appProblem(registry.ErrBadKey, "")
	if k.Type != "AsymmetricX509Cert" || k.Usage != "Verify" {
		return registry.Key{}, bad
	}
	der, err := base64.StdEncoding.DecodeString(k.Key)
	if err != nil {
		return registry.Key{}, bad
	}
	if block, _ := pem.Decode(der); block != nil {
		der = block.Bytes
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return registry.Key{}, bad
	}
	if !k.End.IsZero() && k.End.After(cert.NotAfter.Add(time.Second)) {
		return registry.Key{}, directoryBad("Key credential end date is invalid: it is after the end of the certificate.")
	}
	return registry.Key{KeyID: k.KeyID, Name: k.DisplayName, CustomID: k.CustomID, Start: k.Start, End: k.End, Cert: cert}, nil
}
