//go:build !race

package register_test

// broken are the kinds of credential whose making is broken at every step.
var broken = kinds
