package msgraph

import (
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

type userProp = prop[*world.User]

// text makes a property out of a string, null when empty.
func text(name string, plain bool, get func(c *call, u *world.User) string) userProp {
	return userProp{name: name, plain: plain, write: func(b []byte, c *call, u *world.User) []byte {
		return maybe(b, get(c, u))
	}}
}

// always makes a property that has the same value for everybody.
func always(name, value string, plain bool) userProp {
	return userProp{name: name, plain: plain, write: func(b []byte, _ *call, _ *world.User) []byte {
		return append(b, value...)
	}}
}

// users is the resource type "user" with the filters Graph documents.
var users = &entity[*world.User]{
	set: "users", noun: "user", page: 100, max: 999,
	sort: []string{"displayName", "userPrincipalName", "createdDateTime"},
	filter: map[string]string{
		"id": "eq ne* not*", "accountEnabled": "eq ne* not*", "userType": "eq ne* not* eq-null*", "createdDateTime": "eq ge le gt* lt* ne* not*",
		"displayName": "eq startswith ne* not* eq-null*", "givenName": "eq startswith ne* not* eq-null*", "surname": "eq startswith ne* not* eq-null*",
		"jobTitle": "eq startswith ne* not* eq-null*", "department": "eq startswith* ne* not* eq-null*",
		"mail": "eq startswith endswith* ne* not* eq-null*", "userPrincipalName": "eq startswith endswith* ne* not*",
		"country": "eq startswith ne* not* eq-null*", "usageLocation": "eq startswith ne* not* eq-null*",
		"onPremisesSyncEnabled": "eq ne* not* eq-null*", "externalUserState": "eq ne* not* eq-null*", "isResourceAccount": "eq ne*",
		"assignedLicenses/skuId": "eq not*", "assignedLicenses/$count": "eq* ne*", "assignedPlans/servicePlanId": "eq* not*",
		"assignedPlans/capabilityStatus": "eq*", "proxyAddresses": "eq startswith endswith*",
		"signInActivity/lastSignInDateTime": "eq ne not ge le", "signInActivity/lastNonInteractiveSignInDateTime": "eq ne not ge le",
		"signInActivity/lastSuccessfulSignInDateTime": "eq ne not ge le",
	},
	props: userProps(),
}

func userProps() []userProp {
	props := []userProp{
		always("businessPhones", "[]", true),
		text("displayName", true, func(_ *call, u *world.User) string { return u.Display }),
		text("givenName", true, func(_ *call, u *world.User) string { return u.Given }),
		text("jobTitle", true, func(_ *call, u *world.User) string { return u.Title }),
		text("mail", true, mail),
		always("mobilePhone", "null", true),
		text("officeLocation", true, func(c *call, u *world.User) string {
			if u.Kind == world.Person && u.Given != "" {
				return c.tenant.City
			}
			return ""
		}),
		text("preferredLanguage", true, func(c *call, u *world.User) string {
			if u.Salt()%4 == 0 {
				return c.tenant.Language
			}
			return ""
		}),
		text("surname", true, func(_ *call, u *world.User) string { return u.Surname }),
		text("userPrincipalName", true, func(_ *call, u *world.User) string { return u.UPN }),
		text("id", true, func(_ *call, u *world.User) string { return u.ID }),
		{name: "accountEnabled", write: func(b []byte, c *call, u *world.User) []byte { return boolean(b, u.Enabled(c.now)) }},
		{name: "createdDateTime", write: func(b []byte, _ *call, u *world.User) []byte {
			if u.Undated {
				return null(b)
			}
			return moment(b, u.Created.At(u.Salt()))
		}},
		{name: "deletedDateTime", write: func(b []byte, c *call, u *world.User) []byte {
			if u.InBin(c.now) {
				return moment(b, u.Deleted.At(u.Salt()))
			}
			return null(b)
		}},
		text("department", false, func(_ *call, u *world.User) string { return u.Dept }),
		text("companyName", false, func(c *call, u *world.User) string {
			if u.Kind == world.Guest {
				return ""
			}
			return c.tenant.Name
		}),
		text("city", false, func(c *call, u *world.User) string { return c.tenant.City }),
		text("country", false, country),
		text("usageLocation", false, country),
		text("userType", false, func(_ *call, u *world.User) string {
			if u.Kind == world.Guest {
				return "Guest"
			}
			return "Member"
		}),
		text("creationType", false, func(_ *call, u *world.User) string { return ifGuest(u, "Invitation") }),
		text("externalUserState", false, func(_ *call, u *world.User) string { return ifGuest(u, "Accepted") }),
		text("mailNickname", false, func(_ *call, u *world.User) string { n, _, _ := strings.Cut(u.UPN, "@"); return n }),
		{name: "onPremisesSyncEnabled", write: func(b []byte, _ *call, u *world.User) []byte {
			if u.Synced {
				return boolean(b, true)
			}
			return null(b)
		}},
		{name: "onPremisesLastSyncDateTime", write: func(b []byte, c *call, u *world.User) []byte {
			if u.Synced {
				return moment(b, c.at.Add(-25*time.Minute).Truncate(30*time.Minute))
			}
			return null(b)
		}},
		{name: "proxyAddresses", write: func(b []byte, c *call, u *world.User) []byte {
			if m := mail(c, u); m != "" {
				return append(quote(append(b, '['), "SMTP:"+m), ']')
			}
			return append(b, "[]"...)
		}},
		{name: "lastPasswordChangeDateTime", write: func(b []byte, _ *call, u *world.User) []byte {
			return moment(b, (u.Created + 1).At(u.Salt()))
		}},
		{name: "assignedLicenses", write: assignedLicenses},
		{name: "licenseAssignmentStates", write: assignmentStates},
		{name: "assignedPlans", write: assignedPlans},
		{name: "signInActivity", write: signInActivity, omitted: noSignInActivity},
		always("showInAddressList", "true", false),
		always("isResourceAccount", "false", false),
	}
	for _, name := range strings.Fields("ageGroup consentProvidedForMinor customSecurityAttributes employeeHireDate employeeId employeeLeaveDateTime " +
		"employeeOrgData employeeType externalUserStateChangeDateTime faxNumber legalAgeGroupClassification mailboxSettings " +
		"onPremisesDistinguishedName onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId onPremisesSamAccountName " +
		"onPremisesSecurityIdentifier onPremisesUserPrincipalName passwordPolicies passwordProfile postalCode preferredDataLocation " +
		"securityIdentifier signInSessionsValidFromDateTime state streetAddress aboutMe birthday hireDate mySite preferredName") {
		props = append(props, always(name, "null", false))
	}
	for _, name := range strings.Fields("identities imAddresses otherMails provisionedPlans serviceProvisioningErrors onPremisesProvisioningErrors " +
		"interests pastProjects responsibilities schools skills") {
		props = append(props, always(name, "[]", false))
	}
	return props
}

func ifGuest(u *world.User, s string) string {
	if u.Kind == world.Guest {
		return s
	}
	return ""
}

// mail is the address of accounts with a mailbox; a guest's is outside.
func mail(c *call, u *world.User) string {
	if u.Kind == world.Guest {
		local, _, _ := strings.Cut(u.UPN, "#EXT#")
		if i := strings.LastIndex(local, "_"); i > 0 {
			return local[:i] + "@" + local[i+1:]
		}
	}
	if u.Admin {
		return ""
	}
	return u.UPN
}

func country(c *call, u *world.User) string {
	if u.Kind == world.Guest && u.Salt()%2 == 0 {
		return ""
	}
	return c.tenant.Country
}
