package partner

import "slices"

// Template ids of the Entra roles that matter here. They are the same in every
// tenant.
const (
	globalAdmin      = "62e90394-69f5-4237-9190-012177145e10"
	globalReader     = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	reportsReader    = "4a5d8f65-41da-4de4-8968-e035b65339cf"
	securityReader   = "5d6b6bb7-de71-4623-b4af-96380a352509"
	securityAdmin    = "194ae4cb-b126-40b2-bd5b-6091b380977d"
	directoryReaders = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
	cloudAppAdmin    = "158c047a-c907-4556-b7ef-446551a6b5f7"
	privilegedAdmin  = "e8611ab8-c189-46e8-94e1-60213ab1f814"
)

// roleNames are the roles usually found in relationships.
var roleNames = map[string]string{
	globalAdmin:                            "Global Administrator",
	globalReader:                           "Global Reader",
	reportsReader:                          "Reports Reader",
	securityReader:                         "Security Reader",
	securityAdmin:                          "Security Administrator",
	directoryReaders:                       "Directory Readers",
	cloudAppAdmin:                          "Cloud Application Administrator",
	privilegedAdmin:                        "Privileged Role Administrator",
	"75934031-6c7e-415a-99d7-48dbd49e875e": "Usage Summary Reports Reader",
	"4d6ac14f-3453-41d0-bef9-a3e0c569773a": "License Administrator",
	"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
	"fe930be7-5e62-47db-91af-98c3a49a38b1": "User Administrator",
	"7be44c8a-adaf-4e2a-84d6-ab2649e08a13": "Privileged Authentication Administrator",
	"c4e39bd9-1100-46d3-8c65-fb160da0071f": "Authentication Administrator",
	"729827e3-9c14-49f7-bb1b-9608f156bbb8": "Helpdesk Administrator",
	"29232cdf-9323-42fd-ade2-1d097af3e4de": "Exchange Administrator",
	"f28a1f50-f6e7-4571-818b-6a12f2af6b6c": "SharePoint Administrator",
	"69091246-20e8-4a56-aa4d-066075b2a7a8": "Teams Administrator",
	"3a2c62db-5318-420d-8d74-23affee5d9d5": "Intune Administrator",
	"f023fd81-a637-4b56-95fd-791ac0226033": "Service Support Administrator",
	"b0f54661-2d74-4c50-afa3-1ec803f12efe": "Billing Administrator",
	"fdd7a751-b60b-444a-984c-02652fe8fa1c": "Groups Administrator",
	"8329153b-31d0-4727-b945-745eb3bc5f31": "Domain Name Administrator",
	"17315797-102d-40b4-93e0-432062caca18": "Compliance Administrator",
	"790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b": "Message Center Reader",
	"9360feb5-f418-4baa-8175-e2a00bac4301": "Directory Writers",
}

// roleName is the name of a role; one that is not in the list is shown by id.
func roleName(id string) string {
	if name, ok := roleNames[id]; ok {
		return name
	}
	return "Role " + id
}

// names gives the names of roles, each once, in alphabetical order.
func names(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, roleName(id))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// need is something a scan or an approval wants to do, and the roles that let
// a person do it. Global Administrator may do everything.
type need struct {
	suggests string // the least of the roles
	any      []string
	required bool // without it figures are missing
	gap      string
}

var needs = []need{
	{directoryReaders, []string{directoryReaders, globalReader}, true,
		"Users and licences cannot be read: add the role Directory Readers to the relationship."},
	{reportsReader, []string{reportsReader}, true,
		"Use per user cannot be read: details of the usage reports need the role Reports Reader."},
	{reportsReader, []string{reportsReader, securityReader, securityAdmin, globalReader}, false,
		"Sign-ins cannot be read: add the role Reports Reader to the relationship."},
	{securityReader, []string{securityReader, securityAdmin, globalReader}, false,
		"The Secure Score cannot be read: add the role Security Reader to the relationship."},
	{cloudAppAdmin, []string{cloudAppAdmin, privilegedAdmin}, false,
		"You cannot approve the application through Partner Center yourself: send the consent link, or add the role Cloud Application Administrator."},
}

// onlyTotals is said where Global Reader stands in for Reports Reader.
const onlyTotals = "Use per user cannot be read: Global Reader sees the usage reports only as totals, never names. Add the role Reports Reader."

func (n need) met(held []string) bool {
	return slices.Contains(held, globalAdmin) || slices.ContainsFunc(n.any, func(id string) bool { return slices.Contains(held, id) })
}

// lacking compares the roles held with what is needed.
func lacking(held []string) (missing, helpful, gaps []string) {
	for _, n := range needs {
		if n.met(held) {
			continue
		}
		name := roleName(n.suggests)
		switch {
		case slices.Contains(missing, name) || slices.Contains(helpful, name):
		case n.required:
			missing = append(missing, name)
		default:
			helpful = append(helpful, name)
		}
		gap := n.gap
		if n.required && n.suggests == reportsReader && slices.Contains(held, globalReader) {
			gap = onlyTotals
		}
		gaps = append(gaps, gap)
	}
	return missing, helpful, gaps
}
