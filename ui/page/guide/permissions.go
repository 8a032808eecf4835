package guide

import (
	"strings"

	"msp-license-tracker/models"
)

// Permissions is how missing permissions are granted, by the way the tenant is
// reached. portal is the page of the registration, "" where it is not known.
func Permissions(t models.Tenant, missing []string, portal string) Guide {
	names := models.CopyValue{Label: "the names", Value: strings.Join(missing, "\n")}
	g := Guide{Title: "Grant the missing permissions", Intro: "Missing: " + strings.Join(missing, ", ") + ". All of them only read. What needs them shows “cannot tell” until they are granted; everything else works."}
	switch t.Connection.Kind {
	case models.PartnerConnection:
		g.Steps = []models.GuideStep{
			{Title: "Add them to your app registration", Text: "API permissions, Add a permission, Microsoft Graph, Delegated permissions.", Link: portal, Copy: []models.CopyValue{names}},
			{Title: "Approve the application for this customer again", Text: "On the page Partner customers choose this customer and connect it once more, or send its administrator the consent link."},
			{Title: "Check the roles of the relationship", Text: "Your account sees no more than the Entra roles the customer gave you: see what is missing on the page Partner customers."},
		}
	case models.SharedRegistration:
		g.Steps = []models.GuideStep{
			{Title: "Add them to your app registration", Text: "API permissions, Add a permission, Microsoft Graph, Application permissions.", Link: portal, Copy: []models.CopyValue{names}},
			{Title: "Let the customer's administrator approve again", Text: "Approvals given before do not cover permissions added later. Open the consent page from Reconnect, or send the link."},
		}
	default:
		g.Steps = []models.GuideStep{
			{Title: "Add them to the app registration of that tenant", Text: "API permissions, Add a permission, Microsoft Graph, Application permissions.", Link: portal, Copy: []models.CopyValue{names}},
			{Title: "Grant admin consent", Text: "On the same page press “Grant admin consent for …”; this takes an administrator of the tenant."},
		}
	}
	g.Steps = append(g.Steps, models.GuideStep{Title: "Check again", Text: "A new token shows a new permission after a minute or two."})
	return g
}
