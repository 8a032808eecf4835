// Package fault turns failures of Microsoft's services, of the network and of
// this computer into plain words: what happened, whose move it is, what to do.
//
// The words are data (catalogue.tsv), found by a code. The functions From…
// find the code; the resulting *Error wraps what went wrong, implements
// models.Explainer and can be asked whether and when to try again. Nothing
// here ever keeps a request, a token, a secret or an authorization code: all
// foreign text passes Redact first. Nothing blocks, nothing logs.
package fault
