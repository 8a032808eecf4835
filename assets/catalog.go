package assets

import (
	"fmt"
	"sync"

	"msp-license-tracker/models"
)

// SKUCatalog is the bundled catalogue of licence products. It is immutable
// and safe for concurrent use.
type SKUCatalog struct {
	byID   map[string]models.Product
	byPart map[string][]string // ids of a part number, in file order
}

// Catalog parses the bundled files once, at the first call.
func Catalog() (*SKUCatalog, error) { return catalog() }

var catalog = sync.OnceValues(loadCatalog)

// Product implements models.Catalog: by id, then by part number. A part
// number of several SKUs names the first of them; the id given stays.
func (c *SKUCatalog) Product(skuID, partNumber string) (models.Product, bool) {
	if p, ok := c.byID[skuID]; ok {
		return p, true
	}
	if ids := c.byPart[partNumber]; partNumber != "" && len(ids) > 0 {
		p := c.byID[ids[0]]
		if skuID != "" {
			p.SKUID = skuID
		}
		return p, true
	}
	return models.Product{SKUID: skuID, PartNumber: partNumber, Class: models.ClassPaid}, false
}

// ids of all SKUs with a part number.
func (c *SKUCatalog) ids(partNumber string) []string { return c.byPart[partNumber] }

func loadCatalog() (*SKUCatalog, error) {
	c := &SKUCatalog{byID: map[string]models.Product{}, byPart: map[string][]string{}}
	for _, file := range []string{"sku_catalog.csv", "sku_catalog_extra.csv"} {
		if err := readData(file, []string{"sku_id", "part_number", "product_name"}, c.addProduct); err != nil {
			return nil, err
		}
	}
	if err := readData("free_skus.csv", []string{"part_number", "sku_id"}, c.markFree); err != nil {
		return nil, err
	}
	if err := readData("list_prices.csv", []string{"part_number", "product_name", "kind"}, c.markKind); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *SKUCatalog) addProduct(r row) error {
	p := models.Product{
		SKUID: r.get("sku_id"), PartNumber: r.get("part_number"), Name: r.get("product_name"),
		Class: models.ClassPaid,
	}
	if _, twice := c.byID[p.SKUID]; twice || p.SKUID == "" {
		return fmt.Errorf("sku id %q twice or empty", p.SKUID)
	}
	c.byID[p.SKUID] = p
	if p.PartNumber != "" {
		c.byPart[p.PartNumber] = append(c.byPart[p.PartNumber], p.SKUID)
	}
	return nil
}

// markFree sets the class of SKUs that are no paid seats. The price list knows
// some of them better (trial, capacity) and is read later.
func (c *SKUCatalog) markFree(r row) error {
	id := r.get("sku_id")
	p, ok := c.byID[id]
	if !ok {
		p = models.Product{SKUID: id, PartNumber: r.get("part_number"), Name: r.get("part_number")}
		if p.PartNumber != "" {
			c.byPart[p.PartNumber] = append(c.byPart[p.PartNumber], id)
		}
	}
	p.Class, p.Listed = models.ClassFree, true
	c.byID[id] = p
	return nil
}

func (c *SKUCatalog) markKind(r row) error {
	class := models.SKUClass(r.get("kind"))
	switch class {
	case models.ClassPaid, models.ClassFree, models.ClassTrial, models.ClassCapacity, models.ClassDevice:
	default:
		return fmt.Errorf("kind %q is not known", class)
	}
	for _, id := range c.byPart[r.get("part_number")] {
		p := c.byID[id]
		p.Class, p.Listed = class, true
		c.byID[id] = p
	}
	return nil
}
