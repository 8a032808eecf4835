// Package register makes, adopts and renews the MSP's own multitenant app
// registration, the one that customers approve.
//
// Automatically: the owner signs in once through Microsoft's library, and the
// application, its enterprise application, its permissions in the home tenant
// and its credential are made through Graph. Every step first looks for what
// an earlier attempt left, so it can be cut short anywhere and run again: there
// is never a second application, nor a credential nobody holds. By hand: the
// steps come from ManualSteps, pasted values are judged by CheckPasted, and
// Adopt proves them.
//
// A credential is proved with an app-only token before it is stored, and
// stored in the vault before an older one is removed at Microsoft. The token of
// the sign-in lives in one local variable and ends with the call. Calls block
// on the network and on the person at the browser and end with their context;
// how far they are goes out as event.ConnectProgress.
package register
