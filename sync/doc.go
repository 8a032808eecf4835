// Package sync is a folder of packages that talk to Microsoft's services:
// clouds, tokens, Graph, collectors, the scan engine and the simulator. It
// holds no code itself, so that nobody confuses it with the standard library.
package sync
