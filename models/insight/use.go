package insight

import (
	"time"

	"msp-license-tracker/models"
)

// Use is what the readable sources say about one account (decisions 2–5), for
// those who show it beside the findings and must not judge differently.
type Use struct {
	Visible   bool      // some source would show use if there were any
	Used      bool      // some use is known
	Attempted bool      // no use is known, but an attempt to sign in is
	Active    bool      // some of it is within the threshold
	Last      time.Time // newest use, else newest attempt; zero = none known
	Days      int       // whole days from Last to its source's own data date
}

// UseOf reads one account; it need not hold a licence.
func UseOf(a *Account, src *Sources, inactiveAfterDays int) Use {
	u := seeUsage(a, src, inactiveAfterDays)
	return Use{Visible: u.visible, Used: u.used, Attempted: u.attempted, Active: u.active, Last: u.last, Days: u.days}
}

// SourcesOf says what a judgement of the tenant can rest on.
func SourcesOf(s *Snapshot) Sources { return readSources(s) }

// ProductName is the name a SKU has in a tenant: the owner's, else the bundled
// one, else the part number, else the id.
func ProductName(tenantID string, p *Policy, skuID, partNumber string) string {
	return newRuling(tenantID, p).resolve(&models.SKU{ID: skuID, PartNumber: partNumber}).product.Name
}
