package register

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"unicode"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

const opPasted = "check a pasted value"

var (
	guid       = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	domainName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$`)
)

// shortest is fewer letters than any secret Microsoft makes.
const shortest = 16

// services are ids of Microsoft's own that stand beside the right one on the
// portal's pages.
var services = map[string]bool{
	graphService:                           true,
	"00000002-0000-0000-c000-000000000000": true, // Azure AD Graph
	"00000002-0000-0ff1-ce00-000000000000": true, // Exchange Online
	"00000003-0000-0ff1-ce00-000000000000": true, // SharePoint Online
	"fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd": true, // Partner Center
	signInClient:                           true,
}

// CheckPasted judges one value while it is typed or pasted, without asking
// anybody: nil when nothing is wrong with it, or nothing is there yet. It never
// repeats the value.
func CheckPasted(field models.PastedField, value string) *models.Explanation {
	if strings.TrimSpace(value) == "" {
		return nil
	}
	code := badEdges(value)
	if code == "" {
		switch text := strings.TrimSpace(value); field {
		case models.PastedSecret:
			code = badSecret(text)
		case models.PastedClientID:
			code = badID(strings.ToLower(text), fault.InputClient)
		case models.PastedTenantID:
			code = badTenant(strings.ToLower(text))
		}
	}
	return explained(code)
}

// CheckPasted is the function of the same name, for callers that hold a Service.
func (s *Service) CheckPasted(field models.PastedField, value string) *models.Explanation {
	return CheckPasted(field, value)
}

func explained(code string) *models.Explanation {
	if code == "" {
		return nil
	}
	x := fault.Local(code, opPasted, nil).Explain()
	return &x
}

// badEdges finds what was copied along. A line break or space at an end does
// no harm, it is cut off anyway.
func badEdges(value string) string {
	text := strings.TrimSpace(value)
	switch {
	case strings.ContainsAny(text[:1], `"'`+"`“”‘’«»"), strings.ContainsAny(text[len(text)-1:], `"'`+"`"), strings.HasPrefix(text, "“"), strings.HasSuffix(text, "”"):
		return fault.PastedQuotes
	case strings.HasPrefix(strings.ToLower(text), "http://"), strings.HasPrefix(strings.ToLower(text), "https://"):
		return fault.PastedAddress
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' }):
		return fault.PastedSpaces
	}
	return ""
}

func badSecret(text string) string {
	switch {
	case guid.MatchString(strings.ToLower(text)):
		return fault.InputSecretIsID
	case len(text) < shortest:
		return fault.PastedShort
	}
	return ""
}

func badID(text, otherwise string) string {
	text = strings.Trim(text, "{}")
	switch {
	case text == "00000000-0000-0000-0000-000000000000":
		return fault.PastedZero
	case services[text]:
		return fault.PastedService
	case isPermission(text):
		return fault.PastedPermission
	case guid.MatchString(text):
		return ""
	case strings.Contains(text, "~"), len(text) >= 37 && !strings.ContainsAny(text, "@/"):
		return fault.PastedSecretInID
	}
	return otherwise
}

func badTenant(text string) string {
	switch {
	case domainName.MatchString(text):
		return ""
	case strings.Contains(text, "@"):
		return fault.PastedNotOurDomain
	}
	return badID(text, fault.InputTenant)
}

func isPermission(id string) bool {
	for _, known := range roleIDs {
		if id == known {
			return true
		}
	}
	return false
}

// CheckIDs judges tenant and client id together by asking the login service,
// which describes every tenant to anybody: it finds swapped values, the same
// value twice, a tenant that does not exist, and one of another cloud. Nil when
// nothing is wrong, or when the service cannot be reached now.
func (s *Service) CheckIDs(ctx context.Context, conn models.Connection, tenantID, clientID string) *models.Explanation {
	tenant, client := tidy(tenantID), tidy(clientID)
	if CheckPasted(models.PastedTenantID, tenant) != nil || tenant == "" {
		return nil // said where it was typed
	}
	if tenant == client {
		return explained(fault.InputClientIsTenant)
	}
	c, err := s.cloudOf(conn)
	if err != nil {
		return nil
	}
	there, elsewhere, err := s.describe(ctx, c, tenant)
	switch {
	case err != nil || there && !elsewhere:
		return nil
	case elsewhere:
		return explained(fault.PastedOtherCloud)
	}
	if guid.MatchString(client) {
		if swapped, _, err := s.describe(ctx, c, client); err == nil && swapped {
			return explained(fault.PastedSwapped)
		}
	}
	return explained("AADSTS90002")
}

func tidy(text string) string { return strings.ToLower(strings.Trim(strings.TrimSpace(text), "{}")) }

// describe asks whether a tenant is there, and whether it lives in another
// cloud than the one asked.
func (s *Service) describe(ctx context.Context, c cloud.Cloud, tenant string) (there, elsewhere bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.LoginURL+"/"+tenant+"/v2.0/.well-known/openid-configuration", nil)
	if err != nil {
		return false, false, err
	}
	resp, err := s.Clients.ForLogin(c).Do(req)
	if err != nil {
		return false, false, fault.FromNet(opPasted, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return false, false, fault.FromReply(opPasted, resp, body, err)
	}
	if resp.StatusCode != http.StatusOK {
		e := fault.FromLogin(opPasted, resp, body)
		if fault.Is(e, "AADSTS90002", "invalid_tenant") {
			return false, false, nil
		}
		if fault.Is(e, "AADSTS90038") {
			return true, true, nil
		}
		return false, false, e
	}
	var doc struct {
		Instance string `json:"cloud_instance_name"` // e.g. "microsoftonline.us"
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		return false, false, fault.FromReply(opPasted, resp, body, err)
	}
	return true, c.Microsofts() && doc.Instance != "" && !strings.HasSuffix(c.LoginHost(), doc.Instance), nil
}
