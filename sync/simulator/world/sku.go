package world

// SKU is a product a tenant has, with its purchases.
type SKU struct {
	*Product
	AppliesTo string // "User" or "Company"
	Purchases []*Purchase
}

// Purchase is one subscription. Its seats and state change in steps.
type Purchase struct {
	ID, CommerceID string
	Created        Day
	Term           int // days of a term; 0 = no end
	Trial          bool
	Direct         bool // bought without a partner
	seats          []step[int]
	status         []step[string]
}

// step is a value that holds from a day on.
type step[T any] struct {
	from Day
	is   T
}

// on is the value of the last step on or before a day.
func on[T any](steps []step[T], now Day, before T) T {
	v := before
	for _, s := range steps {
		if s.from <= now {
			v = s.is
		}
	}
	return v
}

// Seats is how many units the purchase holds on a day.
func (p *Purchase) Seats(now Day) int { return on(p.seats, now, 0) }

// Status is the state on a day: Enabled, Warning, Suspended, LockedOut; ""
// before it was bought.
func (p *Purchase) Status(now Day) string {
	if now < p.Created {
		return ""
	}
	return on(p.status, now, "Enabled")
}

// NextLifecycle is the day the purchase changes state unless renewed; 0 when
// it has no end. A lapsed purchase names the end of its grace.
func (p *Purchase) NextLifecycle(now Day) Day {
	if p.Term == 0 {
		return 0
	}
	if st := p.Status(now); st == "Warning" || st == "Suspended" || st == "LockedOut" {
		for i := len(p.status) - 1; i >= 0; i-- {
			if p.status[i].from <= now {
				return p.status[i].from + 90
			}
		}
	}
	next := p.Created + Day(p.Term)
	for next <= now {
		next += Day(p.Term)
	}
	return next
}

// Units are the seats of a SKU by state on a day.
type Units struct{ Enabled, Warning, Suspended, LockedOut int }

// Units sums the purchases of a SKU.
func (s *SKU) Units(now Day) Units {
	var u Units
	for _, p := range s.Purchases {
		n := p.Seats(now)
		switch p.Status(now) {
		case "Enabled":
			u.Enabled += n
		case "Warning":
			u.Warning += n
		case "Suspended":
			u.Suspended += n
		case "LockedOut":
			u.LockedOut += n
		}
	}
	return u
}

// Status is the state of the SKU as a whole on a day, "" before it was bought.
func (s *SKU) Status(now Day) string {
	u := s.Units(now)
	switch {
	case u.Enabled > 0:
		return "Enabled"
	case u.Warning > 0:
		return "Warning"
	case u.LockedOut > 0:
		return "LockedOut"
	case u.Suspended > 0:
		return "Suspended"
	}
	for _, p := range s.Purchases {
		if p.Status(now) != "" {
			return "Enabled"
		}
	}
	return ""
}
