package portfolio

import (
	"context"
	"fmt"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// settings are the owner's decisions, read together.
type settings struct {
	workspace models.Workspace
	customers map[string]models.Customer
	skus      map[string][]models.SKUSetting // by tenant id; "" = workspace
	book      insight.PriceBook
	rates     []insight.Rate
}

// load reads the settings, once until the next invalidation.
func (p *Portfolio) load(ctx context.Context) (*settings, error) {
	p.mu.Lock()
	held, begun := p.settings, p.changes
	p.mu.Unlock()
	if held != nil {
		return held, nil
	}
	s, err := p.read(ctx)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if begun == p.changes {
		p.settings = s
	}
	return s, nil
}

func (p *Portfolio) read(ctx context.Context) (*settings, error) {
	workspace, err := p.src.Workspace(ctx)
	if err != nil {
		return nil, fmt.Errorf("read workspace: %w", err)
	}
	customers, err := p.src.Customers(ctx)
	if err != nil {
		return nil, fmt.Errorf("read customers: %w", err)
	}
	skus, err := p.src.SKUSettings(ctx)
	if err != nil {
		return nil, fmt.Errorf("read licence settings: %w", err)
	}
	prices, err := p.src.Prices(ctx)
	if err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	rates, err := p.src.Rates(ctx)
	if err != nil {
		return nil, fmt.Errorf("read exchange rates: %w", err)
	}
	s := &settings{
		workspace: workspace, customers: map[string]models.Customer{}, skus: map[string][]models.SKUSetting{},
		book: insight.NewPriceBook(prices, p.list), rates: rates,
	}
	for _, c := range customers {
		s.customers[c.ID] = c
	}
	for _, row := range skus {
		s.skus[row.TenantID] = append(s.skus[row.TenantID], row)
	}
	return s, nil
}

// policy of one tenant: its own thresholds before the workspace's.
func (s *settings) policy(t *models.Tenant, catalog models.Catalog, currency string) insight.Policy {
	standard := models.DefaultWorkspace()
	return insight.Policy{
		InactiveAfterDays: firstPositive(t.Overrides.InactiveAfterDays, s.workspace.InactiveAfterDays, standard.InactiveAfterDays),
		GraceDays:         firstPositive(t.Overrides.GraceDays, s.workspace.GraceDays, standard.GraceDays),
		Currency:          currency,
		Catalog:           catalog,
		Prices:            s.book,
		Rates:             s.rates,
		Settings:          append(s.skus[""][:len(s.skus[""]):len(s.skus[""])], s.skus[t.ID]...),
	}
}

// currencyOf a tenant: its customer's, else the workspace's.
func (s *settings) currencyOf(customerID string) string {
	if c := s.customers[customerID].Currency; c != "" {
		return c
	}
	if s.workspace.Currency != "" {
		return s.workspace.Currency
	}
	return models.DefaultWorkspace().Currency
}

// currency of a scope: one customer is shown in its own currency, several
// tenants of different customers in the workspace's.
func (s *settings) currency(scope Scope, tenants []models.Tenant) string {
	switch {
	case scope.TenantID != "" && len(tenants) == 1:
		return s.currencyOf(tenants[0].CustomerID)
	case scope.CustomerID != "":
		return s.currencyOf(scope.CustomerID)
	default:
		return s.currencyOf("")
	}
}

func firstPositive(values ...int) int {
	for _, v := range values {
		if v > 0 {
			return v
		}
	}
	return 0
}
