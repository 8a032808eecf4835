package models

import "time"

// MovementKind is what changed between two scans of a tenant.
type MovementKind string

const (
	SeatGained      MovementKind = "gained"   // an account got a SKU
	SeatLost        MovementKind = "lost"     // an account no longer holds a SKU, or is gone
	AccountBlocked  MovementKind = "blocked"  // sign-in was allowed and is blocked now
	AccountReturned MovementKind = "returned" // sign-in was blocked and is allowed now
	SeatsBought     MovementKind = "bought"   // a SKU has more owned seats
	SeatsCut        MovementKind = "cut"      // a SKU has fewer owned seats
)

// Movement is one change that a scan found against the scan stored before it.
type Movement struct {
	ScanID   int64
	TenantID string
	At       time.Time // end of the scan that found it; it happened some time before
	Kind     MovementKind
	UserID   string // "" for seats bought and cut
	UPN      string // as last seen; a leaver has no other trace here
	SKUID    string // "" for accounts blocked and returned
	Seats    int    // 1 for a seat of an account, the difference for bought and cut, else 0
}
