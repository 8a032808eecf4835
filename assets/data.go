package assets

import "embed"

// Data holds the licence data set: products, service plans, list prices.
//
//go:embed data/*.csv
var Data embed.FS
