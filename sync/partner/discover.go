package partner

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/graph"
)

// found is everything the partner tenant says of its customers.
type found struct {
	customers     []wireCustomer
	relationships []wireRelationship
	contracts     []wireContract
	assigned      map[string][]string // role ids held by a group, by relationship id
}

// atOnce is how many relationships are asked for their groups at a time.
const atOnce = 4

// discover reads all lists. Only the relationships are needed; a partner
// without contracts, or whose account may not read them, has none.
func (s *Service) discover(ctx context.Context, h home) (found, error) {
	g := graph.New(h.cloud.GraphURL, s.Clients.ForTenant(h.cloud, s.Person, h.tenant))
	f := found{assigned: make(map[string][]string)}
	var err error
	if f.contracts, err = list[wireContract](ctx, g, "/v1.0/contracts?$top=999"); err != nil && !denied(err) {
		return f, err
	}
	if !h.cloud.Offers(cloud.PartnerRelations) {
		return f, refusedList(err)
	}
	f.relationships, err = list[wireRelationship](ctx, g, "/v1.0/tenantRelationships/delegatedAdminRelationships?$top=300")
	if err != nil {
		return f, refusedList(err)
	}
	f.customers, err = list[wireCustomer](ctx, g, "/v1.0/tenantRelationships/delegatedAdminCustomers?$top=300")
	if err != nil && !denied(err) {
		return f, err
	}
	return f, f.readAssignments(ctx, g)
}

// readAssignments finds which roles of the relationships in force a group
// holds: without such an assignment a relationship gives nobody access.
func (f *found) readAssignments(ctx context.Context, g *graph.Client) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	var mu sync.Mutex
	for _, r := range f.relationships {
		if !counts(r) || !inForce(r.Status) {
			continue
		}
		group.Go(func() error {
			assignments, err := list[wireAssignment](ctx, g, "/v1.0/tenantRelationships/delegatedAdminRelationships/"+url.PathEscape(r.ID)+"/accessAssignments")
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			for _, a := range assignments {
				if a.Status == "active" {
					f.assigned[r.ID] = append(f.assigned[r.ID], a.Access.ids()...)
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// counts says whether a relationship is one of the MSP's own and approved by
// a customer. Microsoft's for the transition from the old partner rights are
// named MLT_ and go away by themselves.
func counts(r wireRelationship) bool {
	return r.Customer != nil && r.Customer.TenantID != "" && !transitional(r)
}

func transitional(r wireRelationship) bool { return strings.HasPrefix(r.Name, "MLT_") }

// list reads a collection whole. A listing that had to start again brings
// items a second time; merging by id takes care of that.
func list[T any](ctx context.Context, g *graph.Client, path string) ([]T, error) {
	var all []T
	for page, err := range graph.Pages[T](ctx, g, path) {
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
	}
	return all, nil
}

func denied(err error) bool {
	f, ok := fault.Of(err)
	return ok && f.Status == http.StatusForbidden && f.Code != fault.ProxyPage
}

// refusedList says in terms of partner mode that the customers are hidden.
func refusedList(err error) error {
	if !denied(err) {
		return err
	}
	f, _ := fault.Of(err)
	refused := fault.Local(fault.PartnerCustomersRefused, "list the customers", f)
	refused.Status, refused.RequestID, refused.Time = f.Status, f.RequestID, f.Time
	return refused
}
