// Package workspace is the one place through which the owner changes
// anything: company and defaults, products and prices, customers and tenants.
//
// Every method checks the whole change first, stores it, and then publishes
// what may look different now. A refused value is a *models.Failure wrapping
// models.ErrInvalid, in plain words; then nothing was stored and nothing
// published. Methods block on the store: never call them on the UI goroutine.
package workspace
