package frame

import (
	"fmt"
	"strings"

	"msp-license-tracker/models"
)

// Details is an explanation for the clipboard: everything support needs, and
// never a secret, because an Explanation holds none.
func Details(what string, x models.Explanation) string {
	var b strings.Builder
	add := func(label, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", label, value)
		}
	}
	add("What", what)
	add("Title", x.Title)
	add("Cause", x.Cause)
	add("Next", x.Next)
	add("Whose move", Whose(x.Whose))
	add("Code", x.Code)
	add("Missing", x.Missing)
	add("Request id", x.RequestID)
	if !x.At.IsZero() {
		add("At", x.At.UTC().Format("2006-01-02 15:04:05 UTC"))
	}
	add("Raw", x.Raw)
	return b.String()
}
