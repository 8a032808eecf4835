package msgraph

import (
	"crypto/md5"
	"encoding/hex"
	"strings"

	"msp-license-tracker/sync/simulator/world"
)

// report is one usage report: its columns in order and its rows. The CSV and
// the JSON form are two ways to write the same cells.
type report struct {
	name    string
	columns []column
	period  bool // takes period=
	date    bool // takes date= as well
	page    int  // JSON page size
	cases   func(v *view, u *world.User, row func(cells ...any))
	pack    func(r *report, cells []any, period int) map[string]any // JSON form; nil = column by column
}

// column has a name in CSV and one in JSON; "" = not there.
type column struct{ csv, json string }

// view is what a report is written for.
type view struct {
	tenant  *world.Tenant
	refresh world.Day // as-of date
	days    int       // of the period; 0 = by date or without period
	hidden  bool      // names are concealed

	holders map[string][]*world.SKU // products with a plan, by the plan's name
}

// refreshLag is how old usage data is.
const refreshLag = 2

// within keeps a date inside the data: not after the refresh date.
func (v *view) within(d world.Day) world.Day {
	if d > v.refresh {
		return v.refresh
	}
	return d
}

// upn is a user principal name, concealed where the tenant wants it so.
func (v *view) upn(u *world.User) string { return v.name(u.ReportUPN()) }

func (v *view) name(s string) string {
	if !v.hidden || s == "" {
		return s
	}
	sum := md5.Sum([]byte(v.tenant.ID + "|" + strings.ToLower(s)))
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// products are the held products as the reports write them.
func (v *view) products(u *world.User) []string {
	var out []string
	for _, k := range v.tenant.SKUs {
		if u.Uses(k, v.refresh) {
			out = append(out, strings.ToUpper(k.Name))
		}
	}
	return out
}

// plan says whether somebody holds one of the service plans.
func (v *view) plan(u *world.User, names ...string) bool {
	for _, name := range names {
		for _, k := range v.with(name) {
			if u.Uses(k, v.refresh) {
				return true
			}
		}
	}
	return false
}

// with are the tenant's products that hold a plan, looked up once per view.
func (v *view) with(plan string) []*world.SKU {
	found, ok := v.holders[plan]
	if ok {
		return found
	}
	for _, k := range v.tenant.SKUs {
		if k.Has(plan) {
			found = append(found, k)
		}
	}
	if v.holders == nil {
		v.holders = map[string][]*world.SKU{}
	}
	v.holders[plan] = found
	return found
}

// listed says whether somebody has a row in the per-user reports: accounts
// that hold a licence, and deleted ones for some days.
func (v *view) listed(u *world.User) bool {
	if u.Unreported || u.Created > v.refresh {
		return false
	}
	if u.Deleted != 0 && u.Deleted <= v.refresh {
		return v.refresh < u.Deleted+30 && len(u.Grants) > 0
	}
	return u.Licensed(v.refresh)
}

// gone is the deletion date, seen from the refresh date.
func (v *view) gone(u *world.User) world.Day {
	if u.Deleted != 0 && u.Deleted <= v.refresh {
		return u.Deleted
	}
	return 0
}

// last is the last day in a workload, seen from the refresh date.
func (v *view) last(u *world.User, w world.Works) world.Day {
	return v.within(u.LastIn(w, v.refresh))
}

// active says whether a workload was used inside the period.
func (v *view) active(u *world.User, w world.Works) bool {
	d := v.last(u, w)
	return d != 0 && (v.days == 0 || d > v.refresh-world.Day(v.days))
}

// times is a stable number of uses inside the period; 0 when not active.
func (v *view) times(u *world.User, w world.Works, most int) int {
	if !v.active(u, w) {
		return 0
	}
	return 1 + int((u.Salt()>>8+uint64(w)*31)%uint64(most))*max(v.days, 7)/7
}
