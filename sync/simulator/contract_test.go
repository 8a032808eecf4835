package simulator

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// schema is Microsoft's own description of the types.
type schema map[string]struct {
	Base       string            `json:"base"`
	Navigation map[string]string `json:"navigation"`
	Properties map[string]string `json:"properties"`
}

func loadSchema(t *testing.T) schema {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "contract", "graph-types.json"))
	if err != nil {
		t.Skip("Microsoft's schema is not beside this repository")
	}
	var clouds map[string]struct {
		Types schema `json:"types"`
	}
	if err := json.Unmarshal(raw, &clouds); err != nil {
		t.Fatal(err)
	}
	return clouds["global"].Types
}

// property finds the type of a property, base types included.
func (s schema) property(typ, name string) (string, bool) {
	for typ != "" {
		if p, ok := s[typ].Properties[name]; ok {
			return p, true
		}
		typ = strings.TrimPrefix(s[typ].Base, "graph.")
	}
	return "", false
}

func TestEveryObjectFitsMicrosoftsSchema(t *testing.T) {
	types := loadSchema(t)
	s := start(t, Options{Quotas: QuotasOff})
	everyUserProperty := strings.Join(selectable(types, "user"), ",")
	for i, info := range s.Tenants() {
		c := connect(t, s, i)
		for path, typ := range map[string]string{
			"/v1.0/organization":                                               "organization",
			"/v1.0/users?$top=999":                                             "user",
			"/v1.0/users?$top=999&$select=" + everyUserProperty:                "user",
			"/v1.0/subscribedSkus":                                             "subscribedSku",
			"/v1.0/directory/subscriptions":                                    "companySubscription",
			"/v1.0/directory/deletedItems/microsoft.graph.user":                "user",
			"/v1.0/security/secureScores":                                      "secureScore",
			"/v1.0/groups":                                                     "group",
			"/v1.0/reports/authenticationMethods/userRegistrationDetails":      "userRegistrationDetails",
			"/v1.0/auditLogs/signIns?$top=50":                                  "signIn",
			"/v1.0/users/admin@" + initial(info.Domain) + "/licenseDetails":    "licenseDetails",
			"/v1.0/users?$select=id,signInActivity,assignedPlans,displayName":  "user",
			"/v1.0/users/delta?$select=id,displayName,licenseAssignmentStates": "user",
		} {
			body := c.get(path)
			if e, ok := body["error"].(map[string]any); ok {
				if code := e["code"]; code != "Authentication_RequestFromNonPremiumTenantOrB2CTenant" && code != "Authentication_MSGraphPermissionMissing" {
					t.Errorf("%s %s: %v", info.Name, path, e)
				}
				continue
			}
			for _, item := range body["value"].([]any) {
				types.check(t, path, typ, item.(map[string]any))
			}
		}
		types.check(t, "reportSettings", "adminReportSettings", c.get("/v1.0/admin/reportSettings"))
	}
}

func initial(domain string) string {
	return strings.TrimSuffix(domain, ".example") + ".onmicrosoft.com"
}

// selectable are the properties of a user that a list may select.
func selectable(types schema, typ string) []string {
	single := []string{"mailboxSettings", "aboutMe", "birthday", "hireDate", "interests", "mySite", "pastProjects", "preferredName",
		"responsibilities", "schools", "skills", "signInActivity", "print", "deviceEnrollmentLimit", "identityParentId", "isManagementRestricted",
		"authorizationInfo", "customSecurityAttributes"}
	var out []string
	for name := range types[typ].Properties {
		if !slices.Contains(single, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

var guid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

func (s schema) check(t *testing.T, where, typ string, obj map[string]any) {
	t.Helper()
	for name, v := range obj {
		if strings.HasPrefix(name, "@") {
			continue
		}
		want, ok := s.property(typ, name)
		if !ok {
			t.Fatalf("%s: %s has no property %s", where, typ, name)
		}
		if !s.fits(t, where+" "+name, want, v) {
			t.Fatalf("%s: %s.%s is %v, want %s", where, typ, name, v, want)
		}
	}
}

func (s schema) fits(t *testing.T, where, want string, v any) bool {
	if inner, ok := strings.CutPrefix(want, "Collection("); ok {
		items, isList := v.([]any)
		for _, it := range items {
			isList = isList && s.fits(t, where, strings.TrimSuffix(inner, ")"), it)
		}
		return isList
	}
	if v == nil {
		return true
	}
	switch want {
	case "Edm.String":
		_, ok := v.(string)
		return ok
	case "Edm.Guid":
		str, ok := v.(string)
		return ok && guid.MatchString(str)
	case "Edm.Boolean":
		_, ok := v.(bool)
		return ok
	case "Edm.Int32", "Edm.Int64":
		f, ok := v.(float64)
		return ok && f == float64(int64(f))
	case "Edm.Double":
		_, ok := v.(float64)
		return ok
	case "Edm.DateTimeOffset":
		str, ok := v.(string)
		_, err := time.Parse(time.RFC3339, str)
		return ok && err == nil
	}
	name := strings.TrimPrefix(want, "graph.")
	if obj, ok := v.(map[string]any); ok {
		if _, known := s[name]; known {
			for k, inner := range obj {
				p, ok := s.property(name, k)
				if !ok || !s.fits(t, where+" "+k, p, inner) {
					return false
				}
			}
		}
		return true
	}
	_, enum := v.(string)
	return enum
}
