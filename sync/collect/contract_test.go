package collect

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"testing"
)

// schema is Microsoft's own description of the types, where it lies beside
// this repository.
type schema struct {
	Functions map[string]any `json:"functions"`
	Types     map[string]struct {
		Properties map[string]string `json:"properties"`
	} `json:"types"`
}

func loadSchema(t *testing.T) schema {
	t.Helper()
	raw, err := os.ReadFile("../../../shared/contract/graph-types.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the contract is not beside this repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var clouds map[string]schema
	if err := json.Unmarshal(raw, &clouds); err != nil {
		t.Fatal(err)
	}
	return clouds["global"]
}

func TestEveryPropertyAskedForIsMicrosofts(t *testing.T) {
	global := loadSchema(t)
	for query, typeName := range map[string]string{
		usersWithSignIns:    "user",
		usersWithoutSignIns: "user",
		organizationQuery:   "organization",
		mfaQuery:            "userRegistrationDetails",
		groupsQuery:         "group",
	} {
		u, err := url.Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		for _, property := range strings.Split(u.Query().Get("$select"), ",") {
			if global.Types[typeName].Properties[property] == "" && property != "id" {
				t.Errorf("%s has no property %q", typeName, property)
			}
		}
	}
}

func TestEveryReportIsMicrosofts(t *testing.T) {
	global := loadSchema(t)
	for _, path := range []string{
		activityReport.path, mailboxReport.path, emailReport.path, teamsReport.path, sharePointReport.path,
		oneDriveActivityReport.path, vivaReport.path, oneDriveReport.path, appsReport.path, activationsReport.path,
		copilotV2, copilotV1, copilotSummary, copilotTrend,
	} {
		name, _, _ := strings.Cut(path[strings.LastIndex(path, "/")+1:], "(")
		if _, ok := global.Functions[name]; !ok {
			t.Errorf("there is no report %q", name)
		}
	}
}
