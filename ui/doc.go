// Package ui is the shell of the window: sidebar, top line, content, toasts;
// routing, shortcuts, scan state, and the orders pages may give.
//
// It imports models, widgets and pages, never sync and never the store: what
// it needs of the world is in Deps. Apart from New's dependencies, everything
// here runs on the UI goroutine; background work belongs to one Runner that
// Close cancels and waits for before the application quits.
package ui
