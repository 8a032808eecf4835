package quota

import (
	"strconv"
	"time"
)

// Service is a group of endpoints with limits of its own.
type Service string

const (
	Directory     Service = "directory"     // identity and access: resource units
	AuditReports  Service = "audit-reports" // audit logs, registration details
	UsageCSV      Service = "usage-csv"     // usage reports as CSV, per report
	UsageJSON     Service = "usage-json"    // usage reports as JSON, per report
	Security      Service = "security"      // Secure Score
	Unlimited     Service = "none"
	appAndTenant          = "Tenant_Application"
	tenantAllApps         = "Tenant"
)

// Call says what one request is, as far as limits are concerned.
type Call struct {
	Service Service
	App     string
	Tenant  string
	Users   int    // accounts of the tenant: sets the directory limit
	Report  string // usage report, counted apart from the others
	Units   int    // resource units of a directory call
	Epoch   int    // counters of different epochs are apart
}

// Charges are the documented counters a call counts against.
func Charges(c Call) []Charge {
	c.Tenant += "|" + strconv.Itoa(c.Epoch)
	both := c.App + "|" + c.Tenant
	switch c.Service {
	case Directory:
		return []Charge{{both, Limit{"ru", directoryUnits(c.Users), 10 * time.Second, appAndTenant}, c.Units}}
	case AuditReports:
		return []Charge{{both, Limit{"audit", 5, 10 * time.Second, appAndTenant}, 1}}
	case UsageCSV:
		return []Charge{
			{both + "|" + c.Report, Limit{"csv", 14, 10 * time.Minute, appAndTenant}, 1},
			{c.Tenant + "|" + c.Report, Limit{"csv-all", 40, 10 * time.Minute, tenantAllApps}, 1},
		}
	case UsageJSON:
		return []Charge{{both + "|" + c.Report, Limit{"json", 100, 10 * time.Minute, appAndTenant}, 1}}
	case Security:
		return []Charge{{both, Limit{"security", 150, time.Minute, appAndTenant}, 1}}
	default:
		return nil
	}
}

// directoryUnits is the documented limit per 10 seconds by tenant size.
func directoryUnits(users int) int {
	switch {
	case users < 50:
		return 3500
	case users <= 500:
		return 5000
	default:
		return 8000
	}
}
