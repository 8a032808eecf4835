package simulator

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/simulator/entra"
	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/msgraph"
	"msp-license-tracker/sync/simulator/partnercenter"
	"msp-license-tracker/sync/simulator/pki"
	"msp-license-tracker/sync/simulator/quota"
	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// Simulator is a running simulated cloud.
type Simulator struct {
	world    *world.World
	registry *registry.Registry
	shared   *registry.App
	secret   string // of the shared registration
	faults   *faults.Plan
	ca       *pki.Authority
	hosts    hosts
	login    *entra.Service
	graph    *msgraph.Service
	partner  *partnercenter.Service
	people   people
	server   *http.Server
	done     chan struct{}
	release  func() bool // no longer close when the context ends
}

// TenantInfo is what a client needs to connect a tenant.
type TenantInfo struct {
	ID       string `json:"id"`
	Domain   string `json:"domain"`
	Name     string `json:"name"`
	ClientID string `json:"client_id"`
	Secret   string `json:"secret"`
	Story    string `json:"story"` // what there is to find
}

// Start makes the world and serves it until Close or until ctx ends.
func Start(ctx context.Context, o Options) (*Simulator, error) {
	o = o.withDefaults()
	w, err := world.New(world.Options{Seed: o.Seed, Tenants: o.Tenants, Customers: max(o.Customers, o.Tenants), Users: o.Users, Anchor: world.DayOf(o.Anchor)})
	if err != nil {
		return nil, fmt.Errorf("start simulated cloud: %w", err)
	}
	listener, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return nil, fmt.Errorf("start simulated cloud: %w", err)
	}
	s := &Simulator{world: w, faults: &faults.Plan{}, hosts: hostsOf(listener.Addr()), done: make(chan struct{})}
	s.faults.Set(o.Faults)
	if s.ca, err = pki.New(time.Now(), s.hosts.address); err == nil {
		err = s.assemble(o)
	}
	if err != nil {
		listener.Close()
		return nil, fmt.Errorf("start simulated cloud: %w", err)
	}
	s.people.enter(ctx)
	s.serve(ctx, listener)
	return s, nil
}

// assemble builds the services around one clock, one key and one registry.
func (s *Simulator) assemble(o Options) error {
	clock := func() time.Time { return time.Now().Add(s.faults.Shift()) }
	signer, err := token.NewSigner(clock)
	if err != nil {
		return err
	}
	s.registry, s.shared, s.secret = registry.New(registry.Options{World: s.world, Now: time.Now, Replication: o.Replication, Propagation: o.Propagation})
	for _, cert := range o.Certificates {
		s.registry.Trust("", cert)
	}
	s.login = entra.New(entra.Options{
		World: s.world, Registry: s.registry, Signer: signer, Faults: s.faults, Now: clock,
		Today: func() world.Day { return world.DayOf(o.Now()) }, Graph: s.hosts.isGraph, Partner: s.hosts.isPartner,
	})
	s.partner = &partnercenter.Service{
		World: s.world, Registry: s.registry, Signer: signer, Faults: s.faults, Now: clock,
		Today: func() world.Day { return world.DayOf(o.Now()) }, Audience: s.hosts.isPartner,
	}
	var gate *quota.Gate
	if o.Quotas != QuotasOff {
		gate = quota.NewGate(time.Now)
	}
	s.graph = msgraph.New(msgraph.Options{
		World: s.world, Registry: s.registry, Signer: signer, Faults: s.faults, Gate: gate, Now: o.Now, Clock: clock,
		Audience: s.hosts.isGraph, Latency: o.Latency, DownloadURL: s.hosts.download,
		BearerOnDownload: o.BearerOnDownload, ConcealLag: o.ConcealLag,
	})
	return nil
}

func (s *Simulator) serve(ctx context.Context, l net.Listener) {
	s.server = &http.Server{
		Handler:           http.HandlerFunc(s.dispatch),
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{s.ca.Leaf}, MinVersion: tls.VersionTLS12},
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0),
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	listeners := []net.Listener{l}
	if second := s.hosts.alsoIPv6(); second != nil {
		listeners = append(listeners, second)
	}
	var running sync.WaitGroup
	for _, one := range listeners {
		running.Go(func() { s.server.ServeTLS(one, "", "") })
	}
	go func() {
		running.Wait()
		close(s.done)
	}()
	s.release = context.AfterFunc(ctx, func() { s.server.Close() })
}

// dispatch sends a request to the service its host or its path belongs to.
func (s *Simulator) dispatch(w http.ResponseWriter, r *http.Request) {
	switch s.hosts.part(r.Host, r.URL.Path) {
	case partPartner:
		s.partner.ServeHTTP(w, r)
	case partGraph:
		s.graph.ServeHTTP(w, r)
	case partDownload:
		s.graph.Download(w, r)
	default:
		s.login.ServeHTTP(w, r)
	}
}

// Cloud is this cloud as the rest of the program sees it. It is dialled by
// address: a machine may have no name server and no hosts file.
func (s *Simulator) Cloud() cloud.Cloud {
	at := net.JoinHostPort(s.hosts.address, s.hosts.port)
	return cloud.Cloud{
		Name: "demo", LoginURL: s.hosts.loginURL(), GraphURL: s.hosts.graphURL(), PartnerURL: s.PartnerURL(), Roots: s.ca.Pool(),
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, network, at)
		},
	}
}

// Tenants are the client tenants with their own registrations.
func (s *Simulator) Tenants() []TenantInfo {
	var out []TenantInfo
	for _, t := range s.world.Tenants {
		out = append(out, TenantInfo{t.ID, t.Domain, t.Name, t.ClientID, t.Secret, t.Story})
	}
	return out
}

// CAPEM is the certificate of the authority for programs that read a file.
func (s *Simulator) CAPEM() []byte { return s.ca.PEM() }

// SetFaults replaces the faults; counters start anew.
func (s *Simulator) SetFaults(f []Fault) { s.faults.Set(f) }

// Close ends all connections and waits for the server to stop.
func (s *Simulator) Close() error {
	s.release()
	s.people.leave()
	err := s.server.Close()
	<-s.done
	if err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop simulated cloud: %w", err)
	}
	return nil
}
