package cloud_test

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
)

func TestEachNamedCloudHasItsOwnHosts(t *testing.T) {
	for _, c := range []struct{ name, login, graph, scope string }{
		{"", "login.microsoftonline.com", "graph.microsoft.com", "https://graph.microsoft.com/.default"},
		{cloud.Global, "login.microsoftonline.com", "graph.microsoft.com", "https://graph.microsoft.com/.default"},
		{cloud.USGov, "login.microsoftonline.us", "graph.microsoft.us", "https://graph.microsoft.us/.default"},
		{cloud.USDoD, "login.microsoftonline.us", "dod-graph.microsoft.us", "https://dod-graph.microsoft.us/.default"},
		{cloud.China, "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/.default"},
	} {
		got, ok := cloud.Named(c.name)
		if !ok {
			t.Fatalf("%q is unknown", c.name)
		}
		if got.LoginHost() != c.login || got.GraphHost() != c.graph || got.Scope() != c.scope {
			t.Errorf("%q: login %s, graph %s, scope %s", c.name, got.LoginHost(), got.GraphHost(), got.Scope())
		}
		if !got.Microsofts() {
			t.Errorf("%q must count as Microsoft's own", c.name)
		}
	}
	if _, ok := cloud.Named("moon"); ok {
		t.Error("an unknown name must not become a cloud")
	}
}

func TestFeaturesByCloud(t *testing.T) {
	for _, c := range []struct {
		cloud   string
		feature cloud.Feature
		offered bool
	}{
		{cloud.Global, cloud.UsageReports, true},
		{cloud.Global, cloud.SecureScore, true},
		{cloud.USGov, cloud.UsageReports, false},
		{cloud.USGov, cloud.BetaUserReports, true},
		{cloud.USGov, cloud.SecureScore, true},
		{cloud.USDoD, cloud.ReportSettings, false},
		{cloud.China, cloud.SecureScore, false},
		{cloud.China, cloud.BetaUserReports, true},
	} {
		got, _ := cloud.Named(c.cloud)
		if got.Offers(c.feature) != c.offered {
			t.Errorf("%s offers %s: got %v", c.cloud, c.feature, !c.offered)
		}
	}
}

func TestNamedCloudsCannotBeChangedByTheirUsers(t *testing.T) {
	c, _ := cloud.Named(cloud.China)
	c.Lacks[cloud.BetaUserReports] = true
	again, _ := cloud.Named(cloud.China)
	if !again.Offers(cloud.BetaUserReports) {
		t.Error("one caller's change reached the next caller")
	}
}

func TestCustomAddressesMustBeHTTPSHosts(t *testing.T) {
	const good = "https://127.0.0.1:8443"
	for _, bad := range []string{"", "http://a.example", "a.example", "https://", "https://a.example/path", "https://u:p@a.example", "https://a.example?x=1", "ftp://a"} {
		if _, err := cloud.Custom(bad, good, ""); !errors.Is(err, cloud.ErrAddress) {
			t.Errorf("login %q: %v", bad, err)
		}
		if _, err := cloud.Custom(good, bad, ""); !errors.Is(err, cloud.ErrAddress) {
			t.Errorf("graph %q: %v", bad, err)
		}
	}
	c, err := cloud.Custom(" https://Login.Example/ ", good, "")
	if err != nil || c.LoginURL != "https://login.example" || c.GraphHost() != "127.0.0.1:8443" {
		t.Errorf("%+v, %v", c, err)
	}
	if c.Microsofts() {
		t.Error("a custom host is not Microsoft's")
	}
}

func TestCustomCloudTrustsItsCAFile(t *testing.T) {
	srv := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer srv.Close()
	file := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw})
	if err := os.WriteFile(file, block, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		ca   string
		good bool
	}{{file, true}, {"", false}} {
		c, err := cloud.Custom(srv.URL, srv.URL, tc.ca)
		if err != nil {
			t.Fatal(err)
		}
		tr := c.Transport()
		resp, err := (&http.Client{Transport: tr}).Get(srv.URL)
		if err == nil {
			resp.Body.Close()
		}
		tr.CloseIdleConnections()
		if (err == nil) != tc.good {
			t.Errorf("CA file %q: %v", tc.ca, err)
		}
	}
}

func TestCAFileProblemsAreNamed(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, []byte("not a certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{empty, empty + ".missing"} {
		if _, err := cloud.Custom("https://a.example", "https://b.example", file); !errors.Is(err, cloud.ErrCAFile) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestDirectoryFindsTheCloudOfAConnection(t *testing.T) {
	demo := cloud.Cloud{Name: "demo", LoginURL: "https://login.demo", GraphURL: "https://graph.demo"}
	d := cloud.NewDirectory(demo)
	for _, c := range []struct {
		conn  models.Connection
		login string
	}{
		{models.Connection{}, "https://login.microsoftonline.com"},
		{models.Connection{Cloud: "usgov"}, "https://login.microsoftonline.us"},
		{models.Connection{Cloud: "demo"}, "https://login.demo"},
		{models.Connection{Cloud: "custom", LoginURL: "https://l.example", GraphURL: "https://g.example"}, "https://l.example"},
	} {
		got, err := d.Of(c.conn)
		if err != nil || got.LoginURL != c.login {
			t.Errorf("%+v: %s, %v", c.conn, got.LoginURL, err)
		}
	}
	if _, err := d.Of(models.Connection{Cloud: "moon"}); !errors.Is(err, cloud.ErrUnknown) {
		t.Errorf("unknown cloud: %v", err)
	}
}

func TestTransportRefusesOldTLSAndUsesTheCloudsDialer(t *testing.T) {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	srv.TLS = &tls.Config{MaxVersion: tls.VersionTLS11}
	srv.StartTLS()
	defer srv.Close()
	dialled := false
	c := cloud.Cloud{Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		dialled = true
		return (&net.Dialer{}).DialContext(ctx, network, srv.Listener.Addr().String())
	}}
	tr := c.Transport()
	defer tr.CloseIdleConnections()
	if resp, err := (&http.Client{Transport: tr}).Get("https://graph.example/"); err == nil {
		resp.Body.Close()
		t.Error("TLS 1.1 was accepted")
	}
	if !dialled {
		t.Error("the cloud's own dialer was not used")
	}
}
