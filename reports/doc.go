// Package reports writes what goes to a client: the branded PDF of one
// customer or tenant.
//
// The contract: WriteClient is a pure function of its input, so the same data
// give the same bytes; the only dates in a report are those of the data. It
// prints sums that package insight made and adds none of its own besides
// adding tenants together, so every figure equals the screen's. Its words
// follow three rules: the outcome first, then the fact, then the action;
// "could save up to" and "please confirm", never blame; what could not be
// seen is said and not counted.
//
// It imports models, reports/chart and reports/page; never sync or ui.
// Writing blocks for the time of the layout, and Maker for that of its source.
package reports
