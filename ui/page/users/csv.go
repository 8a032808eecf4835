package users

import (
	"encoding/csv"
	"io"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page/finding"
)

// writeCSV writes the rows and columns on show, in their order, with a BOM for
// spreadsheets. Dates and numbers are plain, and what is unknown is empty.
func writeCSV(w io.Writer, shown []*field, rows []row) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	cells := []string{lang.L("Who"), lang.L("User principal name")}
	for _, f := range withoutUPN(shown) {
		cells = append(cells, f.title)
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	for _, r := range rows {
		cells = append(cells[:0], finding.Harmless(nameOf(r)), finding.Harmless(r.UPN))
		for _, f := range withoutUPN(shown) {
			cells = append(cells, finding.Harmless(f.plain(r)))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// withoutUPN: it stands under every name and so in the file already.
func withoutUPN(shown []*field) []*field {
	kept := make([]*field, 0, len(shown))
	for _, f := range shown {
		if f.id != "upn" {
			kept = append(kept, f)
		}
	}
	return kept
}
