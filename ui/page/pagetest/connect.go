package pagetest

import (
	"context"

	"msp-license-tracker/models"
)

// Permissions as a fresh token would show them: one is missing.
func Permissions() []models.PermissionCheck {
	return []models.PermissionCheck{
		{Name: "Organization.Read.All", Granted: true, Required: true, Unlocks: "company, domains, subscriptions"},
		{Name: "User.Read.All", Granted: true, Required: true, Unlocks: "people and their licences"},
		{Name: "LicenseAssignment.Read.All", Granted: true, Required: true, Unlocks: "seats per licence"},
		{Name: "AuditLog.Read.All", Granted: true, Unlocks: "sign-in dates"},
		{Name: "Reports.Read.All", Granted: true, Unlocks: "activity and mailboxes"},
		{Name: "ReportSettings.Read.All", Unlocks: "whether names are concealed", How: "Add the permission to the app registration and ask for consent again."},
		{Name: "SecurityEvents.Read.All", Granted: true, Unlocks: "Secure Score"},
	}
}

// Connect implements connecting.
func (w *World) Connect(_ context.Context, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error) {
	w.order("connect " + req.TenantID + " " + req.Connection.ClientID + " " + string(req.Connection.Credential))
	if w.ConnectErr != nil {
		return models.Tenant{}, nil, w.ConnectErr
	}
	return Rows()[0].Tenant, Permissions(), nil
}

// Consent implements connecting: it opens a page and waits for Block.
func (w *World) Consent(ctx context.Context, req models.ConsentRequest, open func(string) error) (models.Tenant, []models.PermissionCheck, error) {
	w.order("consent " + req.TenantID + " " + req.Connection.ClientID)
	if err := open("https://login.microsoftonline.com/organizations/adminconsent"); err != nil {
		return models.Tenant{}, nil, err
	}
	if err := w.wait(ctx); err != nil {
		return models.Tenant{}, nil, err
	}
	if w.ConnectErr != nil {
		return models.Tenant{}, nil, w.ConnectErr
	}
	return Rows()[0].Tenant, Permissions(), nil
}
