package users

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
)

// row is one account of the table.
type row = *roster.Row

// field is one thing known of an account: a column, a cell of the export and a
// line of the details. Exactly one of its functions is set.
type field struct {
	id, title string
	topic     topic
	width     float32
	source    models.Collector // what tells it
	absent    string           // why a source that was read may not have told it

	text   func(row) string // "" is unknown
	known  func(row) models.Known
	date   func(row) time.Time
	number func(row) roster.Number
}

// topic groups the fields where columns are chosen.
type topic int

const (
	aboutPerson topic = iota
	aboutLicences
	aboutActivity
	aboutServices
	aboutUsage
	aboutAccount
	topicEnd
)

func (t topic) String() string {
	return lang.L([topicEnd]string{"Person", "Licences", "Activity", "Last activity by service", "Sizes and platforms", "Account"}[t])
}

// show is the value for the eye; unknown is a dash.
func (f *field) show(r row) string {
	var s string
	switch {
	case f.text != nil:
		s = f.text(r)
	case f.known != nil:
		s = yesNo(f.known(r))
	case f.date != nil:
		return page.Date(f.date(r))
	default:
		if n := f.number(r); n.Known {
			s = page.Count(int(n.Value))
		}
	}
	if s == "" {
		return page.None
	}
	return s
}

// plain is the value for a spreadsheet; unknown is empty.
func (f *field) plain(r row) string {
	switch {
	case f.text != nil:
		return f.text(r)
	case f.known != nil:
		return yesNo(f.known(r))
	case f.date != nil:
		if at := f.date(r); !at.IsZero() {
			return at.Format(time.DateOnly)
		}
	default:
		if n := f.number(r); n.Known {
			return strconv.FormatInt(n.Value, 10)
		}
	}
	return ""
}

// order is a number to sort by, nil where the text decides. Unknown is least.
func (f *field) order() func(row) float64 {
	switch {
	case f.date != nil:
		return func(r row) float64 {
			if at := f.date(r); !at.IsZero() {
				return float64(at.Unix())
			}
			return -1e12
		}
	case f.number != nil:
		return func(r row) float64 {
			if n := f.number(r); n.Known {
				return float64(n.Value)
			}
			return -1
		}
	case f.known != nil:
		return func(r row) float64 { return float64(f.known(r)) }
	default:
		return nil
	}
}

func yesNo(k models.Known) string {
	switch k {
	case models.Yes:
		return lang.L("yes")
	case models.No:
		return lang.L("no")
	default:
		return ""
	}
}

// products of an account; those that could not be assigned say so.
func products(r row) string {
	names := make([]string, len(r.Licenses))
	for i := range r.Licenses {
		l := &r.Licenses[i]
		names[i] = page.ShortProduct(l.Product, "")
		if l.Error != "" {
			names[i] += " (" + lang.L("not assigned") + ")"
		}
	}
	return strings.Join(names, ", ")
}

// megabytes as Microsoft counts them, rounded down.
func megabytes(n roster.Number) roster.Number {
	n.Value >>= 20
	return n
}

func nameOf(r row) string {
	if r.DisplayName != "" {
		return r.DisplayName
	}
	return r.UPN
}
