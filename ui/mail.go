package ui

import (
	"net/url"
	"strings"
)

// longestMail is how long an address of a draft may be: longer ones are cut or
// refused by mail programs on Windows.
const longestMail = 1900

// OpenMail opens a draft without a recipient in the mail program. A body that
// is too long for an address is put on the clipboard instead.
func (w *Window) OpenMail(subject, body string) error {
	address := mailto(subject, body)
	if len(address) > longestMail {
		w.copy(body)
		address = mailto(subject, "")
	}
	return w.deps.Open(address)
}

// mailto is the address of a draft. Every character that could end a value or
// begin another header is escaped, so text from a tenant adds no recipient.
func mailto(subject, body string) string {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	subject = strings.Join(strings.Fields(subject), " ")
	body = strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\n", "\r\n")
	address := "mailto:?subject=" + escape(subject)
	if body != "" {
		address += "&body=" + escape(body)
	}
	return address
}
