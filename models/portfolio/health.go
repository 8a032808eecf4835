package portfolio

import (
	"fmt"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Limits of a healthy tenant (docs/rules.md).
const (
	staleAfter        = 48 * time.Hour
	lostAfter         = 7 * 24 * time.Hour
	soon              = 30 * 24 * time.Hour // renewals and credentials
	leakageLimit      = 20.0                // percent of spend
	secureScoreLimit  = 40.0                // percent
	dateFormat        = "2 January 2006"
	scanNext          = "Scan the tenant; the Activity page says what stopped it."
	reviewNext        = "Open Leakage and start with the findings that hold most money."
	assignmentsNext   = "Buy the missing seats or take licences away before Microsoft does."
	suspendedNext     = "Renew or pay the subscription, or move its users to another licence."
	credentialNext    = "Make a new credential for the app registration and enter it under Reconnect."
	disconnectedNext  = "Reconnect the tenant to scan it again, or delete it."
	secureScoreNext   = "Open the tenant's security page in Microsoft Defender and take its first recommendations."
	renewalNext       = "Lower the number of seats before that date."
	collectorsGeneral = "Open the tenant's scan details: each source says why it was not read."
)

// examined is one tenant as the health rules see it.
type examined struct {
	tenant *models.Tenant
	scans  models.LastScan
	judged *judged // nil when never scanned
	now    time.Time
}

// examine lists every reason; the level is that of the worst.
func examine(e examined) Health {
	h := Health{Level: Healthy}
	for _, check := range []func(examined) []HealthReason{
		credentialHealth, scanHealth, suspendedHealth, coverageHealth,
		leakageHealth, renewalHealth, overAssignedHealth, scoreHealth,
	} {
		h.Reasons = append(h.Reasons, check(e)...)
	}
	for _, r := range h.Reasons {
		if r.Level == Critical {
			h.Level = Critical
		} else if h.Level == Healthy {
			h.Level = r.Level
		}
	}
	return h
}

func credentialHealth(e examined) []HealthReason {
	ends := e.tenant.Connection.CredentialEnds
	switch {
	case ends.IsZero() || e.tenant.State != models.TenantConnected || ends.Sub(e.now) > soon:
		return nil
	case !ends.After(e.now):
		return []HealthReason{{Critical, "The credential ended on " + ends.Format(dateFormat) + ".", credentialNext, StepCredential}}
	default:
		return []HealthReason{{Warning, "The credential ends on " + ends.Format(dateFormat) + ".", credentialNext, StepCredential}}
	}
}

// scanHealth covers failed, missing and old scans. A tenant that was
// disconnected on purpose is not scanned and not blamed for it.
func scanHealth(e examined) []HealthReason {
	if e.tenant.State == models.TenantDisconnected {
		return []HealthReason{{Warning, "The tenant is disconnected; its figures stay as they were.", disconnectedNext, StepReconnect}}
	}
	var all []HealthReason
	if e.scans.Newest.State == models.ScanFailed {
		all = append(all, failedScan(e.scans.Newest.Fault))
	}
	good := e.scans.Good.FinishedAt
	since := good
	if good.IsZero() {
		since = e.tenant.AddedAt
	}
	age := e.now.Sub(since)
	switch {
	case age > lostAfter:
		all = append(all, HealthReason{Critical, "No scan has succeeded for " + days(age) + ".", scanNext, StepScan})
	case good.IsZero():
		all = append(all, HealthReason{Warning, "The tenant has not been scanned yet.", "Scan the tenant.", StepScan})
	case age > staleAfter:
		all = append(all, HealthReason{Warning, "The last good scan is " + days(age) + " old.", scanNext, StepScan})
	}
	return all
}

func failedScan(fault *models.Explanation) HealthReason {
	r := HealthReason{Critical, "The last scan failed.", scanNext, StepScan}
	if fault != nil && fault.Title != "" {
		r.What = "The last scan failed: " + fault.Title
	}
	if fault != nil && fault.Next != "" {
		r.Next = fault.Next
	}
	if fault != nil && !fault.Retry && (fault.Whose == models.PartyMSP || fault.Whose == models.PartyCustomer) {
		r.Step = StepReconnect
	}
	return r
}

func days(age time.Duration) string {
	n := int(age / (24 * time.Hour))
	return fmt.Sprintf("%d %s", n, plural(n, "day", "days"))
}

// suspendedHealth: more people hold the SKU than live seats carry, while seats
// of it are suspended or locked out.
func suspendedHealth(e examined) []HealthReason {
	return e.eachCounted(func(r *insight.SeatRow) *HealthReason {
		if !suspendedUnderUsers(r) {
			return nil
		}
		n := min(r.Suspended+r.LockedOut, r.Assigned-r.Owned)
		return &HealthReason{Critical, fmt.Sprintf("%s is suspended with %d %s on it.", r.Product, n, plural(n, "user", "users")), suspendedNext, ""}
	})
}

func suspendedUnderUsers(r *insight.SeatRow) bool {
	return r.Suspended+r.LockedOut > 0 && r.OverAssigned()
}

// overAssignedHealth leaves out SKUs the tenant's list does not hold: there
// are no seats to compare with.
func overAssignedHealth(e examined) []HealthReason {
	return e.eachCounted(func(r *insight.SeatRow) *HealthReason {
		if r.Unlisted || !r.OverAssigned() || suspendedUnderUsers(r) {
			return nil
		}
		return &HealthReason{Warning, fmt.Sprintf("%s: %d assigned, %d owned.", r.Product, r.Assigned, r.Owned), assignmentsNext, StepSeats}
	})
}

func (e examined) eachCounted(check func(*insight.SeatRow) *HealthReason) []HealthReason {
	if e.judged == nil {
		return nil
	}
	var all []HealthReason
	for i := range e.judged.result.Seats {
		row := &e.judged.result.Seats[i]
		if !row.Counted {
			continue
		}
		if r := check(row); r != nil {
			all = append(all, *r)
		}
	}
	return all
}

func leakageHealth(e examined) []HealthReason {
	if e.judged == nil {
		return nil
	}
	t := &e.judged.result.Totals
	percent := t.Leakage.PercentOf(t.Spend)
	if percent <= leakageLimit {
		return nil
	}
	return []HealthReason{{Warning, fmt.Sprintf("Leakage is %.0f %% of spend: %s a month.", percent, t.Leakage.Format()), reviewNext, StepLeakage}}
}

func renewalHealth(e examined) []HealthReason {
	if e.judged == nil {
		return nil
	}
	var all []HealthReason
	for _, r := range e.judged.renewals(e.now) {
		if r.FreeSeats > 0 && r.Date.Sub(e.now) <= soon {
			what := fmt.Sprintf("%s renews on %s with %d free %s.", r.Product, r.Date.Format(dateFormat), r.FreeSeats, plural(r.FreeSeats, "seat", "seats"))
			all = append(all, HealthReason{Warning, what, renewalNext, StepLeakage})
		}
	}
	return all
}

func scoreHealth(e examined) []HealthReason {
	if e.judged == nil {
		return nil
	}
	percent, ok := e.judged.score.Percent()
	if !ok || percent >= secureScoreLimit {
		return nil
	}
	return []HealthReason{{Warning, fmt.Sprintf("Secure Score is %d %%.", int(percent)), secureScoreNext, ""}}
}
