package auth

import (
	"fmt"
	"strings"
	"testing"

	"msp-license-tracker/models"
)

// What lies in the file was written by this program, or by anybody who had the
// key: it may be refused, never believed halfway.
func FuzzDecodeSession(f *testing.F) {
	good, err := encodeSession(session{ID: "i", TenantID: "t", HomeAccountID: "h", Connection: models.Connection{Cloud: "test"}, Cache: []byte(`{"RefreshToken":{}}`)})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"id":"x","cache":7}`))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := decodeSession(data)
		if err != nil && (s.ID != "" || len(s.Cache) > 0) {
			t.Errorf("%v with %v", s, err)
		}
		if err == nil && (s.ID == "" || s.TenantID == "" || s.HomeAccountID == "") {
			t.Error("a sign-in of nobody")
		}
	})
}

func FuzzWithoutAccessTokens(f *testing.F) {
	f.Add([]byte(`{"AccessToken":{"a":{"secret":"eyJ"}},"RefreshToken":{"r":{"secret":"x"}}}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out, err := withoutAccessTokens(data); err == nil && strings.Contains(string(out), `"AccessToken":`) && !strings.Contains(string(data), `"AccessToken":`) {
			t.Errorf("%s of %s", out, data)
		}
	})
}

func TestASessionNeverPrintsItsTokens(t *testing.T) {
	s := session{UserName: "robin@msp.example", Cache: []byte(`{"secret":"tok"}`)}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{s, &s, []session{s}} {
			if out := fmt.Sprintf(verb, v); strings.Contains(out, "tok") || strings.Contains(out, "116 111 107") || strings.Contains(out, "746f6b") || strings.Contains(out, "0x74") {
				t.Errorf("%s shows the tokens: %s", verb, out)
			}
		}
	}
	if strings.Contains(s.LogValue().String(), "tok") {
		t.Error("the log shows the tokens")
	}
}
