// Package form holds the controls that connecting and registering share: the
// choice of a cloud, the proof of identity, values judged while they are
// pasted, a failure in the middle of a flow, the list of permissions, the
// steps of a guide.
//
// Everything here runs on the UI goroutine and asks nobody but its caller.
package form
