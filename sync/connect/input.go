package connect

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

const readInput = "read the connection's values"

var (
	guid   = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	domain = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$`)
	client = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,99}$`)
)

// attempt is one try to connect, with checked values. It never leaves this
// package and is never printed.
type attempt struct {
	cloud      cloud.Cloud
	tenant     string // as typed: GUID, domain or "organizations"
	tenantID   string // GUID, once known
	conn       models.Connection
	credential vault.Credential
	reuse      bool // the credential comes from the vault and is not stored again
}

// attempt checks what was typed, before anything goes over the network.
func (s *Service) attempt(req models.ConnectRequest) (attempt, error) {
	a := attempt{conn: req.Connection}
	var err error
	if a.cloud, err = s.cloudOf(req.Connection); err != nil {
		return a, err
	}
	if a.tenant, err = tenantText(req.TenantID); err != nil {
		return a, err
	}
	if a.conn.ClientID, err = clientText(req.Connection.ClientID, a.cloud); err != nil {
		return a, err
	}
	if a.conn.ClientID == a.tenant {
		return a, fault.Local(fault.InputClientIsTenant, readInput, nil)
	}
	if a.credential, err = s.credential(req); err != nil {
		return a, err
	}
	a.conn.Cloud = a.cloud.Name
	if a.conn.CAFile != "" {
		if a.conn.CAFile, err = filepath.Abs(a.conn.CAFile); err != nil { // scans may start elsewhere
			return a, fault.Local(fault.InputCAFile, readInput, err)
		}
	}
	if a.conn.Kind == "" {
		a.conn.Kind = models.OwnRegistration
	}
	a.conn.Credential = a.credential.Kind()
	if ends := a.credential.Ends(); !ends.IsZero() {
		a.conn.CredentialEnds = ends
	}
	return a, nil
}

func (s *Service) cloudOf(conn models.Connection) (cloud.Cloud, error) {
	c, err := s.Clouds.Of(conn)
	if err == nil {
		return c, nil
	}
	return c, cloudFault(err)
}

// tenantText cleans a directory id or a domain.
func tenantText(typed string) (string, error) {
	text := strings.ToLower(strings.Trim(strings.TrimSpace(typed), "{}"))
	if guid.MatchString(text) || domain.MatchString(text) {
		return text, nil
	}
	return "", fault.Local(fault.InputTenant, readInput, nil)
}

// clientText cleans a client id. Microsoft's are GUIDs; a cloud of somebody's
// own may use others.
func clientText(typed string, c cloud.Cloud) (string, error) {
	text := strings.ToLower(strings.Trim(strings.TrimSpace(typed), "{}"))
	if guid.MatchString(text) {
		return text, nil
	}
	if !c.Microsofts() && client.MatchString(text) {
		return strings.Trim(strings.TrimSpace(typed), "{}"), nil
	}
	return "", fault.Local(fault.InputClient, readInput, nil)
}

// credential takes the one credential that was given.
func (s *Service) credential(req models.ConnectRequest) (vault.Credential, error) {
	secret := strings.TrimSpace(req.Secret.Reveal())
	certificate := req.Certificate.Reveal()
	switch {
	case secret != "" && certificate != "":
		return vault.Credential{}, fault.Local(fault.InputTwoCredentials, readInput, nil)
	case certificate != "":
		c, err := vault.Certificate([]byte(certificate), req.Password.Reveal())
		if err != nil {
			return c, err
		}
		return c, c.CheckTime(s.Now())
	case secret == "":
		return vault.Credential{}, fault.Local(fault.InputCredential, readInput, nil)
	case guid.MatchString(strings.ToLower(secret)):
		return vault.Credential{}, fault.Local(fault.InputSecretIsID, readInput, nil)
	case strings.ContainsFunc(secret, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return vault.Credential{}, fault.Local(fault.InputSecretSpaces, readInput, nil)
	}
	return vault.Credential{Secret: secret}, nil
}
