package msgraph

import (
	"strings"
	"unicode"

	"msp-license-tracker/sync/simulator/world"
)

// Reports about Microsoft 365 apps: use by platform, and activations.

var (
	appNames  = []string{"Outlook", "Word", "Excel", "PowerPoint", "OneNote", "Teams"}
	platforms = []struct {
		name  string
		works world.Works
	}{{"Windows", world.Windows}, {"Mac", world.Mac}, {"Mobile", world.Mobile}, {"Web", world.Web}}
)

var m365Apps = &report{
	name: "getM365AppUserDetail", period: true, date: true, page: 200,
	columns: appColumns(),
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) || v.gone(u) != 0 {
			return
		}
		desktop := v.plan(u, "OFFICE_BUSINESS", "OFFICESUBSCRIPTION")
		on := func(w world.Works) bool {
			return u.Works&w != 0 && v.active(u, w) && (desktop || w == world.Web || w == world.Mobile)
		}
		var last, activated world.Day
		for _, p := range platforms {
			last = max(last, v.last(u, p.works))
		}
		if desktop && u.From != 0 && u.From <= v.refresh {
			activated = u.From + 1
		}
		cells := []any{v.refresh, v.upn(u), activated, last, period{}}
		for _, p := range platforms {
			cells = append(cells, yes(on(p.works)))
		}
		for i := range appNames {
			any := false
			for _, p := range platforms {
				any = any || on(p.works) && uses(u, i, p.works)
			}
			cells = append(cells, yes(any))
		}
		for _, p := range platforms {
			for i := range appNames {
				cells = append(cells, yes(on(p.works) && uses(u, i, p.works)))
			}
		}
		row(cells...)
	},
	pack: packApps,
}

// uses says whether somebody uses an app on a platform: mail always, the
// others by taste.
func uses(u *world.User, app int, w world.Works) bool {
	return app == 0 || (u.Salt()>>uint(app)+uint64(w))%3 != 0
}

func appColumns() []column {
	cols := []column{{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"},
		{"Last Activation Date", "lastActivationDate"}, {"Last Activity Date", "lastActivityDate"}, {"Report Period", "reportPeriod"}}
	for _, p := range platforms {
		cols = append(cols, column{p.name, lower(p.name)})
	}
	for _, a := range appNames {
		cols = append(cols, column{a, lower(a)})
	}
	for _, p := range platforms {
		for _, a := range appNames {
			cols = append(cols, column{a + " (" + p.name + ")", lower(a) + p.name})
		}
	}
	return cols
}

// lower writes a name in camel case.
func lower(s string) string {
	r := []rune(s)
	r[0] = unicode.ToLower(r[0])
	return strings.ReplaceAll(string(r), " ", "")
}

// packApps puts everything about use into details.
func packApps(r *report, cells []any, days int) map[string]any {
	flat := r.object(cells, days)
	details := map[string]any{}
	out := map[string]any{}
	for k, v := range flat {
		switch k {
		case "reportRefreshDate", "userPrincipalName", "lastActivationDate", "lastActivityDate":
			out[k] = v
		default:
			details[k] = v
		}
	}
	details["reportPeriod"] = days
	out["details"] = []any{details}
	return out
}

var activations = &report{
	name: "getOffice365ActivationsUserDetail", page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Display Name", "displayName"},
		{"Product Type", "productType"}, {"Last Activated Date", "lastActivatedDate"}, {"Windows", "windows"}, {"Mac", "mac"},
		{"Windows 10 Mobile", "windows10Mobile"}, {"iOS", "ios"}, {"Android", "android"}, {"Activated On Shared Computer", "activatedOnSharedComputer"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) || v.gone(u) != 0 {
			return
		}
		windows, mac := number(u.Works&world.Windows != 0), number(u.Works&world.Mac != 0)
		ios, android := number(u.Works&world.Mobile != 0 && u.Salt()%2 == 0), number(u.Works&world.Mobile != 0 && u.Salt()%2 == 1)
		product := func(kind string, use bool, plans ...string) {
			if !v.plan(u, plans...) {
				return
			}
			var day world.Day
			w, m := 0, 0
			if use && u.From != 0 {
				day, w, m = v.within(u.From+2), windows, mac
			}
			i, a := 0, 0
			if kind == "MICROSOFT 365 APPS" {
				i, a = ios, android
			}
			row(v.refresh, v.upn(u), v.name(u.Display), kind, day, w, m, 0, i, a, false)
		}
		product("MICROSOFT 365 APPS", true, "OFFICE_BUSINESS", "OFFICESUBSCRIPTION")
		product("PROJECT CLIENT", u.Salt()%2 == 0, "PROJECT_CLIENT_SUBSCRIPTION")
		product("VISIO CLIENT", u.Salt()%5 < 2, "VISIO_CLIENT_SUBSCRIPTION")
	},
	pack: packActivations,
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// packActivations puts the counts into userActivationCounts.
func packActivations(r *report, cells []any, days int) map[string]any {
	flat := r.object(cells, days)
	out, counts := map[string]any{}, map[string]any{}
	for k, v := range flat {
		switch k {
		case "reportRefreshDate", "userPrincipalName", "displayName":
			out[k] = v
		default:
			counts[k] = v
		}
	}
	out["userActivationCounts"] = []any{counts}
	return out
}
