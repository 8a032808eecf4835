package store

import (
	"testing"
	"time"

	"msp-license-tracker/models"
)

func TestAFailureAfterARefusalDoesNotOpenOldRows(t *testing.T) {
	monday := time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC)
	read := models.Outcome{Status: models.StatusOK, DataDate: monday, ChangedAt: monday, LookedAt: monday}
	failed := models.Outcome{Status: models.StatusFailed, LookedAt: monday.AddDate(0, 0, 2)}
	if o := settle(read, failed, false); !o.Readable() {
		t.Error("rows of a good scan are kept when the next reading merely fails")
	}
	denied := settle(read, models.Outcome{Status: models.StatusDenied, LookedAt: monday.AddDate(0, 0, 1)}, false)
	if denied.Readable() || !denied.DataDate.Equal(monday) {
		t.Errorf("a refused source is closed and keeps its age: %+v", denied)
	}
	after := settle(denied, failed, false)
	if after.Readable() || settle(after, failed, false).Readable() {
		t.Error("a failure after a refusal opens rows that were refused")
	}
}
