package faults

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed answers.tsv
var answerTable string

// Answer is how a service words one error: HTTP status, OAuth error ("" for
// errors of Graph) and text.
type Answer struct {
	Status int
	OAuth  string
	Text   string
}

var answers = parseAnswers(answerTable)

func parseAnswers(table string) map[string]Answer {
	out := map[string]Answer{}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		status, err := strconv.Atoi(f[1])
		if err != nil {
			continue
		}
		out[f[0]] = Answer{status, strings.TrimPrefix(f[2], "-"), f[3]}
	}
	return out
}

// Worded is the answer for a code: an AADSTS number, an OAuth error or an
// error code of Graph.
func Worded(code string) (Answer, bool) {
	a, ok := answers[code]
	return a, ok
}
