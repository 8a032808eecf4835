package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
)

// fresh is how old a scan may be and still count as up to date.
const fresh = 48 * time.Hour

// status is the text at the bottom of the sidebar.
type status struct {
	head      string // "12 of 14 up to date"
	detail    string // "last scan 08:12"
	attention int    // tenants that are not healthy
}

func statusOf(rows []portfolio.TenantRow, now time.Time) status {
	var connected, current, attention int
	var last time.Time
	for i := range rows {
		r := &rows[i]
		if r.Tenant.State != models.TenantConnected {
			continue
		}
		connected++
		if !r.LastScan.IsZero() && now.Sub(r.LastScan) < fresh && r.LastState != models.ScanFailed {
			current++
		}
		if r.Health.Level != portfolio.Healthy {
			attention++
		}
		if r.LastScan.After(last) {
			last = r.LastScan
		}
	}
	if connected == 0 {
		return status{head: lang.L("No tenant connected"), detail: lang.L("connect one to begin")}
	}
	return status{
		head:      fmt.Sprintf("%s %s %s %s", page.Count(current), lang.L("of"), page.Count(connected), lang.L("up to date")),
		detail:    lang.L("last scan") + " " + page.Clock(last, now),
		attention: attention,
	}
}
