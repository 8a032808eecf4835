package register_test

import (
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/register"
	"msp-license-tracker/sync/vault"
)

func pasted(r models.Registration, c vault.Credential) models.ConnectRequest {
	return models.ConnectRequest{
		TenantID: r.TenantID, Connection: models.Connection{ClientID: r.ClientID, Cloud: "test"},
		Secret: models.Sensitive(c.Secret), Certificate: models.Sensitive(c.PEM),
	}
}

func thumbprint(c vault.Credential) string { return base64.StdEncoding.EncodeToString(c.Thumbprint()) }

func TestAdoptProvesWhatWasPasted(t *testing.T) {
	w := begin(t)
	r, err := w.register(t, models.SecretCredential)
	if err != nil {
		t.Fatal(err)
	}
	cred, err := w.safe.Get(r.ClientID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		bend func(*models.ConnectRequest)
		want string
	}{
		{"a wrong secret", func(q *models.ConnectRequest) { q.Secret = "Wrong8Q~secret-value-0000" }, "AADSTS7000215"},
		{"an unknown client id", func(q *models.ConnectRequest) { q.Connection.ClientID = otherID }, "AADSTS700016"},
		{"permissions not granted at home", func(*models.ConnectRequest) { w.set(func() { w.noRoles = true }) }, fault.RegistrationIncomplete},
	} {
		fresh := computer(t, w.fakeCloud, w.clock, unrepeated)
		request := pasted(r, cred)
		c.bend(&request)
		_, err := fresh.service.Adopt(t.Context(), request)
		if x := models.Explain(err); x.Code != c.want {
			t.Errorf("%s: %s, %v", c.name, x.Code, err)
		}
		if _, there, _ := fresh.service.Current(t.Context()); there {
			t.Errorf("%s: it was stored", c.name)
		}
		if _, err := fresh.safe.Get(r.ClientID); !fault.Is(err, fault.CredentialMissing) {
			t.Errorf("%s: the credential was stored", c.name)
		}
	}
	w.set(func() { w.noRoles = false })
	fresh := computer(t, w.fakeCloud, w.clock, unrepeated)
	fresh.safe.breakAt = 2
	if _, err := fresh.service.Adopt(t.Context(), pasted(r, cred)); err == nil {
		t.Error("the store failed and nobody said so")
	}
	if _, err := fresh.safe.Get(r.ClientID); !fault.Is(err, fault.CredentialMissing) {
		t.Error("the credential stayed without its registration")
	}
	adopted, err := fresh.service.Adopt(t.Context(), pasted(r, cred))
	current, there, _ := fresh.service.Current(t.Context())
	if err != nil || !there || current != adopted || adopted.KeyID != "" {
		t.Errorf("%+v, %v", adopted, err)
	}
	fresh.works(t, adopted)
}

// refusing is a login service that knows no consent.
type refusing string

func (code refusing) Prove(context.Context, models.ConnectRequest) (connect.Proof, error) {
	return connect.Proof{}, fault.Local(string(code), "ask for a token", nil)
}

func TestWithoutConsentAtHomeTheOwnerIsAskedNotTheCustomer(t *testing.T) {
	for _, code := range []string{"AADSTS7000229", "AADSTS65001"} {
		w := begin(t)
		w.service.Prover = refusing(code)
		_, err := w.service.Adopt(t.Context(), models.ConnectRequest{TenantID: otherID})
		if x := models.Explain(err); x.Code != fault.RegistrationIncomplete || x.Whose != models.PartyMSP {
			t.Errorf("%s: %s, move of %s", code, x.Code, x.Whose)
		}
	}
}

