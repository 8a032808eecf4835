package graph

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	"msp-license-tracker/sync/fault"
)

// refused reads why Graph answered with an error status.
func refused(resp *http.Response) error {
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxError)) // what came is enough
	return fault.FromGraph("", resp, body)
}

// truncated is an answer that broke off; the cause stays in the chain.
func truncated(cause error) error { return fault.Local(fault.Truncated, "", cause) }

// unreadable is an answer that came whole and cannot be understood.
func unreadable(why string) error { return fault.Local(fault.Unreadable, "", errors.New(why)) }

// webPage is a page of a proxy or a hotel in place of data.
func webPage() error {
	return fault.Local(fault.ProxyPage, "", errors.New("a web page came back"))
}

// expired says whether Graph forgot the place in a listing.
func expired(err error) bool { return fault.Is(err, "Directory_ExpiredPageToken") }

// looksLikePage refuses a web page before a decoder stumbles over it.
func looksLikePage(h http.Header, body []byte) error {
	if isHTML(h) || bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(body, bom)), []byte("<")) {
		return webPage()
	}
	return nil
}

func isHTML(h http.Header) bool {
	return strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "text/html")
}
