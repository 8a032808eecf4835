// Package msgraph is the Graph side of the simulated cloud: v1.0 and the parts
// of beta this product's clients use, with Graph's paging, query rules, error
// bodies, permission checks, throttling and report redirects.
//
// It reads the world for a day (Options.Now) and keeps only what a client can
// change (the report settings). ServeHTTP answers the Graph host names;
// Download answers the host reports are redirected to.
package msgraph
