package pagetest

import (
	"context"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

// ClientID of the registration in the pictures.
const ClientID = "5b1f6a1e-7f0e-4a39-a7b0-0d6f52a31c00"

// Registered is the MSP's registration as the pictures show it.
func Registered() models.Registration {
	return models.Registration{TenantID: "9d2f6f0a-3c52-4c0b-8c1d-5a55a1f1e001", Cloud: "global", ClientID: ClientID, ObjectID: "0c2f3a90-0000-4000-8000-0000000000aa",
		Name: "MSP License Tracker", Credential: models.CertificateCredential, CredentialEnds: day(2027, 11, 18),
		KeyID: "0c2f3a90-0000-4000-8000-0000000000bb", CreatedAt: day(2026, 11, 18), Verified: ago(hour)}
}

// Plan implements registering.
func (w *World) Plan(req models.RegistrationRequest) models.RegistrationPlan {
	p := models.RegistrationPlan{Name: req.Name, Audience: "AzureADMultipleOrgs", RedirectURIs: []string{"http://localhost/consent", "http://localhost"},
		Permissions: Permissions(), Scopes: []string{"Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"},
		Credential: req.Credential, CredentialMonths: 12,
		Steps: []string{"Sign in once in the browser. The sign-in is used for these steps and kept nowhere.",
			"Make the app registration for use in several organizations, or reuse the one already there.",
			"Give it the return addresses and the permission list. Every permission only reads.",
			"Grant these permissions in your own organization, which changes nothing at your customers.",
			"Make a certificate valid for 12 months. Its private key stays in this computer's keyring.",
			"Prove the registration with a token of its own, then remember it."}}
	if p.Name == "" {
		p.Name = "MSP License Tracker"
	}
	if p.Credential == "" {
		p.Credential = models.CertificateCredential
	}
	return p
}

// Code is what a person types on another device.
func Code() models.DeviceCode {
	return models.DeviceCode{UserCode: "FJW4 QKZ9", URL: "https://microsoft.com/devicelogin", Expires: Now.Add(14*minute + 32*time.Second)}
}

// Register implements registering: it shows a code or opens a page, tells how
// far it is and waits for Block.
func (w *World) Register(ctx context.Context, req models.RegistrationRequest, open func(string) error, show func(models.DeviceCode)) (models.Registration, error) {
	w.order("register " + string(req.Credential))
	if req.DeviceCode {
		show(Code())
	} else if err := open("https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize"); err != nil {
		return models.Registration{}, err
	}
	w.Publish(event.ConnectProgress{Text: "Granting the permissions in your organization."})
	if err := w.wait(ctx); err != nil {
		return models.Registration{}, err
	}
	if w.ConnectErr != nil {
		return models.Registration{}, w.ConnectErr
	}
	return w.register(Registered()), nil
}

func (w *World) register(r models.Registration) models.Registration {
	w.mu.Lock()
	w.registration = &r
	w.mu.Unlock()
	return r
}

// Adopt implements registering.
func (w *World) Adopt(_ context.Context, req models.ConnectRequest) (models.Registration, error) {
	w.order("adopt " + req.TenantID + " " + req.Connection.ClientID + " " + string(req.Connection.Credential))
	if w.ConnectErr != nil {
		return models.Registration{}, w.ConnectErr
	}
	r := Registered()
	r.ClientID, r.Credential, r.ObjectID, r.CredentialEnds = req.Connection.ClientID, req.Connection.Credential, "", req.Connection.CredentialEnds
	return w.register(r), nil
}

// Rotate implements registering.
func (w *World) Rotate(ctx context.Context, open func(string) error, _ func(models.DeviceCode)) (models.Registration, error) {
	w.order("rotate")
	if err := open("https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize"); err != nil {
		return models.Registration{}, err
	}
	if err := w.wait(ctx); err != nil {
		return models.Registration{}, err
	}
	if w.ConnectErr != nil {
		return models.Registration{}, w.ConnectErr
	}
	r := Registered()
	r.CredentialEnds = day(2028, 11, 20)
	return w.register(r), nil
}

// Current implements registering.
func (w *World) Current(context.Context) (models.Registration, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.registration != nil {
		return *w.registration, true, nil
	}
	if w.Empty || w.Unregistered {
		return models.Registration{}, false, nil
	}
	return Registered(), true, nil
}

// SetRegistration says which registration there is.
func (w *World) SetRegistration(r models.Registration) { w.register(r) }

// ManualSteps implements registering.
func (w *World) ManualSteps(conn models.Connection) []models.GuideStep {
	portal := map[string]string{"usgov": "https://portal.azure.us", "china": "https://portal.azure.cn"}[conn.Cloud]
	if portal == "" {
		portal = "https://entra.microsoft.com"
	}
	names := []models.CopyValue{{Label: "All", Value: ""}}
	for _, p := range Permissions() {
		names[0].Value += p.Name + "\n"
		names = append(names, models.CopyValue{Label: p.Unlocks, Value: p.Name})
	}
	return []models.GuideStep{
		{Title: "Open the app registrations", Text: "Sign in to the portal with an administrator of your own organization, then choose New registration.", Link: portal + "/#view/list"},
		{Title: "Name it and say who may use it", Text: "Enter the name. Under supported account types choose accounts in any organizational directory (multitenant). Under redirect URI choose Web and enter the address, then press Register.",
			Copy: []models.CopyValue{{Label: "Name", Value: "MSP License Tracker"}, {Label: "Redirect URI (Web)", Value: "http://localhost/consent"}}},
		{Title: "Add the permissions", Text: "Under API permissions choose Add a permission, Microsoft Graph, Application permissions, and tick each of these. They only read.", Link: portal + "/#view/permissions", Copy: names},
		{Title: "Bring the values here", Text: "On the Overview page copy the Application (client) ID and the Directory (tenant) ID, paste both here and press Check.", Link: portal + "/#view/overview"},
	}
}

// CheckPasted implements registering with a few of its rules.
func (w *World) CheckPasted(field models.PastedField, value string) *models.Explanation {
	value = strings.TrimSpace(value)
	guid := len(value) == 36 && strings.Count(value, "-") == 4
	switch {
	case value == "":
		return nil
	case field == models.PastedSecret && guid:
		return &models.Explanation{Code: "input-secret-is-id", Title: "This is the ID of the secret, not its value.", Next: "Make a new secret and copy the column Value.", Whose: models.PartyUser}
	case field == models.PastedClientID && !guid:
		return &models.Explanation{Code: "input-client", Title: "The client ID is missing or mistyped.", Next: "Copy the Application (client) ID from the app registration's overview.", Whose: models.PartyUser}
	case field == models.PastedTenantID && !guid && !strings.Contains(value, "."):
		return &models.Explanation{Code: "input-tenant", Title: "The tenant is missing or mistyped.", Next: "Copy the Directory (tenant) ID from the app registration's overview.", Whose: models.PartyUser}
	}
	return nil
}

// CheckIDs implements registering: the client id of the pictures is no tenant.
func (w *World) CheckIDs(_ context.Context, _ models.Connection, tenantID, _ string) *models.Explanation {
	if tenantID != ClientID {
		return nil
	}
	return &models.Explanation{Code: "pasted-swapped", Title: "Client ID and tenant ID are swapped.", Next: "Exchange the two values.", Whose: models.PartyUser}
}

// ConsentLink implements consents by link.
func (w *World) ConsentLink(_ context.Context, tenant string) (models.PendingConsent, error) {
	w.order("consent link " + tenant)
	if w.ConnectErr != nil {
		return models.PendingConsent{}, w.ConnectErr
	}
	link := "https://login.microsoftonline.com/" + tenant + "/v2.0/adminconsent?client_id=" + ClientID
	c := models.PendingConsent{ID: "link-" + tenant, Domain: tenant, TenantID: "7c1d0000-0000-4000-8000-000000000001", ClientID: ClientID, Cloud: "global", Link: link,
		MailSubject: "Please approve our licence check for " + tenant,
		MailBody:    "Hello,\n\nwe look after your Microsoft 365 licences and would like to show you where money can be saved. Please open this link as an administrator and accept:\n\n" + link + "\n\nThe application only reads. It can be removed at any time in the Entra portal under Enterprise applications.",
		Started:     Now, Expires: Now.Add(14 * 24 * time.Hour), NextLook: Now.Add(24 * time.Second), State: models.ConsentWaiting, Text: "Nobody at the customer has accepted so far."}
	w.mu.Lock()
	w.pending = append(slices.DeleteFunc(w.pending, func(x models.PendingConsent) bool { return x.ID == c.ID }), c)
	w.mu.Unlock()
	return c, nil
}

// Pending implements consents by link.
func (w *World) Pending() []models.PendingConsent {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.pending)
}

// CancelPending implements consents by link.
func (w *World) CancelPending(id string) {
	w.order("cancel link " + id)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pending = slices.DeleteFunc(w.pending, func(x models.PendingConsent) bool { return x.ID == id })
}

// MoveConsent changes a link that was sent and tells it.
func (w *World) MoveConsent(id string, change func(*models.PendingConsent)) {
	w.mu.Lock()
	for i := range w.pending {
		if w.pending[i].ID == id {
			change(&w.pending[i])
		}
	}
	w.mu.Unlock()
	w.Publish(event.ConsentsChanged{ID: id})
}

// NewCertificate implements certificates with one that is none.
func (w *World) NewCertificate(_ context.Context, name string, months int) (models.NewCertificate, error) {
	w.order("certificate " + name)
	if w.ConnectErr != nil {
		return models.NewCertificate{}, w.ConnectErr
	}
	return models.NewCertificate{Public: []byte("PUBLIC"), Private: "PRIVATE", Thumbprint: "3F2A9C0D1E4B5A69788796A5B4C3D2E1F0A1B2C3", Ends: Now.AddDate(0, months, 0)}, nil
}
