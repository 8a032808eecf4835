package roster

import (
	"strings"
	"time"

	"msp-license-tracker/models"
)

// Service is what a licence may hold and an account may use.
type Service uint8

const (
	AnyService Service = iota // in filters
	Exchange
	Outlook
	Teams
	OneDrive
	SharePoint
	VivaEngage
	Apps
	Copilot
	Dynamics
	PowerBI
	Project
	Visio
	serviceEnd
)

// String is Microsoft's own name.
func (s Service) String() string {
	return [serviceEnd]string{
		"", "Exchange", "Outlook", "Teams", "OneDrive", "SharePoint", "Viva Engage", "Microsoft 365 apps", "Copilot",
		"Dynamics 365", "Power BI", "Project", "Visio",
	}[s]
}

// Services lists all of them, in the order to show them.
func Services() []Service {
	list := make([]Service, 0, serviceEnd-1)
	for s := Exchange; s < serviceEnd; s++ {
		list = append(list, s)
	}
	return list
}

// ServiceSet holds services.
type ServiceSet uint16

// Has says whether a service is in the set.
func (set ServiceSet) Has(s Service) bool { return set&(1<<s) != 0 }

func setOf(services ...Service) (set ServiceSet) {
	for _, s := range services {
		set |= 1 << s
	}
	return set
}

// plans says which services a service plan gives, by the start of its name;
// the first line that fits counts. An empty set keeps a plan out that only
// looks like one of the lines below it.
var plans = []struct {
	start    string
	services ServiceSet
}{
	{"EXCHANGE_S_FOUNDATION", 0}, // storage for other services, no mailbox
	{"EXCHANGE_S_ARCHIVE", 0},
	{"EXCHANGE_S_", setOf(Exchange, Outlook)},
	{"EXCHANGE_L_", setOf(Exchange, Outlook)},
	{"EXCHANGE_B_", setOf(Exchange, Outlook)},
	{"TEAMS1", setOf(Teams)},
	{"TEAMS_", setOf(Teams)},
	{"MCO_TEAMS_IW", setOf(Teams)},
	{"SHAREPOINTWAC", setOf(Apps)}, // Office for the web
	{"SHAREPOINT_PROJECT", setOf(Project)},
	{"SHAREPOINT", setOf(SharePoint, OneDrive)},
	{"ONEDRIVECLIPCHAMP", 0},
	{"ONEDRIVE", setOf(OneDrive)},
	{"YAMMER_", setOf(VivaEngage)},
	{"VIVAENGAGE_", setOf(VivaEngage)},
	{"OFFICESUBSCRIPTION", setOf(Apps)},
	{"OFFICE_BUSINESS", setOf(Apps)},
	{"M365_COPILOT", setOf(Copilot)},
	{"DYN365_CDS", 0}, // the data store beneath Power Apps
	{"DYN365BC_MS_INVOICING", 0},
	{"DYN365", setOf(Dynamics)},
	{"DYNAMICS", setOf(Dynamics)},
	{"D365_", setOf(Dynamics)},
	{"CRM", setOf(Dynamics)},
	{"BI_AZURE_", setOf(PowerBI)},
	{"PROJECT_O365_", 0}, // the right to look at projects
	{"PROJECT_FOR_", 0},  // part of Dynamics 365
	{"PROJECT_", setOf(Project)},
	{"VISIO", setOf(Visio)},
}

// ServicesOf says what a list of service plans gives.
func ServicesOf(list []models.ServicePlan) (set ServiceSet) {
	for i := range list {
		name := strings.ToUpper(list[i].Name)
		for _, p := range plans {
			if strings.HasPrefix(name, p.start) {
				set |= p.services
				break
			}
		}
	}
	return set
}

// ServiceUse is what is known of one account and one service.
type ServiceUse struct {
	// Used within the threshold, or within the report's period where it gives
	// no date. Unknown: no readable source has a row for the account.
	Used models.Known
	Last time.Time // zero = no date known
	// Weak: "not used" rests on there being no sign-in event, and sign-ins
	// that are renewed silently leave none.
	Weak bool
}
