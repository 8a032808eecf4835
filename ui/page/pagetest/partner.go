package pagetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"msp-license-tracker/models"
)

// Partner answers the partner page: forty customers in every state. Its fields
// may be set before use; its methods are safe for concurrent use.
type Partner struct {
	SignedOut bool                // nobody is signed in
	Code      bool                // the sign-in shows a device code, also with a browser
	SignInErr error               // refuses the sign-in
	ListErr   error               // refuses to list the customers
	Broken    *models.Explanation // why the sign-in is of no use any more
	Refuse    map[string]error    // by customer's tenant id
	Block     chan struct{}       // holds sign-ins and connections
	OnOrder   func()              // called after each order, on the goroutine that gave it

	mu     sync.Mutex
	orders []string
	joined map[string]bool
}

// Orders are what the page told the partner tenant to do, in order.
func (p *Partner) Orders() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.orders)
}

func (p *Partner) order(s string) {
	p.mu.Lock()
	p.orders = append(p.orders, s)
	p.mu.Unlock()
	if p.OnOrder != nil {
		p.OnOrder()
	}
}

// PartnerCode is the device code of the pictures.
var PartnerCode = models.DeviceCode{UserCode: "HX7K-P2QD", URL: "https://microsoft.com/devicelogin", Expires: Now.Add(14*time.Minute + 32*time.Second)}

func (p *Partner) person(ctx context.Context, open func(string) error, show func(models.DeviceCode)) error {
	if open != nil && !p.Code {
		if err := open("https://login.microsoftonline.com/common/oauth2/v2.0/authorize"); err != nil {
			return err
		}
	} else {
		show(PartnerCode)
	}
	if err := p.wait(ctx); err != nil {
		return err
	}
	return p.SignInErr
}

