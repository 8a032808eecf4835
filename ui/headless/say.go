package headless

import (
	"fmt"
	"io"

	"msp-license-tracker/models"
)

// sayError prints a failure in plain words: what happened, why, what to do.
func sayError(w io.Writer, err error) {
	e := models.Explain(err)
	fmt.Fprintln(w, "Error:", e.Title)
	line(w, "Why:  ", e.Cause)
	line(w, "Next: ", e.Next)
	line(w, "Code: ", e.Code)
	line(w, "Microsoft says: ", e.Raw)
	line(w, "Request id: ", e.RequestID)
}

func sayUsage(w io.Writer, err error) {
	fmt.Fprintln(w, "Error:", err)
	fmt.Fprintln(w, "Next:  add --help to see how this command is used.")
}

func line(w io.Writer, label, text string) {
	if text != "" {
		fmt.Fprintln(w, label+text)
	}
}
