package insight

import (
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// Snapshot is what is known about one tenant as of one scan.
type Snapshot struct {
	TenantID      string
	TenantName    string
	ScannedAt     time.Time // end of the newest scan that stored anything
	Outcomes      map[models.Collector]models.Outcome
	SKUs          []models.SKU
	Subscriptions []models.Subscription
	Accounts      []Account // accounts with at least one licence
	UserCount     int       // all accounts of the directory
	SecureScore   models.SecureScore
	Groups        []models.Group // groups that give licences
	DeletedUsers  []models.DeletedUser
}

// Account is a licensed user joined with what the sources say about it.
type Account struct {
	models.User
	SignIn      models.SignIn   // zero when sign-ins have no entry
	HasActivity bool            // the active-user report has a row for it
	Activity    models.Activity // valid when HasActivity
	HasMailbox  bool            // the mailbox report has a row for it
	Mailbox     models.Mailbox  // valid when HasMailbox

	Apps     *models.AppsUse        // nil: the Microsoft 365 apps report has no row for it
	Copilot  *models.CopilotUse     // nil: the Copilot report has no row for it
	Services []models.ServiceSignIn // newest sign-in of each service, none when never seen
}

// Policy is everything the owner decided that moves a figure in one tenant.
type Policy struct {
	InactiveAfterDays int
	GraceDays         int
	Currency          string // reporting currency
	Catalog           models.Catalog
	Prices            PriceBook
	Rates             []Rate
	Settings          []models.SKUSetting // workspace rows and this tenant's rows
}

// PriceBook finds the price of a SKU in a tenant on a day: tenant price,
// workspace price, list price, in this order. ok is false when unpriced.
type PriceBook interface {
	Price(tenantID, skuID, partNumber string, day time.Time) (p money.Price, ok bool)
}

// Rate is an exchange rate the owner entered: one unit of From buys Value units of To.
type Rate struct {
	From, To string
	Value    string // exact decimal
	Date     time.Time
}
