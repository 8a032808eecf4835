package world

import (
	"encoding/csv"
	"fmt"
	"sync"

	"msp-license-tracker/assets"
)

// Plan is a service plan inside a product.
type Plan struct{ ID, Name string }

// Product is a licence product with Microsoft's own ids and plans.
type Product struct {
	SKUID, PartNumber, Name string
	Plans                   []Plan
}

// Plan ids of Microsoft Entra ID P1 and P2: they decide whether sign-in
// activity may be read.
const (
	planEntraP1 = "41781fb2-bc02-4b7c-bd55-b576c07bb09d"
	planEntraP2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998"
)

// Has says whether the product holds a plan of one of the names.
func (p *Product) Has(names ...string) bool {
	for _, plan := range p.Plans {
		for _, n := range names {
			if plan.Name == n {
				return true
			}
		}
	}
	return false
}

func (p *Product) entraPremium() bool {
	for _, plan := range p.Plans {
		if plan.ID == planEntraP1 || plan.ID == planEntraP2 {
			return true
		}
	}
	return false
}

// products reads the bundled data set once, by part number. Where a part
// number is used twice the first product wins.
var products = sync.OnceValues(func() (map[string]*Product, error) {
	rows, err := table("data/sku_catalog.csv")
	if err != nil {
		return nil, err
	}
	byPart, byID := map[string]*Product{}, map[string]*Product{}
	for _, r := range rows {
		p := &Product{SKUID: r[0], PartNumber: r[1], Name: r[2]}
		byID[p.SKUID] = p
		if byPart[p.PartNumber] == nil {
			byPart[p.PartNumber] = p
		}
	}
	plans, err := table("data/sku_service_plans.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range plans {
		if p := byID[r[0]]; p != nil {
			p.Plans = append(p.Plans, Plan{ID: r[1], Name: r[2]})
		}
	}
	return byPart, nil
})

// table reads a file of the data set without its head row.
func table(name string) ([][]string, error) {
	f, err := assets.Data.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open data set: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("read %s: empty", name)
	}
	return rows[1:], nil
}
