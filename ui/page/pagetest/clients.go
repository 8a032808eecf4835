package pagetest

import (
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
)

// Now is the moment of every picture.
var Now = time.Date(2026, 11, 20, 8, 24, 0, 0, time.UTC)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func ago(d time.Duration) time.Time { return Now.Add(-d) }

// product of the pictures' price list, per seat and month in pounds.
type product struct {
	sku, part, name, price string
	class                  models.SKUClass
}

var (
	businessPremium = product{"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "SPB", "Microsoft 365 Business Premium", "22.00", models.ClassPaid}
	businessBasic   = product{"3b555118-da6a-4418-894f-7df1e2096870", "O365_BUSINESS_ESSENTIALS", "Microsoft 365 Business Basic", "6.00", models.ClassPaid}
	m365E3          = product{"05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3", "Microsoft 365 E3", "39.00", models.ClassPaid}
	visio           = product{"c5928f49-12ba-48f7-ada3-0d743a3601d5", "VISIOCLIENT", "Visio Plan 2", "15.00", models.ClassPaid}
	powerBI         = product{"f8a1db68-be16-40ed-86d5-cb42ce701560", "POWER_BI_PRO", "Power BI Pro", "12.00", models.ClassPaid}
	copilot         = product{"639dec6b-bb19-468b-871c-c5c441c4b0cb", "Microsoft_365_Copilot", "Microsoft 365 Copilot", "30.00", models.ClassPaid}
	flowFree        = product{"f30db892-07e9-47e9-837c-80727f46fd3d", "FLOW_FREE", "Microsoft Power Automate Free", "", models.ClassFree}
	unlisted        = product{"7a1b0d7e-57f3-4a27-9e10-2f0c6d3a9d11", "CONTOSO_ADDON_X", "", "", models.ClassPaid}
)

// bought is one SKU of a client: owned and assigned seats, and its renewal.
type bought struct {
	product
	owned, assigned int
	renewal         time.Time
}

// client is one tenant of the pictures; counts are findings per cause.
type client struct {
	name, domain, customer string
	scanned                time.Duration
	score                  float64
	level                  portfolio.Level
	reasons                []portfolio.HealthReason
	seats                  []bought
	waste                  map[insight.Cause]int
	hidden                 int
	state                  models.ScanState
}

func waste(shared, blocked, never, inactive, guest int) map[insight.Cause]int {
	return map[insight.Cause]int{
		insight.SharedMailbox: shared, insight.Blocked: blocked, insight.NeverUsed: never,
		insight.Inactive: inactive, insight.GuestPaid: guest,
	}
}

func warn(what, next string, step portfolio.Step) []portfolio.HealthReason {
	return []portfolio.HealthReason{{Level: portfolio.Warning, What: what, Next: next, Step: step}}
}

func broken(what, next string) []portfolio.HealthReason {
	return []portfolio.HealthReason{{Level: portfolio.Critical, What: what, Next: next, Step: portfolio.StepReconnect}}
}

const (
	minute = time.Minute
	hour   = time.Hour
)

var clients = []client{
	{"Harbour Dental", "harbourdental.example", "Harbour Group", 12 * minute, 61, portfolio.Warning,
		warn("Leakage is 30.1 % of spend.", "Open Leakage and start with the blocked accounts.", portfolio.StepLeakage),
		[]bought{{businessPremium, 150, 138, day(2027, 2, 3)}, {visio, 12, 9, day(2026, 12, 18)}, {flowFree, 1000000, 14, time.Time{}}}, waste(4, 14, 7, 12, 0), 0, models.ScanComplete},
	{"Fjord Logistics", "fjordlog.example", "Fjord Logistics", 12 * minute, 74, portfolio.Healthy, nil,
		[]bought{{businessPremium, 260, 246, day(2027, 4, 1)}, {m365E3, 90, 88, day(2027, 4, 1)}, {visio, 14, 14, day(2027, 1, 12)}, {powerBI, 20, 18, day(2027, 5, 9)}}, waste(4, 22, 7, 13, 3), 0, models.ScanComplete},
	{"Mason & Pike LLP", "masonpike.example", "Mason & Pike", 13 * minute, 68, portfolio.Healthy, nil,
		[]bought{{m365E3, 140, 138, day(2027, 3, 22)}, {copilot, 18, 18, day(2027, 3, 14)}}, waste(2, 5, 4, 9, 0), 0, models.ScanComplete},
	{"Brightwell School", "brightwell.example", "Brightwell Trust", 13 * minute, 55, portfolio.Warning,
		warn("A renewal on 1 Dec 2026 still has 40 free seats.", "Cut the seats before the renewal.", portfolio.StepLeakage),
		[]bought{{businessBasic, 380, 340, day(2026, 12, 1)}, {businessPremium, 30, 29, day(2027, 6, 30)}}, waste(3, 8, 12, 10, 0), 21, models.ScanPartial},
	{"Kestrel Engineering", "kestrel-eng.example", "Kestrel", 14 * minute, 71, portfolio.Healthy, nil,
		[]bought{{m365E3, 170, 168, day(2027, 8, 15)}, {visio, 30, 26, day(2027, 8, 15)}, {unlisted, 6, 4, time.Time{}}}, waste(1, 4, 3, 6, 1), 0, models.ScanComplete},
	{"Oak Lane Clinic", "oaklane.example", "Harbour Group", 6 * 24 * hour, -1, portfolio.Critical,
		broken("The client secret has expired, so the tenant cannot be scanned.", "Make a new secret in the app registration and enter it under Reconnect."),
		[]bought{{businessPremium, 90, 84, day(2027, 1, 20)}}, waste(1, 6, 2, 4, 0), 0, models.ScanFailed},
	{"Tern Architects", "tern.example", "Tern", 15 * minute, 66, portfolio.Healthy, nil,
		[]bought{{businessPremium, 92, 90, day(2027, 9, 1)}, {visio, 14, 13, day(2027, 9, 1)}}, waste(0, 2, 1, 3, 0), 0, models.ScanComplete},
	{"Rivet Coffee", "rivet.example", "", 15 * minute, 38, portfolio.Warning,
		warn("Secure Score is 38 %.", "Open the Secure Score recommendations in the Defender portal.", ""),
		[]bought{{businessPremium, 36, 35, day(2027, 2, 28)}, {businessBasic, 12, 12, day(2027, 2, 28)}}, waste(1, 1, 0, 1, 0), 0, models.ScanComplete},
	{"Lumen Optics", "lumen.example", "Lumen", 15 * minute, 72, portfolio.Healthy, nil,
		[]bought{{businessPremium, 64, 64, day(2027, 7, 7)}}, waste(0, 0, 0, 0, 0), 0, models.ScanComplete},
	{"Parish of St Olave", "stolave.example", "St Olave", 16 * minute, 59, portfolio.Healthy, nil,
		[]bought{{businessBasic, 9, 9, day(2027, 5, 5)}}, waste(0, 0, 0, 0, 0), 0, models.ScanComplete},
	{"Quayside Hotels", "quayside.example", "Quayside Group", 16 * minute, 63, portfolio.Healthy, nil,
		[]bought{{businessBasic, 210, 204, day(2027, 10, 10)}, {businessPremium, 40, 38, day(2027, 10, 10)}}, waste(5, 3, 6, 8, 0), 0, models.ScanComplete},
	{"Aldous Vets", "aldousvets.example", "Aldous", 17 * minute, 57, portfolio.Warning,
		warn("Names are concealed in usage reports: 25 users cannot be judged.", "Switch the setting off under Reports in the admin center.", portfolio.StepNames),
		[]bought{{businessPremium, 52, 51, day(2027, 3, 3)}}, waste(0, 1, 0, 0, 0), 25, models.ScanPartial},
	{"Ferndale Housing", "ferndale.example", "Ferndale", 17 * minute, 69, portfolio.Healthy, nil,
		[]bought{{m365E3, 60, 58, day(2027, 6, 1)}}, waste(1, 2, 1, 2, 0), 0, models.ScanComplete},
	{"Zoë Müller Steuerberatung", "mueller-stb.example", "Müller", 50 * hour, 64, portfolio.Healthy, nil,
		[]bought{{businessPremium, 18, 17, day(2027, 4, 4)}}, waste(0, 1, 0, 1, 0), 0, models.ScanComplete},
}

// Clock is a clock that stands at Now.
func Clock() time.Time { return Now }
