package fault

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

const (
	mask   = "[redacted]"
	maxRaw = 600 // characters of foreign text worth keeping
)

// What must never be shown. Order matters: whole blocks before their parts.
var secretShapes = []struct {
	shape *regexp.Regexp
	with  string
}{
	{regexp.MustCompile(`(?s)-----BEGIN [A-Z0-9 ]+-----.*?(-----END [A-Z0-9 ]+-----|$)`), mask},
	{regexp.MustCompile(`(?i)\b(bearer|basic)\s+[^\s"',;]+`), "$1 " + mask},
	{regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{4,}(\.[A-Za-z0-9_=-]*)*`), mask},
	{regexp.MustCompile(`(?i)((?:client_secret|client_assertion|assertion|access_token|refresh_token|id_token|device_code|code_verifier|code|password|secret|secrettext|sig|signature|state|\$?skiptoken|\$?deltatoken|token)(?:"|%22)?\s*(?:=|:|%3D)\s*(?:"|%22)?)[^\s"'&;,}<>]+`), "${1}" + mask},
	// The form of a client secret made by Entra: three characters, a digit, "Q~".
	{regexp.MustCompile(`[A-Za-z0-9_~.\-]{3}[0-9]Q~[A-Za-z0-9_~.\-]{20,}`), mask},
	{regexp.MustCompile(`\bmlt_live_[A-Za-z0-9_-]+`), mask},
	// Long unbroken base64: keys, signatures, opaque tokens.
	{regexp.MustCompile(`[A-Za-z0-9+/_-]{80,}={0,2}`), mask},
}

// Redact makes foreign text fit to be shown, logged and stored: no secrets, no
// control characters, not too long. It is idempotent.
func Redact(text string) string {
	text = oneLine(strings.ToValidUTF8(text, "?"))
	for _, s := range secretShapes {
		text = s.shape.ReplaceAllString(text, s.with)
	}
	return shorten(text)
}

// oneLine turns line breaks into spaces and drops other control characters, so
// that foreign text can forge no second log line.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text))
}

func shorten(text string) string {
	runes := []rune(text)
	if len(runes) <= maxRaw {
		return text
	}
	return strings.TrimSpace(string(runes[:maxRaw-1])) + "…"
}

// harmless are the query options that say what was asked, never by whom or
// with which key. $filter and $search may hold names of people.
var harmless = map[string]bool{
	"$select": true, "$top": true, "$count": true, "$format": true, "$orderby": true, "$expand": true, "api-version": true,
}

// URL writes an address for a log: scheme, host, path and harmless options;
// every other option is named but not shown.
func URL(u *url.URL) string {
	if u == nil {
		return ""
	}
	clean := url.URL{Scheme: u.Scheme, Host: u.Host, Path: oneLine(u.Path)}
	out := clean.String()
	if u.RawQuery == "" {
		return out
	}
	var parts []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		key, value, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(key)
		if err != nil {
			name = "?"
		}
		shown, err := url.QueryUnescape(value)
		if err != nil || !harmless[strings.ToLower(name)] {
			shown = mask
		}
		parts = append(parts, oneLine(name)+"="+oneLine(shown))
	}
	return out + "?" + Redact(strings.Join(parts, "&"))
}
