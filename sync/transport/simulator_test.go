package transport_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/simulator"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

type logFile struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logFile) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *logFile) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

// The simulated download host refuses a request that carries a bearer token.
func TestTheWholeWayOnTheSimulatedCloud(t *testing.T) {
	sim, err := simulator.Start(t.Context(), simulator.Options{Tenants: 1, Users: 12})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	info, log, v := sim.Tenants()[0], &logFile{}, vault.Memory()
	if err := v.Put(info.ID, vault.Credential{Secret: info.Secret}); err != nil {
		t.Fatal(err)
	}
	pool := transport.NewPool(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(pool.Close)
	c := sim.Cloud()
	tenant := models.Tenant{ID: info.ID, Connection: models.Connection{Kind: models.OwnRegistration, ClientID: info.ClientID, Cloud: c.Name}}
	client := pool.ForTenant(c, auth.New(cloud.NewDirectory(c), pool, v), tenant)

	for _, step := range []struct{ name, faults, path, want string }{
		{"a list", "", "/v1.0/users?$select=id,userPrincipalName", "userPrincipalName"},
		{"a report on another host", "", "/v1.0/reports/getOffice365ActiveUserDetail(period='D90')", "Report Refresh Date"},
		{"a token refused once", "401:users:1", "/v1.0/users?$select=id", `"id"`},
		{"a connection broken once", "reset:users:1", "/v1.0/users?$select=id", `"id"`},
		{"unavailable once", "503:users:1", "/v1.0/users?$select=id", `"id"`},
	} {
		list, err := simulator.ParseFaults(step.faults)
		if err != nil {
			t.Fatal(err)
		}
		sim.SetFaults(list)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.GraphURL+step.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(text), step.want) {
			t.Errorf("%s: %d %.200s %v", step.name, resp.StatusCode, text, err)
		}
	}
	for _, secret := range []string{info.Secret, "eyJ", "client_secret", "Bearer"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
}
