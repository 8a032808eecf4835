package msgraph

import (
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// registration is the resource type "userRegistrationDetails". Disabled
// accounts have no row.
var registration = &entity[*world.User]{
	set: "reports/authenticationMethods/userRegistrationDetails", noun: "userRegistrationDetails", page: 100, max: 999,
	filter: map[string]string{"isMfaRegistered": "eq", "isMfaCapable": "eq", "isAdmin": "eq", "userType": "eq", "id": "eq",
		"userPrincipalName": "eq startswith", "userDisplayName": "eq startswith", "isPasswordlessCapable": "eq", "isSsprRegistered": "eq", "isSsprEnabled": "eq",
		"isSsprCapable": "eq", "methodsRegistered": "eq"},
	sort: []string{"userDisplayName", "userPrincipalName"},
	props: []userProp{
		text("id", true, func(_ *call, u *world.User) string { return u.ID }),
		text("userPrincipalName", true, func(_ *call, u *world.User) string { return u.UPN }),
		text("userDisplayName", true, func(_ *call, u *world.User) string { return u.Display }),
		text("userType", true, func(_ *call, u *world.User) string {
			if u.Kind == world.Guest {
				return "guest"
			}
			return "member"
		}),
		flag("isAdmin", func(u *world.User) bool { return u.Admin }),
		flag("isSsprRegistered", mfa), flag("isSsprEnabled", never), flag("isSsprCapable", never),
		flag("isMfaRegistered", mfa), flag("isMfaCapable", mfa),
		flag("isPasswordlessCapable", func(u *world.User) bool { return mfa(u) && u.Salt()%6 == 0 }),
		{name: "methodsRegistered", plain: true, write: func(b []byte, _ *call, u *world.User) []byte {
			switch {
			case !mfa(u):
				return append(b, `[]`...)
			case u.Salt()%4 == 0:
				return append(b, `["mobilePhone"]`...)
			default:
				return append(b, `["microsoftAuthenticatorPush","softwareOneTimePasscode"]`...)
			}
		}},
		flag("isSystemPreferredAuthenticationMethodEnabled", func(*world.User) bool { return true }),
		always("systemPreferredAuthenticationMethods", `[]`, true),
		{name: "userPreferredMethodForSecondaryAuthentication", plain: true, write: func(b []byte, _ *call, u *world.User) []byte {
			if mfa(u) {
				return append(b, `"push"`...)
			}
			return append(b, `"none"`...)
		}},
		{name: "lastUpdatedDateTime", plain: true, write: func(b []byte, c *call, _ *world.User) []byte {
			return moment(b, c.at.Add(-5*time.Hour).Truncate(time.Hour))
		}},
	},
}

func flag(name string, is func(*world.User) bool) userProp {
	return userProp{name: name, plain: true, write: func(b []byte, _ *call, u *world.User) []byte { return boolean(b, is(u)) }}
}

func never(*world.User) bool { return false }

// mfa says whether somebody registered a second factor: most who work did.
func mfa(u *world.User) bool { return u.From != 0 && u.Salt()%8 != 3 }

// registrationDetails is GET /reports/authenticationMethods/userRegistrationDetails.
func (s *Service) registrationDetails(c *call) *problem {
	if !c.tenant.EntraPremium(c.now) {
		return noPremium
	}
	return many(s, c, registration, c.tenant.Users, func(u *world.User) bool { return u.Present(c.now) && u.Enabled(c.now) })
}

// visit is one interactive sign-in.
type visit struct {
	user *world.User
	app  [2]string // id and name
	at   time.Time
}

var visited = [][2]string{
	{"d3590ed6-52b3-4102-aeff-aad2292ab01c", "Microsoft Office"},
	{"00000009-0000-0000-c000-000000000000", "Power BI Service"},
	{"09abbdfd-ed23-44ee-a2d9-a627aa1c90f3", "ProjectWorkManagement"},
	{"00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online"},
}

var visits = &entity[visit]{
	set: "auditLogs/signIns", noun: "signIn", page: 1000, max: 1000,
	filter: map[string]string{"appId": "eq", "appDisplayName": "eq startswith", "clientAppUsed": "eq", "createdDateTime": "eq ge le gt lt",
		"userId": "eq", "userPrincipalName": "eq startswith", "status/errorCode": "eq"},
	sort: []string{"createdDateTime"},
	props: []prop[visit]{
		visitText("id", func(v visit) string { return world.GUID(v.user.Salt(), uint64(v.at.Unix())) }),
		{name: "createdDateTime", plain: true, write: func(b []byte, _ *call, v visit) []byte { return moment(b, v.at) }},
		visitText("userDisplayName", func(v visit) string { return v.user.Display }),
		visitText("userPrincipalName", func(v visit) string { return strings.ToLower(v.user.UPN) }),
		visitText("userId", func(v visit) string { return v.user.ID }),
		visitText("appId", func(v visit) string { return v.app[0] }),
		visitText("appDisplayName", func(v visit) string { return v.app[1] }),
		visitText("ipAddress", func(v visit) string { return "203.0.113.7" }),
		visitText("clientAppUsed", func(v visit) string { return "Browser" }),
		visitText("correlationId", func(v visit) string { return world.GUID(uint64(v.at.Unix()), 5) }),
		visitText("conditionalAccessStatus", func(visit) string { return "notApplied" }),
		{name: "isInteractive", plain: true, write: func(b []byte, _ *call, _ visit) []byte { return boolean(b, true) }},
		visitText("resourceDisplayName", func(v visit) string { return v.app[1] }),
		visitText("resourceId", func(v visit) string { return v.app[0] }),
		{name: "status", plain: true, write: func(b []byte, _ *call, v visit) []byte {
			return append(b, `{"errorCode":0,"failureReason":"Other.","additionalDetails":null}`...)
		}},
	},
}

func visitText(name string, get func(visit) string) prop[visit] {
	return prop[visit]{name: name, plain: true, write: func(b []byte, _ *call, v visit) []byte { return quote(b, get(v)) }}
}

// signIns is GET /auditLogs/signIns: newest first, thirty days.
func (s *Service) signIns(c *call) *problem {
	if !c.tenant.EntraPremium(c.now) {
		return noPremium
	}
	var all []visit
	for day := c.now; day > c.now-30; day-- {
		for _, u := range c.tenant.Users {
			last := u.LastUse(day)
			if last == day && u.Present(day) && (u.Salt()+uint64(day))%3 == 0 {
				if at := day.At(u.Salt()); !at.After(c.at) {
					all = append(all, visit{u, visited[(u.Salt()>>5+uint64(day))%uint64(len(visited))], at})
				}
			}
		}
	}
	return many(s, c, visits, all, nil)
}
