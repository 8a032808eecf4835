package entra

import (
	"net/http"
	"net/url"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
)

// returnTo finds the registered return address that fits the one in a
// request. public says that it belongs to a desktop application.
func returnTo(app registry.App, raw string) (back *url.URL, public bool, f *fail) {
	if len(app.Public)+len(app.Web) == 0 {
		return nil, false, worded(500113)
	}
	u, err := url.Parse(raw)
	if err == nil && raw != "" {
		for _, one := range app.Public {
			if sameAddress(one, u) {
				return u, true, nil
			}
		}
		for _, one := range app.Web {
			if sameAddress(one, u) {
				return u, false, nil
			}
		}
	}
	return nil, false, &fail{400, "invalid_request", 50011, "The redirect URI '" + raw + "' specified in the request does not match the redirect URIs configured for the application '" + app.ID + "'."}
}

// sameAddress compares as Entra does: path and letter case count, the port of
// a loopback address does not, and localhost is not 127.0.0.1.
func sameAddress(registered string, asked *url.URL) bool {
	r, err := url.Parse(registered)
	if err != nil || r.Scheme != asked.Scheme || strings.TrimSuffix(r.Path, "/") != strings.TrimSuffix(asked.Path, "/") {
		return false
	}
	if name := asked.Hostname(); name == "localhost" || name == "127.0.0.1" {
		return r.Hostname() == name
	}
	return strings.EqualFold(r.Host, asked.Host)
}

// deliver sends the answer of a page back in the mode asked for.
func deliver(w http.ResponseWriter, r *http.Request, back *url.URL, answer url.Values, mode string) {
	switch mode {
	case "form_post":
		hidden := map[string]string{}
		for k := range answer {
			hidden[k] = answer.Get(k)
		}
		show(w, page{Kind: "post", Title: "Working…", Action: back.String(), Hidden: hidden})
	case "fragment":
		http.Redirect(w, r, back.String()+"#"+answer.Encode(), http.StatusFound)
	default:
		to := *back
		to.RawQuery = merge(back.RawQuery, answer)
		http.Redirect(w, r, to.String(), http.StatusFound)
	}
}

func merge(query string, more url.Values) string {
	if query == "" {
		return more.Encode()
	}
	return query + "&" + more.Encode()
}

// refused is the answer that carries an error back, with the state.
func refused(f *fail, state string) url.Values {
	v := url.Values{"error": {f.oauth}, "error_description": {f.described()}}
	if state != "" {
		v.Set("state", state)
	}
	return v
}

// returned is the answer of somebody who left the page without deciding.
func returned(state string) url.Values {
	v := url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}
	if state != "" {
		v.Set("state", state)
	}
	return v
}
