// Package simulator is a Microsoft cloud of our own: Entra, Graph and Partner
// Center on one HTTPS listener, seeded and deterministic, with the documented
// limits and with faults on demand.
//
// There are the client tenants (Tenants), each with a registration of its own,
// and the MSP's tenant (Home) with a shared registration (SharedApp), partner
// of every client and of further Customers. Programs sign in with GraphTools
// and register applications through Graph; a Person with a Browser stands for
// whoever decides on the pages:
//
//	sim.Browser(simulator.Person{Account: plain, Does: simulator.Cancel}).Open(link)
//
// Tenants follow a Policy; replication and propagation take as long as Options
// say, or until Settle.
//
// It is one more cloud for the rest of the program (Cloud), the fake of the
// tests, and a server for other programs (Serve). Login, Graph and report
// downloads are separate host names: those that resolve on any machine
// ("localhost", "127.0.0.1") serve all three by path, Microsoft's own names
// serve only their part, so that programs with fixed endpoints can be pointed
// here through the hosts file.
//
// It imports only sync/cloud and assets of this program, keeps nothing on
// disk, and talks to nobody. Start owns one listener and its goroutine until
// Close.
package simulator
