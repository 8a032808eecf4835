// Package insight turns what a scan saw into findings: pure functions from a
// Snapshot and a Policy to a Result, one rule a file. Nothing here reads a
// clock, a database or a network; the same input gives the same output in any
// row order, so an old scan keeps giving its old answer.
//
// The rules are told in docs/rules.md. Every finding carries its proof.
package insight
