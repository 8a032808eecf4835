package activity

import (
	"context"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page/pagetest"
)

func scans(t *testing.T) []row {
	t.Helper()
	w := &pagetest.World{}
	all, err := w.Scans(context.Background(), "", 100)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, r := range pagetest.Rows() {
		names[r.Tenant.ID] = r.Tenant.Name
	}
	return rowsOf(all, names)
}

func TestEveryScanSaysHowItEnded(t *testing.T) {
	for _, r := range scans(t) {
		switch {
		case r.State == models.ScanFailed && r.result() != r.Fault.Title:
			t.Errorf("a failed scan says %q", r.result())
		case r.State == models.ScanPartial && !strings.Contains(r.result(), "names concealed"):
			t.Errorf("a partial scan says %q", r.result())
		case r.took() == "—":
			t.Error("a finished scan has no length")
		}
	}
}

func TestStateChipsPartTheScans(t *testing.T) {
	rows := scans(t)
	n := 0
	for _, c := range choices(rows)[1:] {
		n += c.count
	}
	if n != len(rows) {
		t.Errorf("chips count %d of %d", n, len(rows))
	}
}

func TestWhatACloudLacksIsNotMissing(t *testing.T) {
	r := row{Scan: models.Scan{Outcomes: []models.Outcome{{Status: models.StatusOK}, {Status: models.StatusOK}, {Status: models.StatusNotOffered}}}}
	if got := r.result(); got != "2 sources read" {
		t.Error(got)
	}
	if got := seconds(0.04); got != "<0.1 s" {
		t.Error(got)
	}
}