func TestPastedValuesAreJudgedAsTheyCome(t *testing.T) {
	const id = "1a2b3c4d-1111-4222-8333-444455556666"
	for _, c := range []struct {
		field models.PastedField
		value string
		want  string
	}{
		{models.PastedSecret, "", ""},
		{models.PastedSecret, "abc8Q~0123456789012345678901234567890123\n", ""},
		{models.PastedSecret, id, fault.InputSecretIsID},
		{models.PastedSecret, strings.ToUpper(id), fault.InputSecretIsID},
		{models.PastedSecret, `"abc8Q~0123456789012345678901234567890123"`, fault.PastedQuotes},
		{models.PastedSecret, "“abc8Q~0123456789012345678901234567890123”", fault.PastedQuotes},
		{models.PastedSecret, "abc8Q~0123 456789012345678901234567890123", fault.PastedSpaces},
		{models.PastedSecret, "abc", fault.PastedShort},
		{models.PastedClientID, id, ""},
		{models.PastedClientID, " {" + strings.ToUpper(id) + "} ", ""},
		{models.PastedClientID, id[:20], fault.InputClient},
		{models.PastedClientID, "abc8Q~0123456789012345678901234567890123", fault.PastedSecretInID},
		{models.PastedClientID, "https://portal.azure.com/#view/x/appId/" + id, fault.PastedAddress},
		{models.PastedClientID, "00000003-0000-0000-c000-000000000000", fault.PastedService},
		{models.PastedClientID, "df021288-bdef-4463-88db-98f22de89214", fault.PastedPermission},
		{models.PastedClientID, "00000000-0000-0000-0000-000000000000", fault.PastedZero},
		{models.PastedTenantID, id, ""},
		{models.PastedTenantID, "Contoso.onmicrosoft.com", ""},
		{models.PastedTenantID, "admin@contoso.com", fault.PastedNotOurDomain},
		{models.PastedTenantID, "contoso", fault.InputTenant},
	} {
		x := register.CheckPasted(c.field, c.value)
		code := ""
		if x != nil {
			code = x.Code
			if x.Title == "" || x.Next == "" || len(c.value) > 12 && strings.Contains(x.Title+x.Cause+x.Next+x.Raw, c.value) {
				t.Errorf("%q: %+v", c.value, x)
			}
		}
		if code != c.want {
			t.Errorf("%s %q: %q, want %q", c.field, c.value, code, c.want)
		}
	}
}

func TestIDsAreJudgedTogether(t *testing.T) {
	w := begin(t)
	const client = "1a2b3c4d-1111-4222-8333-444455556666"
	for _, c := range []struct{ name, tenant, client, want string }{
		{"right", homeID, client, ""},
		{"the same twice", homeID, " " + homeID, fault.InputClientIsTenant},
		{"swapped", client, homeID, fault.PastedSwapped},
		{"no such tenant", client, "aaaaaaaa-1111-4222-8333-444455556666", "AADSTS90002"},
	} {
		x := w.service.CheckIDs(t.Context(), models.Connection{Cloud: "test"}, c.tenant, c.client)
		if code := codeOf(x); code != c.want {
			t.Errorf("%s: %q, want %q", c.name, code, c.want)
		}
	}
	w.Close()
	if x := w.service.CheckIDs(t.Context(), models.Connection{Cloud: "test"}, client, homeID); x != nil {
		t.Errorf("without a network: %+v", x)
	}
}

func codeOf(x *models.Explanation) string {
	if x == nil {
		return ""
	}
	return x.Code
}

func TestTheStepsByHandLeadIntoThePortalOfTheCloud(t *testing.T) {
	w := begin(t)
	for cloud, portal := range map[string]string{
		"global": "https://entra.microsoft.com/", "usgov": "https://portal.azure.us/", "china": "https://portal.azure.cn/", "custom": "",
	} {
		links := 0
		for _, step := range w.service.ManualSteps(models.Connection{Cloud: cloud, ClientID: "id", LoginURL: "https://l", GraphURL: "https://g"}) {
			if step.Link != "" {
				links++
			}
			if step.Title == "" || step.Text == "" || step.Link != "" && (portal == "" || !strings.HasPrefix(step.Link, portal)) {
				t.Errorf("%s: %+v", cloud, step)
			}
		}
		if portal != "" && links < 4 {
			t.Errorf("%s: %d links", cloud, links)
		}
	}
	var copied []string
	for _, step := range w.service.ManualSteps(models.Connection{}) {
		for _, v := range step.Copy {
			copied = append(copied, v.Value)
		}
	}
	for _, want := range []string{"MSP License Tracker", "http://localhost/consent", "http://localhost", "Reports.Read.All"} {
		if !strings.Contains(strings.Join(copied, "\n"), want) {
			t.Errorf("%q cannot be copied", want)
		}
	}
}
