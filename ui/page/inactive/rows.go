package inactive

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
)

// user is one inactive licensed user with all findings on their licences.
type user struct {
	tenantID, tenant string
	id, name, upn    string
	cause            insight.Cause
	certainty        insight.Certainty // the weakest of the findings
	days             int
	findings         []*insight.Finding
	monthly          money.Amount
	priced           bool
}

// causes of the page, in the order of their chips.
var causes = []insight.Cause{insight.Blocked, insight.NeverUsed, insight.Inactive}

// usersOf gathers the findings of blocked, never-used and inactive users, one
// row per person, most money first.
func usersOf(results []insight.Result) []user {
	byKey := map[string]*user{}
	var order []string
	for i := range results {
		for j := range results[i].Findings {
			f := &results[i].Findings[j]
			if !slices.Contains(causes, f.Cause) {
				continue
			}
			key := f.TenantID + "|" + f.UserID
			u, seen := byKey[key]
			if !seen {
				u = &user{tenantID: f.TenantID, tenant: f.TenantName, id: f.UserID, upn: f.UPN, cause: f.Cause, certainty: f.Certainty, days: f.Days,
					monthly: money.Zero(results[i].Currency)}
				u.name, _ = page.Who(f)
				byKey[key] = u
				order = append(order, key)
			}
			u.add(f)
		}
	}
	out := make([]user, 0, len(order))
	for _, k := range order {
		out = append(out, *byKey[k])
	}
	slices.SortStableFunc(out, func(a, b user) int { return b.monthly.Value.Cmp(a.monthly.Value) })
	return out
}

func (u *user) add(f *insight.Finding) {
	u.findings = append(u.findings, f)
	if f.Certainty == insight.Likely {
		u.certainty = insight.Likely
	}
	if f.Monthly != nil {
		u.monthly, u.priced = u.monthly.Add(*f.Monthly), true
	}
}

func (u *user) key() string { return u.tenantID + "|" + u.id }

// licences of a user by name.
func (u *user) licences() string {
	names := make([]string, 0, len(u.findings))
	for i := range u.findings {
		names = append(names, page.ShortProduct(u.findings[i].Product, u.findings[i].PartNumber))
	}
	return strings.Join(names, ", ")
}

func (u *user) amount() string {
	if !u.priced {
		return page.None
	}
	return u.monthly.Format()
}

// away is how long the user is away, in words.
func (u *user) away() string {
	switch {
	case u.findings[0].LastUse.IsZero():
		return lang.L("never")
	default:
		return page.Plural(u.days, "day", "days")
	}
}

// ofCause keeps the users of a cause; "" keeps all.
func ofCause(users []user, cause string) []user {
	if cause == "" {
		return users
	}
	return slices.DeleteFunc(slices.Clone(users), func(u user) bool { return string(u.cause) != cause })
}

// tally counts and sums the users of one cause; "" is all.
type tally struct {
	users int
	money money.Amount
}

func tallies(users []user) map[string]tally {
	out := map[string]tally{}
	for i := range users {
		for _, key := range []string{"", string(users[i].cause)} {
			t := out[key]
			out[key] = tally{t.users + 1, t.money.Add(users[i].monthly)}
		}
	}
	return out
}

func (t tally) text() string { return page.Count(t.users) + " · " + t.money.FormatWhole() }
