// Package pagetest is a believable managed service provider for tests and
// pictures of the window: fourteen client tenants whose findings, seats and
// sums agree with each other, and a World that answers every interface of the
// pages, can be empty or failing, and remembers the orders it was given.
//
// It is only imported by tests. Nothing here touches network, clock or disk.
package pagetest
