package ui

import (
	"context"
	"io"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page/connect"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/page/partner"
	"msp-license-tracker/ui/page/users"
)

// Deps is all the window knows of the world. Everything that takes a context
// is called off the UI goroutine and may block until that context ends.
type Deps struct {
	Portfolio Portfolio
	Records   Records
	Settings  Settings
	Tenants   Tenants
	Scanner   Scanner
	Connector Connector
	// Registrar, Consents and Certificates serve connecting; all are required.
	Registrar    Registrar
	Consents     Consents
	Certificates Certificates
	// Partner, Permissions and TenantLife look after customers and tenants; all
	// are required.
	Partner     Partner
	Permissions Permissions
	TenantLife  TenantLife
	Reporter    Reporter
	Events      Events
	ListPrice   func(skuID, partNumber string, day time.Time) (money.Price, bool)

	// Post runs a function on the UI goroutine: fyne.Do. Tests pass a serial queue.
	Post func(func())
	Now  func() time.Time
	// Open shows an https or mailto address or a file of ours with the system's
	// program.
	Open func(target string) error
	// DataDir is shown in Settings as the place where everything lives.
	DataDir string
	// Demo is how to start the demo cloud, shown where no tenant is connected.
	Demo string
	// Clouds are offered first when connecting, before Microsoft's own: the demo
	// cloud where it runs.
	Clouds []Cloud
	// FirstSteps opens a fresh workspace with its first steps instead of an empty
	// dashboard; the demo fills itself and has none.
	FirstSteps bool
	// Portal is the address of the page where a tenant's registration is changed,
	// "" where the cloud's portal is not known.
	Portal func(models.Connection) string
	// Context ends the window's background work when it ends; it is required.
	Context context.Context
}

// Cloud is one choice of where a tenant lives.
type Cloud = connect.Cloud

// Portfolio answers questions about figures. portfolio.Portfolio is one.
type Portfolio interface {
	Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error)
	Dashboard(ctx context.Context, scope portfolio.Scope) (portfolio.Dashboard, error)
	Results(ctx context.Context, scope portfolio.Scope) ([]insight.Result, error)
	Result(ctx context.Context, tenantID string) (insight.Result, error)
	users.Reader
}

// Records are what scans saw and how they went. store.Store is one.
type Records interface {
	Scans(ctx context.Context, tenantID string, limit int) ([]models.Scan, error)
	Outcomes(ctx context.Context, tenantID string) ([]models.Outcome, error)
	Snapshot(ctx context.Context, tenantID string) (insight.Snapshot, error)
}

// Settings are the owner's own words: company, defaults, products and prices.
// Saving checks, stores and publishes; a refused value is an Explainer.
type Settings interface {
	Workspace(ctx context.Context) (models.Workspace, error)
	SaveWorkspace(ctx context.Context, w models.Workspace) error
	SKUSettings(ctx context.Context) ([]models.SKUSetting, error)
	SaveSKUSetting(ctx context.Context, s models.SKUSetting) error
	Prices(ctx context.Context) ([]money.Price, error)
	SavePrice(ctx context.Context, p money.Price) error
	DeletePrice(ctx context.Context, p money.Price) error
}

// Tenants changes where a tenant stands in its life with us.
type Tenants interface {
	// Disconnect stops scans of a tenant and forgets its credential; data stays.
	Disconnect(ctx context.Context, tenantID string) error
}

// Scanner starts and stops scans. Scan and ScanAll return when the scans have
// ended; a scan that is refused or fails returns an Explainer.
type Scanner interface {
	Scan(ctx context.Context, tenantID string, trigger models.ScanTrigger) error
	ScanAll(ctx context.Context, trigger models.ScanTrigger) error
	Cancel(tenantID string) // "" = all
	// Running are the scans under way, for a window that opens meanwhile.
	Running() []models.Progress
}

// Connector connects a tenant. Both methods return only after a token of that
// tenant has been looked at, never on the word of a redirect.
type Connector interface {
	// Connect proves a credential, stores the tenant and its secret, and says
	// what the tenant granted.
	Connect(ctx context.Context, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error)
	// Consent opens the admin consent page with open, waits for its return and
	// then does as Connect. Cancel it by its context.
	Consent(ctx context.Context, req models.ConsentRequest, open func(url string) error) (models.Tenant, []models.PermissionCheck, error)
}

// Registrar makes and keeps the MSP's own registration, which customers
// approve. How far it is goes out as event.ConnectProgress.
type Registrar interface {
	// Plan says what Register would make, without asking anybody.
	Plan(req models.RegistrationRequest) models.RegistrationPlan
	// Register makes the registration or completes the one there is; after any
	// failure it may be called again. open shows an address in the browser, show
	// a code to be typed on another device; both may be called on any goroutine.
	Register(ctx context.Context, req models.RegistrationRequest, open func(url string) error, show func(models.DeviceCode)) (models.Registration, error)
	// Adopt proves and takes over a registration made by hand.
	Adopt(ctx context.Context, req models.ConnectRequest) (models.Registration, error)
	// Rotate replaces the credential by a new one that was proved before.
	Rotate(ctx context.Context, open func(url string) error, show func(models.DeviceCode)) (models.Registration, error)
	// Current is the registration in use; false when there is none yet.
	Current(ctx context.Context) (models.Registration, bool, error)
	// ManualSteps is how to make it by hand in the portal of a cloud.
	ManualSteps(conn models.Connection) []models.GuideStep
	// CheckPasted judges one value without asking anybody; nil when it is right.
	CheckPasted(field models.PastedField, value string) *models.Explanation
	// CheckIDs judges tenant and client id together by asking the login service.
	CheckIDs(ctx context.Context, conn models.Connection, tenantID, clientID string) *models.Explanation
}

// Consents asks customers for their approval by link and notices it. How they
// move on goes out as event.ConsentsChanged.
type Consents interface {
	// ConsentLink makes a link with a mail draft and begins to look whether it
	// was accepted. tenant is a directory id or a domain.
	ConsentLink(ctx context.Context, tenant string) (models.PendingConsent, error)
	// Pending are the consents asked for by link, the oldest first.
	Pending() []models.PendingConsent
	CancelPending(id string)
}

// Certificates makes self-signed certificates.
type Certificates interface {
	NewCertificate(ctx context.Context, name string, months int) (models.NewCertificate, error)
}

// Partner is the owner's sign-in to the partner tenant and the customers it
// reaches; the methods are told in package ui/page/partner.
type Partner interface {
	partner.Person
	partner.Customers
}

// Permissions asks for a fresh token of a tenant and says what it allows,
// whatever way the tenant is reached.
type Permissions interface {
	Check(ctx context.Context, tenantID string) ([]models.PermissionCheck, error)
}

// TenantLife ends what Disconnect leaves, and keeps the credential fresh; the
// methods are told in package ui/page/life.
type TenantLife interface {
	life.Tenants
	life.Credentials
}

// Reporter writes files for clients.
type Reporter interface {
	// Client writes the client report of a tenant or a customer as PDF.
	Client(ctx context.Context, scope portfolio.Scope, w io.Writer) error
}

// Events tells what changed. event.Hub is one.
type Events interface {
	Subscribe(func(event.Event)) (cancel func())
}
