package simulator

import (
	"crypto/x509"
	"time"

	"msp-license-tracker/sync/simulator/faults"
)

// Fault is one thing that goes wrong on demand; see ParseFaults for the text
// form.
type Fault = faults.Rule

// ParseFaults reads a list of faults separated by commas, each
// "kind[:target[@tenant]][:count][:afterN]" or "clock+1h":
// "429:users:3,503:*:2,truncate:users,html:skus,reset:*,slow:users:2s,
// 401:midpaging,csv-columns,header-only,7000222:token:1,deny:Reports.Read.All".
func ParseFaults(list string) ([]Fault, error) { return faults.Parse(list) }

// Quotas says which limits are enforced.
type Quotas string

const (
	QuotasDocumented Quotas = "documented" // the default
	QuotasOff        Quotas = "off"
)

// Options of a simulated cloud. The zero value is twelve tenants on a free
// port of the loopback address with the documented limits.
type Options struct {
	Listen  string // host:port; "" = a free loopback port
	Seed    int64
	Tenants int // 0 = 12
	Users   int // accounts per tenant; 0 = as each story wants
	Latency time.Duration
	Faults  []Fault
	Quotas  Quotas

	// Customers of the MSP's partner tenant; the client tenants are the first
	// of them. 0 = 40.
	Customers int
	// Replication is how long a new or changed registration, credential or
	// enterprise application takes to be known everywhere; Propagation the same
	// for a consent given on a page. 0 = at once. Settle ends the waiting.
	Replication, Propagation time.Duration

	// Now governs what the data shows: who is there, what was used. Tokens,
	// page links and limits go by the real clock, save that every day of Now
	// has limits of its own. nil = time.Now.
	Now func() time.Time
	// Anchor is the day the stories are told for; scans at other days see the
	// same people before or after it. Zero = the day of Now at the start.
	Anchor time.Time

	// BearerOnDownload lets a report download pass although it carries a
	// bearer token; by default such a leak is refused.
	BearerOnDownload bool
	// ConcealLag is the time until reports follow a changed name setting;
	// zero = 48 hours.
	ConcealLag time.Duration
	// Certificates may prove any registration of this cloud.
	Certificates []*x509.Certificate
}

func (o Options) withDefaults() Options {
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if o.Tenants <= 0 {
		o.Tenants = 12
	}
	if o.Customers <= 0 {
		o.Customers = 40
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Anchor.IsZero() {
		o.Anchor = o.Now()
	}
	if o.Quotas == "" {
		o.Quotas = QuotasDocumented
	}
	return o
}