func (p *Partner) wait(ctx context.Context) error {
	if p.Block == nil {
		return nil
	}
	select {
	case <-p.Block:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// SignIn signs in by browser, or by code without one.
func (p *Partner) SignIn(ctx context.Context, open func(string) error, show func(models.DeviceCode)) (models.PartnerAccount, error) {
	p.order(map[bool]string{true: "sign in by code", false: "sign in by browser"}[open == nil])
	if err := p.person(ctx, open, show); err != nil {
		return models.PartnerAccount{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.SignedOut, p.Broken = false, nil
	return p.account(), nil
}

// AllowApprovals allows approvals through Partner Center.
func (p *Partner) AllowApprovals(ctx context.Context, open func(string) error, show func(models.DeviceCode)) error {
	p.order("allow approvals")
	return p.person(ctx, open, show)
}

// SignOut forgets the sign-in.
func (p *Partner) SignOut(context.Context) error {
	p.order("sign out")
	p.mu.Lock()
	defer p.mu.Unlock()
	p.SignedOut = true
	return nil
}

func (p *Partner) account() models.PartnerAccount {
	return models.PartnerAccount{TenantID: "9a4e2c00-0000-4000-8000-00000000aa01", UserName: "sam@northlight.example", SignedInAt: ago(9 * 24 * time.Hour), Discovered: ago(2 * time.Hour), Explanation: p.Broken}
}

// Account says who is signed in.
func (p *Partner) Account(context.Context) (models.PartnerAccount, bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.SignedOut {
		return models.PartnerAccount{}, false, nil
	}
	return p.account(), true, nil
}

// Customers asks for the list.
func (p *Partner) Customers(ctx context.Context) ([]models.PartnerCustomer, error) {
	p.order("list customers")
	if p.ListErr != nil {
		return nil, p.ListErr
	}
	return p.Known(ctx)
}

// Known is the list as last seen.
func (p *Partner) Known(context.Context) ([]models.PartnerCustomer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := PartnerCustomers()
	for i := range all {
		all[i].Connected = all[i].Connected || p.joined[all[i].TenantID]
	}
	return all, nil
}

// Connect connects one customer, unless it is refused.
func (p *Partner) Connect(ctx context.Context, id string) (models.Tenant, error) {
	p.order("connect " + id)
	if err := p.wait(ctx); err != nil {
		return models.Tenant{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.Refuse[id]; err != nil {
		return models.Tenant{}, err
	}
	if p.joined == nil {
		p.joined = map[string]bool{}
	}
	p.joined[id] = true
	return models.Tenant{ID: id, State: models.TenantConnected}, nil
}

// ConsentLink is a link for the customer's administrator.
func (p *Partner) ConsentLink(_ context.Context, id string) (string, error) {
	return "https://login.microsoftonline.com/" + id + "/adminconsent?client_id=5b1f6a1e-7f0e-4a39-a7b0-0d6f52a31c00", nil
}

// NotApproved is a refusal as the catalogue would say it.
func NotApproved() error {
	return &models.Failure{Explanation: models.Explanation{Code: "AADSTS90099", Title: "The application is not authorized in this customer tenant.",
		Cause: "Partner Center did not accept the approval: your account lacks a role in the relationship.",
		Next:  "Send the customer the consent link, or add the role Cloud Application Administrator to the relationship.", Whose: models.PartyCustomer,
		RequestID: "1d2c7e90-31f0-4f7a-9a55-4b0f6f1e2d3c", At: Now}}
}

// PartnerCustomers are forty customers of a partner tenant, by name.
func PartnerCustomers() []models.PartnerCustomer {
	first := []string{"Alder", "Birch", "Cedar", "Drift", "Ember", "Flint", "Grove", "Heron"}
	second := []string{"Accounting", "Builders", "Clinic", "Dairy", "Estates"}
	var all []models.PartnerCustomer
	for i := range len(first) * len(second) {
		a, b := first[i/len(second)], second[i%len(second)]
		c := models.PartnerCustomer{TenantID: fmt.Sprintf("7e57%04d-0000-4000-8000-%012d", i, i), Name: a + " " + b,
			Domain: fmt.Sprintf("%s%s.example", lower(a), lower(b)), RelationshipID: fmt.Sprintf("rel-%d", i), Relationship: "Northlight support " + fmt.Sprint(i+1),
			Status: models.RelationshipActive, Roles: []string{"Cloud Application Administrator", "Directory Readers", "Reports Reader", "Security Reader"},
			Starts: Now.AddDate(-1, 0, -i), Ends: Now.AddDate(0, 3+i%9, i), AutoExtends: i%3 != 0, Contract: i%2 == 0, Usable: true, Connected: i%4 == 0}
		c.Approved = c.Roles
		spoil(&c, i)
		all = append(all, c)
	}
	return all
}

// spoil gives some customers the troubles relationships have.
func spoil(c *models.PartnerCustomer, i int) {
	switch i {
	case 3, 17:
		c.Roles, c.Missing = []string{"Directory Readers", "Global Reader"}, []string{"Reports Reader"}
		c.Approved = []string{"Directory Readers", "Global Reader", "Reports Reader"}
		c.Gaps = []string{"Use per user cannot be read: Global Reader sees the usage reports only as totals, never names. Add the role Reports Reader."}
	case 5:
		c.Ends, c.AutoExtends = Now.AddDate(0, 0, 12), false
		c.Gaps = []string{"The relationship ends on " + c.Ends.Format("2 January 2006") + " and does not extend itself: ask the customer for a new one in time."}
	case 7, 22:
		c.Usable, c.Roles, c.Connected = false, nil, false
		c.Gaps = []string{"Nobody has access: the customer approved the relationship, but no security group of yours was given its roles. Assign them in Partner Center."}
	case 9:
		c.Status, c.Usable, c.Roles, c.Ends, c.Connected = models.RelationshipApprovalPending, false, nil, time.Time{}, false
		c.Gaps = []string{"The customer has not approved the relationship yet."}
	case 13:
		c.Status, c.Usable, c.Ends, c.Connected = models.RelationshipExpired, false, Now.AddDate(0, -1, 0), false
		c.Gaps = []string{"The relationship has expired: ask the customer for a new one."}
	case 19:
		c.Status, c.RelationshipID, c.Relationship, c.Usable, c.Roles, c.Approved, c.Ends, c.Contract = models.RelationshipNone, "", "", false, nil, nil, time.Time{}, true
		c.Gaps = []string{"There is a contract, but it gives no access: ask the customer for an admin relationship (GDAP) in Partner Center."}
	case 26:
		c.Connected, c.OtherWay = false, true
	}
}

func lower(s string) string { return string(s[0]+'a'-'A') + s[1:] }
