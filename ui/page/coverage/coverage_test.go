package coverage

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/theme"
)

func TestWhatACloudLacksIsNoFailure(t *testing.T) {
	f := facts([]models.Outcome{{Collector: models.CollectSecureScore, Status: models.StatusNotOffered}}, pagetest.Permissions())[0]
	if f.Value != "not offered in this cloud" || f.Tone != theme.Neutral || !strings.Contains(f.Note, "nothing to do") {
		t.Errorf("%+v", f)
	}
}

func TestAMissingPermissionStandsBesideTheSourceItDegrades(t *testing.T) {
	fault := &models.Explanation{Cause: "The permission is missing.", Next: "Grant it."}
	denied := models.Outcome{Collector: models.CollectReportNames, Status: models.StatusDenied, Missing: "ReportSettings.Read.All", Fault: fault}
	for _, checks := range [][]models.PermissionCheck{nil, pagetest.Permissions()} {
		f := facts([]models.Outcome{denied}, checks)[0]
		if f.Value != "ReportSettings.Read.All not granted" || f.Tone != theme.Severe || !strings.Contains(f.Note, "Grant it.") {
			t.Errorf("%+v", f)
		}
	}
	granted := []models.PermissionCheck{{Name: "ReportSettings.Read.All", Granted: true}}
	if f := facts([]models.Outcome{denied}, granted)[0]; !strings.Contains(f.Note, "granted since: scan again") {
		t.Errorf("%+v", f)
	}
	read := models.Outcome{Collector: models.CollectReportNames, Status: models.StatusOK}
	if f := facts([]models.Outcome{read}, pagetest.Permissions())[0]; f.Value != "read" {
		t.Errorf("a source that was read shows %+v", f)
	}
}

func TestAnUnknownRefusalIsShownAndCopiedInFull(t *testing.T) {
	raw := strings.Repeat("policy ", 60)
	all := []models.Outcome{{Collector: models.CollectSignIns, Status: models.StatusFailed, Fault: &models.Explanation{Title: "Refused.", Raw: raw, RequestID: "77aa"}}}
	if f := facts(all, nil)[0]; !strings.Contains(f.Note, "Microsoft says: policy") || !strings.Contains(f.Note, "…") {
		t.Errorf("%+v", f)
	}
	if d := Details(all); !strings.Contains(d, raw) || !strings.Contains(d, "77aa") || !strings.Contains(d, "Sign-in dates") {
		t.Errorf("details:\n%s", d)
	}
	if Details([]models.Outcome{{Collector: models.CollectUsers, Status: models.StatusOK}}) != "" {
		t.Error("there is nothing to copy where all was read")
	}
}
