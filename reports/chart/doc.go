// Package chart computes the geometry of charts as plain values: rectangles,
// lines, polylines and texts with a role instead of a colour. The window and
// the PDF paint the same Drawing, so a chart is the same picture on screen and
// on paper.
//
// All functions are pure: no clock, no fonts, no toolkit. Text is measured by
// an injected Measure. Units are the painter's own (pixels or points), the
// origin is the upper left corner, y grows downwards. Values are float64
// because they only place marks; every printed figure is a text given by the
// caller, who has the exact amount.
//
// Nothing here blocks; all of it may be called from any goroutine.
package chart
