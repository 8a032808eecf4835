package guide

import (
	"msp-license-tracker/models"
)

// reportSettings is the page of the admin center where names are concealed, of
// the clouds whose admin center is known.
var reportSettings = map[string]string{
	"":       "https://admin.microsoft.com/Adminportal/Home#/Settings/Services/:/Settings/L1/Reports",
	"global": "https://admin.microsoft.com/Adminportal/Home#/Settings/Services/:/Settings/L1/Reports",
}

// request is what the customer's administrator is asked for.
const request = "In the Microsoft 365 admin center, please open Settings, Org settings, Services, Reports, untick “Display concealed user, group, and site names in all reports” and save. We need it to see which licences are used; it can be switched back on later."

// Names is the cure for concealed names in usage reports.
func Names(t models.Tenant) Guide {
	return Guide{
		Title: "Show names in the usage reports",
		Intro: "The tenant conceals names in its reports, so nobody's use can be told. One setting of the tenant cures it; a Global Administrator of the customer can change it.",
		Steps: []models.GuideStep{
			{Title: "Open the report settings of the customer's tenant", Text: "Microsoft 365 admin center, Settings, Org settings, Services, Reports.", Link: reportSettings[t.Connection.Cloud]},
			{Title: "Untick the concealed names and save", Text: "“Display concealed user, group, and site names in all reports”. Or send the request to the customer.", Copy: []models.CopyValue{{Label: "the request", Value: request}}},
			{Title: "Wait, then scan again", Text: "New reports show names within 48 hours. Until then these people stay “cannot tell”."},
		},
	}
}
