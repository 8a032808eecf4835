// Package transport is the way requests take to Microsoft: small
// http.RoundTrippers, each with one duty, put together by a Pool.
//
// From the outside in: identity (the bearer token, for the Graph host alone),
// retry (what the service asked to repeat), flight (few calls at a time),
// pacing (the documented quotas), patience (no silent stall), logging and
// counting. A tenant's pacing outlives its clients, because the quotas do.
// Requests block while they wait their turn and end when their context ends.
package transport
