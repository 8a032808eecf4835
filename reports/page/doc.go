// Package page sets finished-looking pages: a grid, a type scale, tables,
// heads and feet, charts of reports/chart, on top of gofpdf. It knows nothing
// of licences; package reports decides what is said.
//
// A Document is written from top to bottom by one goroutine: every method
// places its block below the last one and starts a new page when it does not
// fit. Headings stay with what follows, table rows are never cut and table
// heads are repeated. Several documents may be made at the same time.
//
// Promises: the same calls give the same bytes (the only date is the one
// given in Options); no text can break a document — what the fonts cannot
// draw becomes a visible □, control and direction marks are removed, words
// wider than their column are broken; errors are kept and come back once,
// from Write. Lengths are points, the origin is the upper left corner.
//
// It imports assets, reports/chart and gofpdf, and no other package of ours.
package page
