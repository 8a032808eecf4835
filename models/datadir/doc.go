// Package datadir knows where the program keeps its files, makes sure the
// place can be written, and lets only one instance work there at a time.
//
// Called once at start by main; everything here blocks on the disk only
// briefly. Errors are *models.Failure in plain words.
package datadir
