package entra

import (
	"testing"

	"msp-license-tracker/sync/simulator/registry"
)

func TestReturnAddressesAreComparedAsEntraDoes(t *testing.T) {
	app := registry.App{ID: "a", Public: []string{"http://localhost", "http://localhost/consent"}, Web: []string{"https://portal.example/back"}}
	for address, want := range map[string]int{
		"http://localhost:51234":           0,
		"http://localhost:51234/":          0,
		"http://localhost:1/consent":       0,
		"https://portal.example/back":      0,
		"http://localhost:1/Consent":       50011,
		"http://localhost:1/consent/x":     50011,
		"http://127.0.0.1:1/consent":       50011,
		"https://localhost/consent":        50011,
		"https://portal.example:8443/back": 50011,
		"https://evil.example/back":        50011,
		"":                                 50011,
		"http://[::1]:1/consent":           50011,
		"://":                              50011,
	} {
		_, public, f := returnTo(app, address)
		got := 0
		if f != nil {
			got = f.code
		}
		if got != want || want == 0 && public == (address == "https://portal.example/back") {
			t.Errorf("%q: %d public %v, want %d", address, got, public, want)
		}
	}
	if _, _, f := returnTo(registry.App{}, "http://localhost"); f == nil || f.code != 500113 {
		t.Error("a registration without any address")
	}
}
