package headless

import (
	"context"
	"io"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
)

// Portfolio answers questions about figures.
type Portfolio interface {
	Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error)
	Results(ctx context.Context, scope portfolio.Scope) ([]insight.Result, error)
}

// Scanner runs scans; it returns when the scan has stored its last word.
type Scanner interface {
	Scan(ctx context.Context, tenantID string, trigger models.ScanTrigger) error
}

// Connector adds a tenant: nothing is stored unless the connection is proved.
type Connector interface {
	Connect(ctx context.Context, r models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error)
}

// Reporter writes client reports.
type Reporter interface {
	Client(ctx context.Context, scope portfolio.Scope, w io.Writer) error
}

// Scans tells how scans ended.
type Scans interface {
	LastScans(ctx context.Context) (map[string]models.LastScan, error)
}

// Session is an opened data folder with everything the commands may use.
type Session struct {
	Portfolio Portfolio
	Scanner   Scanner
	Connector Connector
	Reporter  Reporter
	Scans     Scans
	// Progress calls f for each step of running scans until cancel is called.
	Progress func(f func(models.Progress)) (cancel func())
	Close    func() error
}

// Access says what a command does with the data folder.
type Access int

const (
	Reads  Access = iota // other instances may be running
	Writes               // takes the folder for itself
)

// Opener opens a data folder. An empty folder name means the usual place.
type Opener func(ctx context.Context, dataDir string, access Access) (*Session, error)
