package simulator

import (
	"net"
	"strings"

	"msp-license-tracker/sync/simulator/msgraph"
	"msp-license-tracker/sync/simulator/registry"
)

// hosts knows which names stand for which part of the cloud.
type hosts struct {
	address string // the IP listened on, as clients write it
	port    string
}

type part uint8

const (
	partLogin part = iota
	partGraph
	partDownload
	partPartner
)

// hostsOf takes the address of the listener apart. An address for all
// interfaces is reached over loopback.
func hostsOf(a net.Addr) hosts {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return hosts{address: "127.0.0.1"}
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return hosts{host, port}
}

// alsoIPv6 listens on the other loopback address too, where there is one:
// "localhost" may mean either.
func (h hosts) alsoIPv6() net.Listener {
	if h.address != "127.0.0.1" {
		return nil
	}
	l, err := net.Listen("tcp", net.JoinHostPort("::1", h.port))
	if err != nil {
		return nil // no IPv6 here, or the port is taken: IPv4 alone will do
	}
	return l
}

func (h hosts) url(host string) string {
	if h.port == "443" {
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return "https://" + host
	}
	return "https://" + net.JoinHostPort(host, h.port)
}

// local says whether only this machine can reach the listener.
func (h hosts) local() bool {
	ip := net.ParseIP(h.address)
	return ip != nil && ip.IsLoopback()
}

// loginURL is "localhost" where that reaches us, so that login and Graph are
// two host names.
func (h hosts) loginURL() string {
	if h.local() {
		return h.url("localhost")
	}
	return h.url(h.address)
}

func (h hosts) graphURL() string { return h.url(h.address) }

// download is where a report asked for at a Graph host is fetched: always at
// another host name, one that resolves on any machine.
func (h hosts) download(graphHost string) string {
	name, _, err := net.SplitHostPort(graphHost)
	if err != nil {
		name = graphHost
	}
	if strings.EqualFold(name, "localhost") || !h.local() && name != h.address {
		return h.url(h.address)
	}
	return h.url("localhost")
}

// microsoft are the real names with the part they serve.
func microsoft(name string) (part, bool) {
	switch {
	case name == partnerHost:
		return partPartner, true
	case strings.HasPrefix(name, "login."):
		return partLogin, true
	case name == "graph.microsoft.com", name == "graph.microsoft.us", name == "dod-graph.microsoft.us":
		return partGraph, true
	case strings.HasSuffix(name, ".office.com"):
		return partDownload, true
	}
	return partLogin, false
}

// part decides by host name, and by path where a name serves all parts.
func (h hosts) part(host, path string) part {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	if p, ok := microsoft(strings.ToLower(name)); ok {
		return p
	}
	first, _, _ := strings.Cut(strings.Trim(path, "/"), "/")
	switch {
	case strings.HasPrefix(path, msgraph.DownloadPath):
		return partDownload
	case strings.EqualFold(first, "v1"):
		return partPartner
	case strings.EqualFold(first, "v1.0"), strings.EqualFold(first, "beta"):
		return partGraph
	default:
		return partLogin
	}
}

// partnerHost is Microsoft's name for the Partner Center API, and with https
// the audience of its tokens in every cloud.
const partnerHost = "api.partnercenter.microsoft.com"

// isPartner says whether a token audience means this cloud's Partner Center.
func (h hosts) isPartner(resource string) bool {
	resource = strings.TrimSuffix(strings.ToLower(resource), "/")
	return resource == "https://"+partnerHost || resource == registry.PartnerCenterApp
}

// isGraph says whether a token audience means this cloud's Graph.
func (h hosts) isGraph(resource string) bool {
	resource = strings.TrimSuffix(strings.ToLower(resource), "/")
	if resource == "00000003-0000-0000-c000-000000000000" {
		return true
	}
	rest, ok := strings.CutPrefix(resource, "https://")
	if !ok {
		return false
	}
	name, _, err := net.SplitHostPort(rest)
	if err != nil {
		name = rest
	}
	p, known := microsoft(name)
	return known && p == partGraph || name == "localhost" || name == "127.0.0.1" || name == strings.ToLower(h.address)
}
