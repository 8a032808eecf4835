package fault

import (
	"context"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"msp-license-tracker/models"
)

func TestRealNetworkFailures(t *testing.T) {
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	hangUp := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			conn.Close()
		}
	}))
	defer hangUp.Close()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "https://" + closed.Addr().String()
	closed.Close()
	trusting := secure.Client().Transport.(*http.Transport).Clone()
	defer trusting.CloseIdleConnections()
	_, port, _ := net.SplitHostPort(secure.Listener.Addr().String())
	proxied := &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return url.Parse(strings.Replace(nobody, "https", "http", 1)) }}

	broken := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	broken.EnableHTTP2 = true
	broken.StartTLS()
	defer broken.Close()

	for _, c := range []struct {
		name, url string
		rt        http.RoundTripper
		code      string
	}{
		{"authority nobody knows", secure.URL, &http.Transport{}, TLSUnknownCA},
		{"another name", "https://localhost:" + port, trusting, TLSName},
		{"no TLS at the other end", strings.Replace(plain.URL, "http:", "https:", 1), &http.Transport{}, TLS},
		{"nothing listens", nobody, &http.Transport{}, Refused},
		{"proxy does not answer", "https://graph.example", proxied, Proxy},
		{"breaks an HTTP/2 stream", broken.URL, broken.Client().Transport, Reset},
		{"hangs up", hangUp.URL, &http.Transport{DisableKeepAlives: true}, Reset},
	} {
		t.Run(c.name, func(t *testing.T) {
			resp, err := (&http.Client{Transport: c.rt}).Get(c.url + "/x?sig=s3cret")
			if err == nil {
				resp.Body.Close()
				t.Fatal("the request should have failed")
			}
			e := FromNet("GET /x", err)
			if e.Code != c.code {
				t.Errorf("%s: %v", e.Code, err)
			}
			if strings.Contains(e.Error()+e.Explain().Raw, "s3cret") {
				t.Errorf("the address was repeated: %v", e)
			}
		})
	}
}

func TestNetworkErrorsByKind(t *testing.T) {
	microsofts := &x509.Certificate{Subject: pkix.Name{CommonName: "graph.microsoft.com"}}
	for _, c := range []struct {
		err  error
		code string
	}{
		{context.Canceled, Cancelled},
		{fmt.Errorf("x: %w", context.DeadlineExceeded), Timeout},
		{&net.DNSError{Err: "no such host", IsNotFound: true}, DNS},
		{&net.DNSError{Err: "server misbehaving", IsTemporary: true}, Offline},
		{&net.OpError{Op: "dial", Err: unreachable[0]}, Offline},
		{&net.OpError{Op: "read", Err: reset[0]}, Reset},
		{io.ErrUnexpectedEOF, Reset},
		{x509.UnknownAuthorityError{Cert: microsofts}, TLSIntercepted},
		{x509.CertificateInvalidError{Reason: x509.Expired}, TLSExpired},
		{errors.New("Proxy Authentication Required"), "http-407"},
		{errors.New("odd"), Network},
	} {
		e := FromNet("op", &url.Error{Op: "Get", URL: "https://x/?token=t0ken", Err: c.err})
		if e.Code != c.code || !errors.Is(e, c.err) && c.code != TLSIntercepted && c.code != TLSExpired {
			t.Errorf("%v: %s", c.err, e.Code)
		}
	}
	if FromNet("op", nil) != nil {
		t.Error("no error must stay no error")
	}
}

func TestAFaultInsideANetworkErrorStaysItself(t *testing.T) {
	inner := Local(RedirectRefused, "op", nil)
	if e := FromNet("op", &url.Error{Op: "Get", URL: "x", Err: inner}); e != inner {
		t.Errorf("%v", e)
	}
}

func TestFileFailures(t *testing.T) {
	for _, c := range []struct {
		err  error
		code string
	}{
		{&fs.PathError{Op: "open", Path: "x", Err: diskFull[0]}, DiskFull},
		{&fs.PathError{Op: "open", Path: "x", Err: readOnly[0]}, DataReadOnly},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, DataMissing},
		{errors.New("malformed"), DatabaseDamaged},
		{Local(AlreadyRunning, "open", nil), AlreadyRunning},
	} {
		if e := FromData(DatabaseDamaged, "open the data", c.err); e.Code != c.code {
			t.Errorf("%v: %s", c.err, e.Code)
		}
	}
}

func TestAFaultCanBeAskedThroughWrapping(t *testing.T) {
	err := fmt.Errorf("scan: %w", Local(NoKeyring, "store the secret", errors.New("no bus")).In("t1"))
	if !Is(err, CredentialMissing, NoKeyring) || Is(err, CredentialMissing) || Is(errors.New("x"), NoKeyring) {
		t.Error("Is must find the code in the chain, and only it")
	}
	if x := models.Explain(err); x.Code != NoKeyring || !strings.Contains(x.Cause, "Nothing was stored") {
		t.Errorf("%+v", x)
	}
	if want := "scan: store the secret: no-keyring (tenant t1): no bus"; err.Error() != want {
		t.Errorf("%q, want %q", err.Error(), want)
	}
}
