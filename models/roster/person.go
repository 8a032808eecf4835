package roster

import (
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Tenant is what is known of a tenant as a whole.
type Tenant struct {
	ID        string
	Name      string
	ScannedAt time.Time
	Outcomes  map[models.Collector]models.Outcome
	SKUs      []models.SKU
	Groups    []models.Group
}

// Person is one account with the row each source has for it. A nil pointer is
// no row, whether or not the source could be read.
type Person struct {
	insight.Account
	Email       *models.EmailActivity
	Teams       *models.TeamsActivity
	SharePoint  *models.SharePointActivity
	OneDrive    *models.OneDriveActivity
	Viva        *models.VivaActivity
	MFA         *models.MFA
	Sites       []models.OneDriveUsage // personal sites it owns
	Activations []models.Activation
	BlockedAt   time.Time // newest scan that found sign-in newly blocked
}
