// Package page holds what all pages of the window share: the route as a value,
// the contract between shell and page, background loading whose late answers
// lose, and the formats of dates, counts and money.
//
// Each page is a package of its own below this one and declares the small
// interfaces it needs of the world. Pages never import each other, the shell,
// the store or sync. Every exported function of a page runs on the UI
// goroutine unless its comment says otherwise, and none of them blocks.
package page
