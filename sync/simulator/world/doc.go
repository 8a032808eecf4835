// Package world makes up the client tenants of the simulated cloud: their
// people, products and purchases, and how all of it changes over two years
// around an anchor day.
//
// It is pure: the same seed, anchor and sizes give the same world, whatever
// the clock says. What a tenant looks like on a day is asked with that day
// (Present, Holds, LastUse, Seats, …); nothing here knows of HTTP or Graph.
// A World is immutable after New and safe for concurrent use.
package world
