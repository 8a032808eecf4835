package portfolio

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/roster"
)

var now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func ago(days int) time.Time { return now.AddDate(0, 0, -days) }

const premium, copilot = "sku-premium", "sku-copilot"

type shelf struct{}

func (shelf) Product(id, part string) (models.Product, bool) {
	names := map[string]string{premium: "Microsoft 365 Business Premium", copilot: "Copilot"}
	return models.Product{SKUID: id, PartNumber: part, Name: names[id], Class: models.ClassPaid, Listed: true}, true
}

func usd(amount string) money.Price {
	return money.Price{Scope: money.ListPrice, Amount: decimal.RequireFromString(amount), Currency: "USD", Frequency: money.Monthly}
}

var list = PriceList{premium: usd("22"), copilot: usd("30")}

// fake is a store in memory that counts what it is asked.
type fake struct {
	workspace models.Workspace
	tenants   []models.Tenant
	customers []models.Customer
	settings  []models.SKUSetting
	prices    []money.Price
	rates     []insight.Rate
	snapshots map[string]insight.Snapshot
	scans     map[string]models.LastScan
	figures   []models.Figure
	outcomes  []models.Outcome
	err       error
	onLoad    func() // called while a snapshot is loaded

	mu    sync.Mutex
	loads map[string]int
}

func newFake(snapshots ...insight.Snapshot) *fake {
	f := &fake{
		workspace: models.DefaultWorkspace(), snapshots: map[string]insight.Snapshot{},
		scans: map[string]models.LastScan{}, loads: map[string]int{},
	}
	for _, s := range snapshots {
		f.snapshots[s.TenantID] = s
		f.tenants = append(f.tenants, models.Tenant{ID: s.TenantID, Name: s.TenantName, State: models.TenantConnected, AddedAt: ago(300)})
		good := models.Scan{ID: 1, TenantID: s.TenantID, State: models.ScanComplete, FinishedAt: s.ScannedAt}
		f.scans[s.TenantID] = models.LastScan{Newest: good, Good: good}
	}
	return f
}

func (f *fake) portfolio() *Portfolio {
	return New(f, shelf{}, list, WithClock(func() time.Time { return now }))
}

func (f *fake) loaded(tenantID string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.loads[tenantID]
}

func (f *fake) Tenants(context.Context) ([]models.Tenant, error) {
	return slices.Clone(f.tenants), f.err
}
func (f *fake) Customers(context.Context) ([]models.Customer, error) { return f.customers, f.err }
func (f *fake) Workspace(context.Context) (models.Workspace, error)  { return f.workspace, f.err }
func (f *fake) SKUSettings(context.Context) ([]models.SKUSetting, error) {
	return f.settings, f.err
}
func (f *fake) Prices(context.Context) ([]money.Price, error) { return f.prices, f.err }
func (f *fake) Rates(context.Context) ([]insight.Rate, error) { return f.rates, f.err }
func (f *fake) Outcomes(context.Context, string) ([]models.Outcome, error) {
	return f.outcomes, f.err
}
func (f *fake) LastScans(context.Context) (map[string]models.LastScan, error) { return f.scans, f.err }

func (f *fake) Snapshot(ctx context.Context, id string) (insight.Snapshot, error) {
	f.mu.Lock()
	f.loads[id]++
	f.mu.Unlock()
	if f.onLoad != nil {
		f.onLoad()
	}
	s, ok := f.snapshots[id]
	if !ok {
		return s, models.ErrNotFound
	}
	return s, ctx.Err()
}

func (f *fake) Roster(_ context.Context, id string, userIDs []string, begin func(roster.Tenant), person func(*roster.Person)) error {
	s, ok := f.snapshots[id]
	if !ok {
		return models.ErrNotFound
	}
	begin(roster.Tenant{ID: id, Name: s.TenantName, ScannedAt: s.ScannedAt, Outcomes: s.Outcomes, SKUs: s.SKUs, Groups: s.Groups})
	for _, a := range s.Accounts {
		if userIDs == nil || slices.Contains(userIDs, a.ID) {
			person(&roster.Person{Account: a})
		}
	}
	return f.err
}

func (f *fake) Figures(_ context.Context, ids []string, since time.Time) ([]models.Figure, error) {
	var in []models.Figure
	for _, row := range f.figures {
		if slices.Contains(ids, row.TenantID) && !row.At.Before(since) {
			in = append(in, row)
		}
	}
	return in, f.err
}

// tenant owns seats of Business Premium; some of its accounts are blocked, the
// others work.
func tenant(id string, seats, blocked, working int) insight.Snapshot {
	s := insight.Snapshot{
		TenantID: id, TenantName: "Tenant " + id, ScannedAt: ago(0).Add(-time.Hour),
		Outcomes: map[models.Collector]models.Outcome{},
		SKUs:     []models.SKU{{ID: premium, PartNumber: "SPB", AppliesTo: "User", Enabled: seats, Assigned: blocked + working}},
	}
	for _, c := range []models.Collector{models.CollectUsers, models.CollectSignIns, models.CollectActivity, models.CollectMailboxes} {
		s.Outcomes[c] = models.Outcome{Collector: c, Status: models.StatusOK, Rows: 1, DataDate: s.ScannedAt}
	}
	for i := range blocked + working {
		a := insight.Account{
			User: models.User{
				ID: id + "-" + string(rune('a'+i)), UPN: string(rune('a'+i)) + "@" + id, Enabled: models.Yes, Type: models.Member,
				Licenses: []models.License{{SKUID: premium, Direct: true}},
			},
			SignIn: models.SignIn{Success: ago(1)},
		}
		if i < blocked {
			a.Enabled = models.No
		}
		s.Accounts = append(s.Accounts, a)
	}
	return s
}
