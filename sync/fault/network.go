package fault

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"
)

// FromNet reads why a request got no reply at all. A fault already in the
// chain stays what it is.
func FromNet(op string, err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := Of(err); ok {
		return e
	}
	e := &Error{Op: op, Code: networkCode(err), Time: time.Now().UTC(), cause: bare(err)}
	e.raw = Redact(e.cause.Error())
	return e
}

// bare drops the *url.Error, whose text repeats the whole address with its
// query.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) && u.Err != nil {
		return u.Err
	}
	return err
}

func isNet(err error) bool {
	var n net.Error
	return errors.As(err, &n) || networkCode(err) != Network
}

func networkCode(err error) string {
	if errors.Is(err, context.Canceled) {
		return Cancelled
	}
	for _, classify := range []func(error) string{tlsCode, proxyCode, dnsCode, socketCode} {
		if code := classify(err); code != "" {
			return code
		}
	}
	return Network
}

func tlsCode(err error) string {
	var (
		unknown *x509.UnknownAuthorityError
		byValue x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
		alert   tls.AlertError
	)
	switch {
	case errors.As(err, &byValue):
		return authorityCode(byValue.Cert, err)
	case errors.As(err, &unknown):
		return authorityCode(unknown.Cert, err)
	case errors.As(err, &name):
		return TLSName
	case errors.As(err, &invalid):
		if invalid.Reason == x509.Expired {
			return TLSExpired
		}
		return TLSUnknownCA
	case errors.As(err, &record), errors.As(err, &alert), strings.Contains(err.Error(), "tls: "),
		strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return TLS
	}
	return ""
}

// authorityCode tells an interceptor from a server of somebody's own: the
// certificate names one of Microsoft's hosts, yet no authority we trust made it.
func authorityCode(cert *x509.Certificate, err error) string {
	if cert == nil {
		return TLSUnknownCA
	}
	names := append([]string{cert.Subject.CommonName}, cert.DNSNames...)
	for _, name := range names {
		if microsofts(name) && !onLoopback(err) {
			return TLSIntercepted
		}
	}
	return TLSUnknownCA
}

func onLoopback(err error) bool {
	var op *net.OpError
	if !errors.As(err, &op) {
		return false
	}
	addr, ok := op.Addr.(*net.TCPAddr)
	return ok && addr.IP.IsLoopback()
}

func microsofts(name string) bool {
	name = strings.TrimPrefix(strings.ToLower(name), "*.")
	for _, zone := range []string{"microsoft.com", "microsoftonline.com", "microsoftonline.us", "microsoft.us", "microsoftonline.cn", "chinacloudapi.cn", "office.com", "windows.net"} {
		if name == zone || strings.HasSuffix(name, "."+zone) {
			return true
		}
	}
	return false
}

func proxyCode(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "proxyconnect" {
		return Proxy
	}
	if strings.Contains(err.Error(), "Proxy Authentication Required") {
		return "http-407"
	}
	return ""
}

func dnsCode(err error) string {
	var dns *net.DNSError
	switch {
	case !errors.As(err, &dns):
		return ""
	case dns.IsTimeout, dns.IsTemporary && !dns.IsNotFound:
		return Offline // the name server itself cannot be reached
	}
	return DNS
}

func socketCode(err error) string {
	var n net.Error
	switch {
	case isErrno(err, unreachable...):
		return Offline
	case isErrno(err, refused...):
		return Refused
	case isErrno(err, reset...), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return Reset
	case brokenStream(err.Error()):
		return Reset
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded),
		errors.As(err, &n) && n.Timeout():
		return Timeout
	}
	return ""
}

// brokenStream knows the ways HTTP/2 breaks off by their text: net/http keeps
// the types of these errors to itself.
func brokenStream(text string) bool {
	for _, sign := range []string{"stream error: ", "http2: server sent GOAWAY", "http2: client connection lost", "http2: Transport received Server's graceful shutdown"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

func isErrno(err error, set ...syscall.Errno) bool {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return false
	}
	for _, candidate := range set {
		if errno == candidate {
			return true
		}
	}
	return false
}
