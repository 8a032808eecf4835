package register

import (
	"fmt"
	"strings"

	"msp-license-tracker/models"
)

// Pages of the portals; they have the same names in every cloud.
const (
	pageList = "/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade"
	pageApp  = "/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/"
)

// ManualSteps is how to make the registration by hand in the portal of a
// cloud. With a client id the later steps lead straight to its pages. A cloud
// without a known portal gets the same steps without links.
func (s *Service) ManualSteps(conn models.Connection) []models.GuideStep {
	portal := ""
	if c, err := s.Clouds.Of(conn); err == nil {
		portal = c.PortalURL
	}
	at := func(page string) string { return link(portal, conn.ClientID, page) }
	return []models.GuideStep{
		{
			Title: "Open the app registrations",
			Text:  "Sign in to the portal with an administrator of your own organization, then choose New registration.",
			Link:  listLink(portal),
		},
		{
			Title: "Name it and say who may use it",
			Text: "Enter the name. Under supported account types choose accounts in any organizational directory (multitenant). " +
				"Under redirect URI choose Web and enter the address, then press Register.",
			Copy: []models.CopyValue{{Label: "Name", Value: usualName}, {Label: "Redirect URI (Web)", Value: ConsentAddress}},
		},
		{
			Title: "Allow signing in from this program",
			Text: "Under Authentication add the platform Mobile and desktop applications with this address, and switch on Allow public client flows. " +
				"Signing in as a partner needs it; everything else works without.",
			Link: at("Authentication"),
			Copy: []models.CopyValue{{Label: "Redirect URI (desktop)", Value: SignInAddress}},
		},
		{
			Title: "Add the permissions",
			Text: "Under API permissions choose Add a permission, Microsoft Graph, Application permissions, and tick each of these. They only read. " +
				"Then press Grant admin consent for your organization.",
			Link: at("CallAnAPI"),
			Copy: permissionList(),
		},
		{
			Title: "Add a certificate or a secret",
			Text: "Under Certificates & secrets upload the certificate that this program makes for you (recommended), or add a client secret. " +
				"Of a secret copy the column Value at once: it is shown only now, and the Secret ID beside it does not work.",
			Link: at("Credentials"),
		},
		{
			Title: "Bring the values here",
			Text:  "On the Overview page copy the Application (client) ID and the Directory (tenant) ID, paste both here and press Check.",
			Link:  at("Overview"),
		},
	}
}

// permissionList is one line for each permission, and one with all of them.
func permissionList() []models.CopyValue {
	var names []string
	var out []models.CopyValue
	for _, p := range wanted() {
		names = append(names, p.Name)
		out = append(out, models.CopyValue{Label: p.Unlocks, Value: p.Name})
	}
	all := models.CopyValue{Label: fmt.Sprintf("All %d", len(names)), Value: strings.Join(names, "\n")}
	return append([]models.CopyValue{all}, out...)
}

func listLink(portal string) string {
	if portal == "" {
		return ""
	}
	return portal + pageList
}

func link(portal, clientID, page string) string {
	if portal == "" || clientID == "" {
		return listLink(portal)
	}
	return portal + pageApp + page + "/appId/" + clientID
}
