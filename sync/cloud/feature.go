package cloud

// Feature is a service of Graph that not every cloud offers.
type Feature string

const (
	UsageReports       Feature = "usage-reports"        // v1.0 usage reports (CSV)
	BetaUserReports    Feature = "beta-user-reports"    // beta JSON reports: active users, e-mail, Teams
	BetaStorageReports Feature = "beta-storage-reports" // beta JSON reports: mailbox, OneDrive, SharePoint, apps, activations
	YammerReports      Feature = "yammer-reports"
	CopilotReports     Feature = "copilot-reports"
	ReportSettings     Feature = "report-settings" // /admin/reportSettings: are names concealed
	SecureScore        Feature = "secure-score"
	PartnerRelations   Feature = "partner-relations" // delegated admin relationships
	PublisherCheck     Feature = "publisher-verification"
)

// What the government clouds do not offer. The beta storage reports are not
// documented there either way: asking and being refused would cost a request
// per scan, so they count as absent until somebody sees them work.
var lackingInGovernment = map[Feature]bool{
	UsageReports:       true,
	BetaStorageReports: true,
	YammerReports:      true,
	CopilotReports:     true,
	ReportSettings:     true,
	PartnerRelations:   true,
	PublisherCheck:     true,
}

var lackingInChina = map[Feature]bool{
	UsageReports:       true,
	BetaStorageReports: true,
	YammerReports:      true,
	CopilotReports:     true,
	ReportSettings:     true,
	PartnerRelations:   true,
	PublisherCheck:     true,
	SecureScore:        true,
}
