package finding

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/ui/page"
)

var csvHead = []string{"Tenant", "Name", "User principal name", "Product", "Part number", "Cause", "Certainty", "Reason",
	"Seats", "Last activity", "Days", "Per month", "Per year", "Currency", "Rule", "Scanned"}

// WriteCSV writes findings as they are shown, one line each, with a BOM for
// spreadsheets. Text of a tenant that a spreadsheet would take for a formula
// is made harmless.
func WriteCSV(w io.Writer, rows []*insight.Finding) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(csvHead); err != nil {
		return err
	}
	for _, row := range rows {
		if err := out.Write(record(row)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func record(f *insight.Finding) []string {
	var monthly, yearly, currency, days, last string
	if f.Monthly != nil {
		monthly, currency = f.Monthly.String(), f.Monthly.Currency
	}
	if f.Yearly != nil {
		yearly = f.Yearly.String()
	}
	if !f.LastUse.IsZero() {
		days, last = strconv.Itoa(f.Days), f.LastUse.Format(time.DateOnly)
	}
	cells := []string{f.TenantName, f.DisplayName, f.UPN, page.ProductName(f.Product, f.PartNumber), f.PartNumber, page.CauseName(f.Cause),
		string(f.Certainty), f.Reason, strconv.Itoa(f.Seats), last, days, monthly, yearly, currency, f.Proof.Rule, f.Proof.ScannedAt.UTC().Format(time.RFC3339)}
	for i := range cells {
		cells[i] = Harmless(cells[i])
	}
	return cells
}

// Harmless keeps a spreadsheet from running a cell as a formula: text that
// begins with a formula's sign gets an apostrophe before it.
func Harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n|%", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
