package msgraph

import (
	"math"

	"msp-license-tracker/sync/simulator/world"
)

// score is the Secure Score of a tenant on one day.
type score struct {
	day     world.Day
	percent float64
}

// scoresKept is how many days of scores there are.
const scoresKept = 90

// scores are newest first; each day differs a little from the one before.
func scores(c *call) []score {
	out := make([]score, 0, scoresKept)
	for i := range scoresKept {
		day := c.now - 1 - world.Day(i)
		drift := 2.5 * math.Sin(float64(day)/37+float64(len(c.tenant.Name)))
		out = append(out, score{day, c.tenant.Score + drift - float64(i)/45})
	}
	return out
}

type scoreProp = prop[score]

var secureScores = &entity[score]{
	set: "security/secureScores", noun: "secureScore", page: 100, max: 999,
	props: []scoreProp{
		{name: "id", plain: true, write: func(b []byte, c *call, x score) []byte { return quote(b, c.tenant.ID+"_"+x.day.String()) }},
		{name: "azureTenantId", plain: true, write: func(b []byte, c *call, _ score) []byte { return quote(b, c.tenant.ID) }},
		{name: "activeUserCount", plain: true, write: func(b []byte, c *call, x score) []byte {
			return integer(b, count(c.tenant.Users, func(u *world.User) bool { return u.Present(x.day) && u.LastUse(x.day) > x.day-30 }))
		}},
		{name: "createdDateTime", plain: true, write: func(b []byte, _ *call, x score) []byte { return moment(b, x.day.Time()) }},
		{name: "currentScore", plain: true, write: func(b []byte, c *call, x score) []byte {
			return float(b, x.percent/100*c.tenant.ScoreMax)
		}},
		{name: "enabledServices", plain: true, write: func(b []byte, _ *call, _ score) []byte {
			return append(b, `["HasExchange","HasSharePoint","HasTeams","HasAADP1"]`...)
		}},
		{name: "licensedUserCount", plain: true, write: func(b []byte, c *call, x score) []byte {
			return integer(b, count(c.tenant.Users, func(u *world.User) bool { return u.Present(x.day) && u.Licensed(x.day) }))
		}},
		{name: "maxScore", plain: true, write: func(b []byte, c *call, _ score) []byte { return float(b, c.tenant.ScoreMax) }},
		{name: "averageComparativeScores", plain: true, write: func(b []byte, _ *call, _ score) []byte {
			return append(b, `[{"basis":"AllTenants","averageScore":44.1},{"basis":"TotalSeats","averageScore":41.7}]`...)
		}},
		{name: "controlScores", plain: true, write: controls},
		{name: "vendorInformation", plain: true, write: func(b []byte, _ *call, _ score) []byte {
			return append(b, `{"provider":"SecureScore","providerVersion":null,"subProvider":null,"vendor":"Microsoft"}`...)
		}},
	},
}

// controls splits the score over a few well-known controls.
func controls(b []byte, _ *call, x score) []byte {
	return list(b, []string{"MFARegistrationV2", "AdminMFAV2", "BlockLegacyAuthentication", "PWAgePolicyNew", "SelfServicePasswordReset"},
		func(b []byte, name string) []byte {
			b = quote(append(b, `{"controlCategory":"Identity","controlName":`...), name)
			b = float(append(b, `,"description":"","score":`...), x.percent/100*9)
			return append(b, '}')
		})
}

// secureScore is GET /security/secureScores.
func (s *Service) secureScores(c *call) *problem {
	return many(s, c, secureScores, scores(c), nil)
}
