package page

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// None is shown where there is no value.
const None = "—"

// Count writes a number with thousands separators: 12,345.
func Count(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	var b strings.Builder
	for i, digit := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return sign + b.String()
}

// Plural writes a count with its word: "1 seat", "12 seats".
func Plural(n int, one, many string) string {
	if n == 1 {
		return Count(n) + " " + lang.L(one)
	}
	return Count(n) + " " + lang.L(many)
}

// Percent writes 17.4 as "17.4 %" and 61 as "61 %".
func Percent(p float64) string {
	s := strconv.FormatFloat(p, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0") + " %"
}

// Date writes a day: "12 Jul 2026"; the unknown time is a dash.
func Date(t time.Time) string {
	if t.IsZero() {
		return None
	}
	return t.Format("2 Jan 2006")
}

// DateTime writes a moment in the reader's own zone: "12 Jul 2026 08:12".
func DateTime(t time.Time) string {
	if t.IsZero() {
		return None
	}
	return t.Local().Format("2 Jan 2006 15:04")
}

// Moment is DateTime without the year when it is the current one.
func Moment(t, now time.Time) string {
	if t.IsZero() {
		return None
	}
	return ShortDate(t.Local(), now.Local()) + ", " + t.Local().Format("15:04")
}

// ShortDate leaves out the year when it is the current one: "1 Dec".
func ShortDate(t, now time.Time) string {
	switch {
	case t.IsZero():
		return None
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	default:
		return t.Format("2 Jan 2006")
	}
}

// Clock writes when something happened: the time for today, else the day.
func Clock(t, now time.Time) string {
	if t.IsZero() {
		return lang.L("never")
	}
	local, today := t.Local(), now.Local()
	if local.YearDay() == today.YearDay() && local.Year() == today.Year() {
		return local.Format("15:04")
	}
	return ShortDate(local, today)
}

// Age writes how long ago something was: "12 min", "6 days"; "never" for the
// unknown time.
func Age(t, now time.Time) string {
	if t.IsZero() {
		return lang.L("never")
	}
	return Span(now.Sub(t))
}

// Span writes a length of time in its largest unit.
func Span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return lang.L("just now")
	case d < time.Hour:
		return Plural(int(d.Minutes()), "min", "min")
	case d < 48*time.Hour:
		return Plural(int(d.Hours()), "hour", "hours")
	case d < 60*24*time.Hour:
		return Plural(int(d.Hours()/24), "day", "days")
	case d < 2*365*24*time.Hour:
		return Plural(int(d.Hours()/24/30), "month", "months")
	default:
		return Plural(int(d.Hours()/24/365), "year", "years")
	}
}

// Ago is Age as an adverb: "12 min ago".
func Ago(t, now time.Time) string {
	age := Age(t, now)
	if t.IsZero() || now.Sub(t) < time.Minute {
		return age
	}
	return age + " " + lang.L("ago")
}

// Until writes how far away a day is: "in 12 days", "today", "12 days ago".
func Until(t, now time.Time) string {
	days := wholeDays(t) - wholeDays(now)
	switch {
	case t.IsZero():
		return lang.L("unknown")
	case days == 0:
		return lang.L("today")
	case days < 0:
		return Plural(-days, "day", "days") + " " + lang.L("ago")
	default:
		return lang.L("in") + " " + Plural(days, "day", "days")
	}
}

func wholeDays(t time.Time) int { return int(t.Unix() / 86400) }

// ProductName is never a part number alone: a SKU in no list is told apart by
// its part number behind plain words.
func ProductName(product, partNumber string) string {
	if product != "" && product != partNumber {
		return product
	}
	if partNumber == "" {
		return lang.L("Unknown product")
	}
	return lang.L("Unlisted product") + " (" + partNumber + ")"
}

// Amount writes money that may be unknown.
func Amount(a *money.Amount) string {
	if a == nil {
		return None
	}
	return a.Format()
}

// Number orders money that may be unknown: unknown is least.
func Number(a *money.Amount) float64 {
	if a == nil {
		return -1
	}
	return a.Value.InexactFloat64()
}

// ShortProduct is ProductName for narrow columns: the family's name, which all
// of them share, is left away before "Business".
func ShortProduct(product, partNumber string) string {
	name := ProductName(product, partNumber)
	if rest, ok := strings.CutPrefix(name, "Microsoft 365 "); ok && strings.HasPrefix(rest, "Business") {
		return rest
	}
	return name
}

// Domain of a tenant for the eye: its domain, or its id while unknown.
func Domain(t models.Tenant) string {
	if t.Domain != "" {
		return t.Domain
	}
	return t.ID
}

// TenantName is the tenant's name, or its domain while it was never scanned.
func TenantName(t models.Tenant) string {
	if t.Name != "" {
		return t.Name
	}
	return Domain(t)
}

// Countdown writes how much time is left: "14:32", "9 hours", "13 days"; nothing
// left is "0:00".
func Countdown(d time.Duration) string {
	switch d = max(0, d.Round(time.Second)); {
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + ":" + twoDigits(int(d.Seconds())%60)
	default:
		return Span(d)
	}
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
