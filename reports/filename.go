package reports

import (
	"strings"
	"time"
	"unicode"
)

// maxName keeps a path within Windows' limits, in characters.
const maxName = 80

// FileName of a client report, safe on Windows, macOS and Linux:
// "Fjord Logistics licence review 2026-11-20.pdf".
func FileName(in ClientInput) string {
	var newest time.Time
	for i := range in.Results {
		if at := in.Results[i].ScannedAt; at.After(newest) {
			newest = at
		}
	}
	return safeName(in.Customer) + " licence review " + newest.UTC().Format(time.DateOnly) + ".pdf"
}

// reserved names stand for devices on Windows, also with an ending: "NUL.txt".
var reserved = func() map[string]bool {
	names := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true}
	for _, port := range []string{"COM", "LPT"} {
		for _, n := range "0123456789¹²³" {
			names[port+string(n)] = true
		}
	}
	return names
}()

// safeName replaces what a file system or a shell would take as something
// else. Text always follows it, so a dot or space cannot end the file's name.
func safeName(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*%&$;'`+"`", r), r == unicode.ReplacementChar:
			return '-'
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, name)
	clean = strings.Join(strings.Fields(clean), " ")
	clean = strings.TrimLeft(clean, ".- ~")
	if stem, _, _ := strings.Cut(clean, "."); reserved[strings.ToUpper(stem)] {
		clean = strings.Replace(clean, ".", "-", 1)
	}
	if runes := []rune(clean); len(runes) > maxName {
		clean = strings.TrimRight(string(runes[:maxName]), " .")
	}
	return firstOf(clean, "Client")
}
