// Package partner reaches customers through the MSP's own partner tenant: the
// owner signs in once, the customers are discovered from delegated-admin
// relationships and contracts, and each is scanned with tokens of that one
// sign-in (sync/auth.Delegated).
//
// What can be read in a customer is the smaller of two things: what the
// application was approved for there, and which Entra roles the relationship
// gives the person. Both are shown before anybody is disappointed.
//
// Calls block on the network, SignIn and AllowApprovals on a person, for at
// most 15 minutes. Failures are sync/fault errors. Nothing here holds a token
// longer than one call.
package partner
