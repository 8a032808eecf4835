package world

import "time"

// Day counts whole days since 1970-01-01 UTC. 0 is "never" or "unknown".
type Day int32

// DayOf is the day a moment falls on.
func DayOf(t time.Time) Day { return Day(t.Unix() / 86400) }

// Time is the first moment of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// At is a moment of the day, spread by salt over the working hours.
func (d Day) At(salt uint64) time.Time {
	return time.Unix(int64(d)*86400+7*3600+int64(salt%36000), 0).UTC()
}

// String is the date as reports write it; "" when unknown.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// workday moves a day off the weekend, backwards.
func (d Day) workday() Day {
	switch d.Time().Weekday() {
	case time.Saturday:
		return d - 1
	case time.Sunday:
		return d - 2
	default:
		return d
	}
}

// happened says whether something dated d lies on or before now.
func (d Day) happened(now Day) bool { return d != 0 && d <= now }
