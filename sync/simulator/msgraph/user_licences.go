package msgraph

import (
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// assignedLicenses is the effective set: each product once.
func assignedLicenses(b []byte, c *call, u *world.User) []byte {
	b = append(b, '[')
	first := true
	for i := range u.Grants {
		g := &u.Grants[i]
		if g.Error != "" || !g.Held(c.now) || earlier(u, i, c.now) {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(b, `{"disabledPlans":[],"skuId":"`...)
		b = append(b, g.SKU.SKUID...)
		b = append(b, `"}`...)
	}
	return append(b, ']')
}

// earlier says whether a path before i already gives the same product.
func earlier(u *world.User, i int, now world.Day) bool {
	for j := range i {
		g := &u.Grants[j]
		if g.SKU == u.Grants[i].SKU && g.Error == "" && g.Held(now) {
			return true
		}
	}
	return false
}

// assignmentStates has one entry per path: direct and each group.
func assignmentStates(b []byte, c *call, u *world.User) []byte {
	b = append(b, '[')
	first := true
	for i := range u.Grants {
		g := &u.Grants[i]
		if !g.Held(c.now) {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		group, state, fault := "", "Active", "None"
		if g.Group != nil {
			group = g.Group.ID
		}
		if g.Error != "" {
			state, fault = "Error", g.Error
		}
		b = maybe(append(b, `{"assignedByGroup":`...), group)
		b = append(b, `,"disabledPlans":[],"error":"`...)
		b = append(b, fault...)
		b = moment(append(b, `","lastUpdatedDateTime":`...), g.From.At(u.Salt()+uint64(i)))
		b = append(append(b, `,"skuId":"`...), g.SKU.SKUID...)
		b = append(append(b, `","state":"`...), state...)
		b = append(b, `"}`...)
	}
	return append(b, ']')
}

// assignedPlans lists the service plans of everything held.
func assignedPlans(b []byte, c *call, u *world.User) []byte {
	b = append(b, '[')
	first := true
	for i := range u.Grants {
		g := &u.Grants[i]
		if g.Error != "" || !g.Held(c.now) || earlier(u, i, c.now) {
			continue
		}
		for _, plan := range g.SKU.Plans {
			if !first {
				b = append(b, ',')
			}
			first = false
			b = moment(append(b, `{"assignedDateTime":`...), g.From.At(u.Salt()))
			b = append(b, `,"capabilityStatus":"Enabled","service":`...)
			b = quote(b, service(plan.Name))
			b = append(append(append(b, `,"servicePlanId":"`...), plan.ID...), `"}`...)
		}
	}
	return append(b, ']')
}

// service guesses the service a plan belongs to from its name.
func service(plan string) string {
	for _, s := range [...]struct{ part, service string }{
		{"EXCHANGE", "exchange"}, {"SHAREPOINT", "SharePoint"}, {"ONEDRIVE", "SharePoint"}, {"TEAMS", "TeamspaceAPI"},
		{"AAD_", "AADPremiumService"}, {"MFA", "MultiFactorService"}, {"INTUNE", "SCO"}, {"OFFICE", "MicrosoftOffice"},
		{"YAMMER", "YammerEnterprise"}, {"RMS", "RMSOnline"}, {"FLOW", "ProcessSimple"}, {"POWERAPPS", "PowerAppsService"},
		{"MCO", "MicrosoftCommunicationsOnline"}, {"BI_", "PowerBI"}, {"PROJECT", "MicrosoftProject"}, {"VISIO", "VisioOnline"},
	} {
		if strings.Contains(plan, s.part) {
			return s.service
		}
	}
	return "MicrosoftOffice"
}

// noSignInActivity says whether the whole object is absent: nobody ever
// signed in and the directory says it that way.
func noSignInActivity(c *call, u *world.User) bool {
	return u.LastUse(c.now) == 0 && u.Attempt == 0 && u.Style == world.Absent
}

// signInActivity writes last attempts and last success, or a missing value in
// one of the spellings the directory has for it.
func signInActivity(b []byte, c *call, u *world.User) []byte {
	use := u.LastUse(c.now)
	if use == 0 {
		var attempt time.Time
		if u.Attempt != 0 && u.Attempt <= c.now {
			attempt = u.Attempt.At(u.Salt())
		}
		return noSignIn(b, c, u, attempt)
	}
	success := before(use.At(u.Salt()), c.at)
	interactive := before(max(use-world.Day(u.Salt()%15), u.From).At(u.Salt()+7), c.at)
	if u.Until != 0 && u.Until <= c.now && u.Salt()%3 == 0 {
		interactive = max(c.now-4, use).At(u.Salt()) // somebody tries the old password
	}
	b = append(b, `{"lastSignInDateTime":`...)
	b = entry(b, "lastSignInRequestId", interactive, u.Salt())
	b = append(b, `,"lastNonInteractiveSignInDateTime":`...)
	b = entry(b, "lastNonInteractiveSignInRequestId", success, u.Salt()+1)
	b = append(b, `,"lastSuccessfulSignInDateTime":`...)
	b = entry(b, "lastSuccessfulSignInRequestId", success, u.Salt()+1)
	return append(b, '}')
}

// before keeps a moment out of the future.
func before(t, now time.Time) time.Time {
	if t.After(now) {
		return now.Add(-40 * time.Minute).Truncate(time.Second)
	}
	return t
}

func entry(b []byte, id string, at time.Time, salt uint64) []byte {
	b = moment(b, at)
	b = append(append(append(b, `,"`...), id...), `":"`...)
	b = append(b, world.GUID(salt, uint64(at.Unix()))...)
	return append(b, '"')
}

// noSignIn writes the object of somebody who never got in. Dates of "" come
// only on demand: typed SDKs refuse them, although Microsoft's own example
// has one.
func noSignIn(b []byte, c *call, u *world.User, attempt time.Time) []byte {
	value, id := `null`, `null`
	switch {
	case c.emptyDates:
		value, id = `""`, `""`
	case u.Style == world.Empty:
		id = `""`
	case u.Style == world.Sentinel:
		value, id = `"0001-01-01T00:00:00Z"`, `""`
	}
	first, firstID := value, id
	if !attempt.IsZero() {
		first, firstID = string(moment(nil, attempt)), string(quote(nil, world.GUID(u.Salt(), 3)))
	}
	b = append(append(b, `{"lastSignInDateTime":`...), first...)
	b = append(append(b, `,"lastSignInRequestId":`...), firstID...)
	b = append(append(b, `,"lastNonInteractiveSignInDateTime":`...), value...)
	b = append(append(b, `,"lastNonInteractiveSignInRequestId":`...), id...)
	b = append(append(b, `,"lastSuccessfulSignInDateTime":`...), value...)
	b = append(append(b, `,"lastSuccessfulSignInRequestId":`...), id...)
	return append(b, '}')
}
