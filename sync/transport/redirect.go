package transport

import (
	"fmt"
	"net/http"
	"strings"

	"msp-license-tracker/sync/fault"
)

// oneReportRedirect lets a usage report send us to its file once, over https,
// to whatever host Graph names. Everything else stays where it was asked.
func oneReportRedirect(req *http.Request, via []*http.Request) error {
	_, path := splitVersion(via[0].URL.Path)
	switch {
	case len(via) > 1:
		return refuse("a second redirect to %s", req.URL.Host)
	case !strings.HasPrefix(path, "/reports/"):
		return refuse("a redirect to %s", req.URL.Host)
	case req.URL.Scheme != "https" || req.URL.User != nil:
		return refuse("a redirect without encryption to %s", req.URL.Host)
	}
	req.Header.Del("Authorization")
	req.Header.Del("ConsistencyLevel")
	req.Header.Del("Referer")
	return nil
}

func noRedirect(req *http.Request, _ []*http.Request) error {
	return refuse("a redirect to %s", req.URL.Host)
}

func refuse(format string, args ...any) error {
	return fault.Local(fault.RedirectRefused, "follow a redirect", fmt.Errorf(format, args...))
}
