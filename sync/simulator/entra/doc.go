// Package entra is the login side of the simulated cloud: OIDC discovery,
// token endpoint with every grant the clients use, admin consent, sign-in and
// device-code pages. It follows Entra's rules and error bodies; it knows the
// world only as tenants and accounts, and nothing of Graph.
//
// Handler serves every login host name; the host of the request is the
// authority, so issuer and endpoints always match the address the client used.
package entra
