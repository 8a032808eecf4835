package models

import "time"

// PartnerAccount is the person who signed in to the MSP's own partner tenant.
// The sign-in itself is never here: it is in an encrypted file.
type PartnerAccount struct {
	TenantID   string // the partner tenant
	UserName   string
	SignedInAt time.Time
	Discovered time.Time // last time the customers were listed; unknown = never

	// Approves says that customers can be approved through Partner Center;
	// without it they are approved by link.
	Approves bool

	// Explanation says why the sign-in cannot be used now, nil while it can.
	Explanation *Explanation
}

// RelationshipStatus is where a delegated admin relationship stands, in
// Microsoft's words. An unknown word is kept as it came.
type RelationshipStatus string

const (
	RelationshipNone            RelationshipStatus = "" // the customer has a contract at most
	RelationshipCreated         RelationshipStatus = "created"
	RelationshipApprovalPending RelationshipStatus = "approvalPending"
	RelationshipApproved        RelationshipStatus = "approved"
	RelationshipActivating      RelationshipStatus = "activating"
	RelationshipActive          RelationshipStatus = "active"
	RelationshipExpiring        RelationshipStatus = "expiring"
	RelationshipEndRequested    RelationshipStatus = "terminationRequested"
	RelationshipEnding          RelationshipStatus = "terminating"
	RelationshipEnded           RelationshipStatus = "terminated"
	RelationshipExpired         RelationshipStatus = "expired"
)

// PartnerCustomer is one customer as the partner tenant knows it.
type PartnerCustomer struct {
	TenantID       string
	Name           string
	Domain         string // "" when neither a scan nor a contract names one
	RelationshipID string
	Relationship   string // name of the relationship that counts, "" when there is none
	Status         RelationshipStatus
	Roles          []string  // Entra roles that a group of the MSP holds there, by name
	Approved       []string  // roles the relationship allows; those not in Roles nobody holds
	Missing        []string  // roles without which figures are missing or weak
	Helpful        []string  // further roles that would show more
	Starts         time.Time // of the relationship
	Ends           time.Time // of the relationship, unknown when there is none
	AutoExtends    bool
	Contract       bool     // there is a reseller or adviser contract
	Connected      bool     // scanned through this partner sign-in
	OtherWay       bool     // already connected through an app registration
	Usable         bool     // active, unexpired, and a group holds the roles in Roles
	Gaps           []string // what is missing and what to do, one sentence each
}
