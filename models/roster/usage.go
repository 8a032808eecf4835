package roster

import (
	"slices"
	"strings"

	"msp-license-tracker/models"
)

// Usage is activity by service: what the licences hold against what is used.
type Usage struct {
	SKUs []SKUUsage // by tenant, then product
	Rows []Row      // every account that holds one of them; Row.Use by service
}

// SKUUsage is one SKU of one tenant.
type SKUUsage struct {
	TenantID   string
	TenantName string
	SKUID      string
	Product    string
	Holders    int
	// Plans is false where the tenant's list does not say what the SKU holds.
	Plans    bool
	Services []ServiceTotal // those the SKU holds, in the order of Services
}

// ServiceTotal counts the holders of a SKU by what is known of one service.
// A plan that is switched off for a single account cannot be seen.
type ServiceTotal struct {
	Service Service
	Used    int
	Idle    int
	Weak    int // of Idle: rests on there being no sign-in event
	Unknown int
}

// UsageOf sums up rows. Accounts without a working licence are left out.
func UsageOf(rows []Row) Usage {
	var u Usage
	type key struct{ tenant, sku string }
	at := map[key]int{}
	for i := range rows {
		r := &rows[i]
		if !r.Licensed() {
			continue
		}
		u.Rows = append(u.Rows, *r)
		for _, l := range r.Licenses {
			if l.Error != "" {
				continue
			}
			k := key{r.TenantID, l.SKUID}
			if _, seen := at[k]; !seen {
				at[k] = len(u.SKUs)
				u.SKUs = append(u.SKUs, newSKUUsage(r, l))
			}
			u.SKUs[at[k]].add(r)
		}
	}
	slices.SortFunc(u.SKUs, func(a, b SKUUsage) int {
		return compareTexts(a.TenantName, b.TenantName, a.TenantID, b.TenantID, a.Product, b.Product, a.SKUID, b.SKUID)
	})
	return u
}

func newSKUUsage(r *Row, l License) SKUUsage {
	s := SKUUsage{TenantID: r.TenantID, TenantName: r.TenantName, SKUID: l.SKUID, Product: l.Product, Plans: l.Planned}
	for _, service := range Services() {
		if l.Services.Has(service) {
			s.Services = append(s.Services, ServiceTotal{Service: service})
		}
	}
	return s
}

func (s *SKUUsage) add(r *Row) {
	s.Holders++
	for i := range s.Services {
		t := &s.Services[i]
		switch use := r.Use[t.Service]; use.Used {
		case models.Yes:
			t.Used++
		case models.No:
			t.Idle++
			if use.Weak {
				t.Weak++
			}
		default:
			t.Unknown++
		}
	}
}

// compareTexts compares pairs, the first that differ decide.
func compareTexts(pairs ...string) int {
	for i := 0; i+1 < len(pairs); i += 2 {
		if c := strings.Compare(pairs[i], pairs[i+1]); c != 0 {
			return c
		}
	}
	return 0
}
