// Package registry is the application side of the simulated directory: app
// registrations with their credentials, service principals, what was consented
// to in which tenant, and the tenants' rules for all that. The login service
// asks it who may have a token with what in it; the Graph service lets clients
// change it.
//
// Changes take effect after the delays of Options, as in the real service,
// where they travel between servers; Settle ends every delay at once. It knows
// no HTTP. A Registry is safe for concurrent use and hands out copies.
package registry
