package models

// Product is a licence product of the bundled catalogue.
type Product struct {
	SKUID      string
	PartNumber string
	Name       string
	Class      SKUClass // ClassPaid when no list says otherwise
	Listed     bool     // a list gives the class; false = ClassPaid is assumed
}

// Catalog answers what is known about SKUs without asking Microsoft.
// Implementations are immutable and safe for concurrent use.
type Catalog interface {
	// Product finds a SKU by id, then by part number. ok is false for a SKU in
	// no list; the Product then still carries the id and part number given.
	Product(skuID, partNumber string) (p Product, ok bool)
}
