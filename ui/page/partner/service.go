package partner

import (
	"context"

	"msp-license-tracker/models"
)

// Person is the owner's sign-in to the partner tenant. Failures are Explainers.
type Person interface {
	// SignIn waits for the owner. open shows a page in the browser, show a code
	// to be typed on another device; with a nil open the code is the only way.
	// Both may be called on any goroutine.
	SignIn(ctx context.Context, open func(url string) error, show func(models.DeviceCode)) (models.PartnerAccount, error)
	// AllowApprovals lets the owner allow that customers are approved through
	// Partner Center.
	AllowApprovals(ctx context.Context, open func(url string) error, show func(models.DeviceCode)) error
	// SignOut forgets the sign-in and the tokens of every customer.
	SignOut(ctx context.Context) error
	// Account says who is signed in; false = nobody.
	Account(ctx context.Context) (models.PartnerAccount, bool, error)
}

// Customers are those of the partner tenant.
type Customers interface {
	// Customers asks Microsoft; Known is the list as it was last seen.
	Customers(ctx context.Context) ([]models.PartnerCustomer, error)
	Known(ctx context.Context) ([]models.PartnerCustomer, error)
	// Connect lets a customer be scanned through the sign-in. It tells how far it
	// is as event.ConnectProgress.
	Connect(ctx context.Context, customerTenantID string) (models.Tenant, error)
	// ConsentLink is what the customer's own administrator may open instead.
	ConsentLink(ctx context.Context, customerTenantID string) (string, error)
}
