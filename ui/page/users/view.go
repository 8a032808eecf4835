package users

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
)

// view is what the owner asked to see. It travels in the route as text, so that
// back, forward and links know it.
type view struct {
	marks   []string // chips that are on
	sku     string
	group   string
	service string // name of a service
	used    bool   // of service: used, or lying idle
}

// The chips.
const (
	licensed = "licensed"
	blocked  = "blocked"
	guest    = "guest"
	noMFA    = "no-mfa"
	inactive = "inactive"
)

var marks = []string{licensed, blocked, guest, noMFA, inactive}

func markName(id string) string {
	return lang.L(map[string]string{licensed: "Licensed", blocked: "Blocked", guest: "Guests", noMFA: "No MFA", inactive: "Inactive"}[id])
}

const skuPrefix, groupPrefix, usedPrefix, idlePrefix = "sku:", "group:", "used:", "idle:"

// parse reads a route's filter; what it does not know it leaves out.
func parse(s string) (v view) {
	for _, word := range strings.Split(s, ",") {
		if slices.Contains(marks, word) && !slices.Contains(v.marks, word) {
			v.marks = append(v.marks, word)
		} else if id, ok := strings.CutPrefix(word, skuPrefix); ok {
			v.sku = id
		} else if id, ok := strings.CutPrefix(word, groupPrefix); ok {
			v.group = id
		} else if with := v.withService(word); serviceNamed(with.service) != roster.AnyService {
			v = with
		}
	}
	return v
}

// withService takes a choice of the box of services.
func (v view) withService(id string) view {
	name, idle := strings.CutPrefix(id, idlePrefix)
	if !idle {
		name = strings.TrimPrefix(id, usedPrefix)
	}
	v.service, v.used = name, !idle
	return v
}

func (v view) serviceID() string {
	switch {
	case v.service == "":
		return ""
	case v.used:
		return usedPrefix + v.service
	default:
		return idlePrefix + v.service
	}
}

// String is the route's filter.
func (v view) String() string {
	words := slices.Clone(v.marks)
	add := func(prefix, id string) {
		if id != "" {
			words = append(words, prefix+id)
		}
	}
	add(skuPrefix, v.sku)
	add(groupPrefix, v.group)
	add("", v.serviceID())
	return strings.Join(words, ",")
}

// filter is the view with a text searched for.
func (v view) filter(text string) *roster.Filter {
	f := &roster.Filter{SKUID: v.sku, GroupID: v.group, Service: serviceNamed(v.service), Text: text}
	for _, m := range v.marks {
		switch m {
		case licensed:
			f.Licensed = models.Yes
		case blocked:
			f.Blocked = models.Yes
		case guest:
			f.Guest = models.Yes
		case noMFA:
			f.MFA = models.No
		case inactive:
			f.Inactive = models.Yes
		}
	}
	if f.Service != roster.AnyService {
		f.Used = models.KnownOf(&v.used)
	}
	return f
}

func serviceNamed(name string) roster.Service {
	for _, s := range roster.Services() {
		if s.String() == name {
			return s
		}
	}
	return roster.AnyService
}

// option is one choice of a box.
type option struct{ id, text string }

// facets are what the rows of a scope can be narrowed to.
type facets struct {
	counts   map[string]int // by chip
	skus     []option
	groups   []option
	services []option
	tenants  int
}

// facetsOf looks once at all rows. groups names licence groups by id; one
// without a name is told by its id.
func facetsOf(rows []roster.Row, groups map[string]string) facets {
	f := facets{counts: map[string]int{}}
	skus, given, tenants := map[string]string{}, map[string]string{}, map[string]bool{}
	var held roster.ServiceSet
	for i := range rows {
		r := &rows[i]
		tenants[r.TenantID] = true
		held |= r.Services()
		for _, m := range marks {
			if (view{marks: []string{m}}).filter("").Keep(r) {
				f.counts[m]++
			}
		}
		for _, l := range r.Licenses {
			skus[l.SKUID] = page.ProductName(l.Product, "")
			for _, id := range l.Groups {
				given[id] = cmp.Or(groups[id], id)
			}
		}
	}
	f.tenants, f.skus, f.groups = len(tenants), options(skus), options(given)
	for _, s := range roster.Services() {
		if held.Has(s) {
			f.services = append(f.services, option{usedPrefix + s.String(), s.String() + ": " + lang.L("used")},
				option{idlePrefix + s.String(), s.String() + ": " + lang.L("licensed, not used")})
		}
	}
	return f
}

func options(names map[string]string) []option {
	list := make([]option, 0, len(names))
	for id, name := range names {
		list = append(list, option{id, name})
	}
	slices.SortFunc(list, func(a, b option) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.text), strings.ToLower(b.text)), cmp.Compare(a.id, b.id))
	})
	return list
}
