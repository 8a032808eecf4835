// Package cloud says where Microsoft's services live: the login host, the
// Graph host, the portal, the roots of trust and what a cloud does not offer.
//
// A Cloud is a plain value. The national clouds are named ones, a custom cloud
// comes from a connection's own addresses, and the demo cloud is one more value
// handed to the Directory at start. Nothing here sends a request.
package cloud
