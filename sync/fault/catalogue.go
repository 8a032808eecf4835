package fault

import (
	_ "embed"
	"fmt"
	"strings"

	"msp-license-tracker/models"
)

//go:embed catalogue.tsv
var catalogueTSV string

// Row is the plain words for one failure.
type Row struct {
	Codes              []string
	Whose              models.Party
	Retry              bool
	Title, Cause, Next string
}

// catalogue is the embedded file by code. A file that does not parse is a
// fault of the build, which every test and every start shows at once.
var catalogue = mustParse(catalogueTSV)

// Find gives the words for a code.
func Find(code string) (Row, bool) {
	row, ok := catalogue[code]
	return row, ok
}

// Codes lists every code of the catalogue, in no order.
func Codes() []string {
	out := make([]string, 0, len(catalogue))
	for code := range catalogue {
		out = append(out, code)
	}
	return out
}

func mustParse(text string) map[string]Row {
	rows, err := parse(text)
	if err != nil {
		panic("fault: catalogue.tsv: " + err.Error())
	}
	return rows
}

func parse(text string) (map[string]Row, error) {
	rows := make(map[string]Row)
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 6 {
			return nil, fmt.Errorf("line %d has %d cells, not 6", n+1, len(cells))
		}
		row := Row{
			Codes: strings.Fields(cells[0]),
			Whose: models.Party(cells[1]),
			Retry: cells[2] == "yes",
			Title: cells[3], Cause: cells[4], Next: cells[5],
		}
		for _, code := range row.Codes {
			if _, twice := rows[code]; twice {
				return nil, fmt.Errorf("line %d repeats the code %s", n+1, code)
			}
			rows[code] = row
		}
	}
	return rows, nil
}
