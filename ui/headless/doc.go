// Package headless is the face for terminals and schedulers: one command a
// file. It knows no window and no Microsoft; what it may ask and order is the
// Session it is handed.
//
// Results go to standard output, everything else to standard error. Exit
// codes: 0 done, 1 failed, 2 wrong use, 3 done with gaps (a tenant could not
// be scanned or only in part).
package headless
