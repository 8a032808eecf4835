package fault

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSecretsAreTakenOutOfText(t *testing.T) {
	for _, c := range []struct{ name, text, secret string }{
		{"bearer token", "Authorization: Bearer abc.def-123 sent", "abc.def-123"},
		{"JWT", "got eyJ0eXAiOiJKV1Qi.eyJ0aWQiOiJ4In0.c2ln back", "eyJ0aWQiOiJ4In0"},
		{"form secret", "client_id=1&client_secret=hunter2%7E&scope=x", "hunter2"},
		{"form assertion", "client_assertion=zzz.yyy.xxx&a=b", "zzz.yyy"},
		{"JSON token", `{"access_token": "opaque-token-1","x":1}`, "opaque-token-1"},
		{"refresh token", `"refresh_token":"0.AAAA"`, "0.AAAA"},
		{"authorization code", "http://localhost/x?code=0.AVYA-code&state=s1", "0.AVYA-code"},
		{"state", "http://localhost/x?code=1&state=st4te", "st4te"},
		{"Entra secret without a name", "the value abC8Q~aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789 was refused", "aBcDeFgHiJkLmNoPqRsTuVwXyZ"},
		{"private key", "-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----", "MIIabc"},
		{"half a private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIabc", "MIIabc"},
		{"report signature", "https://reports.office.com/x?token=abc123", "abc123"},
		{"API key", "key mlt_live_abc123", "mlt_live_abc123"},
		{"long base64", strings.Repeat("QUJD", 30), "QUJDQUJD"},
	} {
		got := Redact(c.text)
		if strings.Contains(got, c.secret) {
			t.Errorf("%s: %q", c.name, got)
		}
		if Redact(got) != got {
			t.Errorf("%s: not stable: %q then %q", c.name, got, Redact(got))
		}
	}
}

func TestWhatHelpsAPersonStays(t *testing.T) {
	for _, text := range []string{
		"AADSTS7000215: Invalid client secret provided.",
		"Resource '1a2b3c4d-0000-4000-8000-000000000000' does not exist.",
		"dial tcp 127.0.0.1:1: connect: connection refused",
	} {
		if got := Redact(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestForeignTextCannotForgeALine(t *testing.T) {
	if got := Redact("a\r\nlevel=ERROR b\x1b[31m\u202ec"); strings.ContainsAny(got, "\r\n\x1b\u202e") {
		t.Errorf("%q", got)
	}
}

func TestAddressesAreLoggedWithoutTheirKeys(t *testing.T) {
	for raw, want := range map[string]string{
		"https://graph.microsoft.com/v1.0/users?$select=id,mail&$top=999":      "https://graph.microsoft.com/v1.0/users?$select=id,mail&$top=999",
		"https://graph.microsoft.com/v1.0/users?$top=5&$skiptoken=RFNwdAoAAQ":  "https://graph.microsoft.com/v1.0/users?$top=5&$skiptoken=[redacted]",
		"https://graph.microsoft.com/v1.0/users?$filter=mail%20eq%20'a@b.com'": "https://graph.microsoft.com/v1.0/users?$filter=[redacted]",
		"https://user:pw@reports.office.com/data/x.csv?sig=abc&se=2026&sp=r":   "https://reports.office.com/data/x.csv?sig=[redacted]&se=[redacted]&sp=[redacted]",
		"https://graph.microsoft.com/v1.0/reports/getX(period='D90')":          "https://graph.microsoft.com/v1.0/reports/getX%28period=%27D90%27%29",
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		got, err := url.PathUnescape(URL(u))
		wantPlain, _ := url.PathUnescape(want)
		if err != nil || got != wantPlain {
			t.Errorf("%s\n got %s\nwant %s", raw, got, wantPlain)
		}
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("Bearer ", "x")
	f.Add("client_secret=", "&")
	f.Add("", "-----BEGIN PRIVATE KEY-----")
	f.Fuzz(func(t *testing.T, before, after string) {
		const token = "eyJhbGciOiJSUzI1NiJ9.eyJ0aWQiOiJzZWNyZXQtdGVuYW50In0.c2lnbmF0dXJl"
		for _, text := range []string{before + " " + token + " " + after, before + " client_secret=v3rysecretvalue " + after} {
			got := Redact(text)
			if strings.Contains(got, "c2lnbmF0dXJl") || strings.Contains(got, "v3rysecretvalue") {
				t.Errorf("%q shows the secret: %q", text, got)
			}
			if !utf8.ValidString(got) || utf8.RuneCountInString(got) > maxRaw || strings.ContainsAny(got, "\r\n") {
				t.Errorf("%q is not fit to be shown", got)
			}
			if again := Redact(got); again != got {
				t.Errorf("not stable: %q then %q", got, again)
			}
		}
	})
}

func FuzzURL(f *testing.F) {
	f.Add("https://a.example/x?sig=1&$select=id")
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := url.Parse(raw)
		if err != nil {
			return
		}
		q := u.Query()
		q.Set("sig", "v3rysecretvalue")
		u.RawQuery = q.Encode()
		if got := URL(u); strings.Contains(got, "v3rysecretvalue") || strings.ContainsAny(got, "\r\n") {
			t.Errorf("%q", got)
		}
	})
}
