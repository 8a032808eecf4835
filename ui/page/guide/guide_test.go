package guide

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
)

func TestTheStepsFitTheWayTheTenantIsReached(t *testing.T) {
	for kind, want := range map[models.ConnectionKind]string{
		models.OwnRegistration:    "Grant admin consent",
		models.SharedRegistration: "Let the customer's administrator approve again",
		models.PartnerConnection:  "Check the roles of the relationship",
	} {
		g := Permissions(models.Tenant{Connection: models.Connection{Kind: kind}}, []string{"AuditLog.Read.All"}, "https://portal")
		var titles []string
		for _, s := range g.Steps {
			titles = append(titles, s.Title)
		}
		all := strings.Join(titles, "\n")
		if !strings.Contains(all, want) || g.Steps[0].Link != "https://portal" || g.Steps[0].Copy[0].Value != "AuditLog.Read.All" {
			t.Errorf("%s: %q", kind, titles)
		}
	}
}

func TestTheReportSettingsAreLinkedWhereTheirPageIsKnown(t *testing.T) {
	link := func(cloud string) string {
		return Names(models.Tenant{Connection: models.Connection{Cloud: cloud}}).Steps[0].Link
	}
	if !strings.HasPrefix(link("global"), "https://admin.microsoft.com/") || link("china") != "" || link("demo") != "" {
		t.Errorf("%q, %q", link("global"), link("china"))
	}
}
