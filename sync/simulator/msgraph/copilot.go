package msgraph

import (
	"net/http"
	"strconv"
	"strings"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/world"
)

// Copilot reports: v1.0 streams CSV at once, beta answers JSON. Version 1
// counts in D30, version 2 in D28.

var copilotPeriods = map[string]map[string]int{
	"v1": {"D7": 7, "D30": 30, "D90": 90, "D180": 180, "ALL": 180},
	"v2": {"D7": 7, "D28": 28, "D90": 90, "D180": 180, "ALL": 180},
}

var copilotApps = []string{"Copilot Chat", "Microsoft Teams Copilot", "Word Copilot", "Excel Copilot", "PowerPoint Copilot",
	"Outlook Copilot", "OneNote Copilot", "Loop Copilot"}

// copilotArgs reads period and version of a call.
func copilotArgs(c *call) (days int, version string, p *problem) {
	version = "v1"
	if v, ok := c.args["version"]; ok {
		version = strings.ToLower(v)
	}
	days = copilotPeriods[version][strings.ToUpper(c.args["period"])]
	if days == 0 {
		return 0, "", badRequest("Invalid period value specified: %s.", c.args["period"])
	}
	return days, version, nil
}

func hasCopilot(v *view, u *world.User) bool {
	return v.gone(u) == 0 && u.Created <= v.refresh && v.plan(u, "M365_COPILOT_APPS", "M365_COPILOT_BUSINESS_CHAT", "M365_COPILOT_TEAMS")
}

// copilotDetail is the user detail report of a version.
func copilotDetail(version string) *report {
	r := &report{name: "getMicrosoft365CopilotUsageUserDetail", page: 200}
	add := func(csv string) { r.columns = append(r.columns, column{csv, lower(csv)}) }
	for _, name := range []string{"Report Refresh Date", "User Principal Name", "Display Name", "Last Activity Date"} {
		add(name)
	}
	for _, app := range copilotApps {
		add(app + " Last Activity Date")
	}
	extra := []string{}
	if version == "v2" {
		extra = []string{"Prompts submitted for all apps", "Prompts submitted for Copilot Chat (work)", "Prompts submitted for Copilot Chat (web)",
			"Active Usage Days for all apps", "Copilot Chat (work) Last Activity Date", "Copilot Chat (web) Last Activity Date",
			"Microsoft 365 Copilot Last Activity Date", "Edge Last Activity Date", "Copilot Agent Last Activity Date"}
	}
	for _, name := range extra {
		r.columns = append(r.columns, column{name, ""})
	}
	add("Report Period")
	r.cases = func(v *view, u *world.User, row func(...any)) {
		if !hasCopilot(v, u) {
			return
		}
		last := v.within(u.LastCopilot(v.refresh))
		cells := []any{v.refresh, v.upn(u), v.name(u.Display), last}
		for i := range copilotApps {
			cells = append(cells, copilotDay(u, i, last))
		}
		for i := range extra {
			switch {
			case i < 4 && last > v.refresh-world.Day(v.days):
				cells = append(cells, 1+int(u.Salt()>>uint(i))%20)
			case i < 4:
				cells = append(cells, 0)
			default:
				cells = append(cells, copilotDay(u, i, last))
			}
		}
		row(append(cells, period{})...)
	}
	r.pack = func(r *report, cells []any, days int) map[string]any {
		out := r.object(cells, days)
		delete(out, "reportPeriod")
		for k, v := range out {
			if v == nil {
				out[k] = ""
			}
		}
		out["copilotActivityUserDetailsByPeriod"] = []any{map[string]any{"reportPeriod": days}}
		return out
	}
	return r
}

// copilotDay is the last day in one app: some are never used.
func copilotDay(u *world.User, app int, last world.Day) world.Day {
	if last == 0 || (u.Salt()>>uint(app))%3 == 0 && app != 1 {
		return 0
	}
	return last - world.Day(app%4)
}

// copilotUsage is …/getMicrosoft365CopilotUsageUserDetail.
func (s *Service) copilotUsage(c *call) *problem {
	days, version, p := copilotArgs(c)
	if p != nil {
		return p
	}
	d := download{Tenant: c.tenant.ID, Days: days, Hidden: c.namesHidden()}
	if c.version == "beta" {
		return s.reportJSON(c, copilotDetail(version), d)
	}
	c.stream()
	if err := copilotDetail(version).writeCSV(c.w, s.view(d), s.shape(faults.Request{Names: []string{"copilot"}, Tenant: []string{c.tenant.ID}})); err != nil {
		return nil // the client has gone
	}
	return nil
}

func (c *call) stream() {
	c.w.Header().Set("Content-Type", "application/octet-stream")
	c.w.WriteHeader(http.StatusOK)
}

var copilotCounters = []string{"Microsoft Teams", "Word", "PowerPoint", "Outlook", "Excel", "OneNote", "Loop", "Any App", "Copilot Chat"}

// counters are enabled and active users per app on a day.
func copilotCount(v *view, day world.Day, days int) []int {
	enabled, active := 0, 0
	for _, u := range v.tenant.Users {
		if !hasCopilot(v, u) {
			continue
		}
		enabled++
		if last := u.LastCopilot(day); last != 0 && last > day-world.Day(days) {
			active++
		}
	}
	out := make([]int, 0, 2*len(copilotCounters))
	for i := range copilotCounters {
		n := active
		if i < 7 {
			n = active * (9 - i) / 9
		}
		out = append(out, enabled, n)
	}
	return out
}

// copilotSummary and copilotTrend are the two counts; trend is by day.
func (s *Service) copilotSummary(c *call) *problem { return s.copilotCounts(c, false) }
func (s *Service) copilotTrend(c *call) *problem   { return s.copilotCounts(c, true) }

func (s *Service) copilotCounts(c *call, trend bool) *problem {
	days, _, p := copilotArgs(c)
	if p != nil {
		return p
	}
	v := s.view(download{Tenant: c.tenant.ID, Days: days, Hidden: c.namesHidden()})
	dates := []world.Day{v.refresh}
	if trend {
		dates = nil
		for d := v.refresh - world.Day(days) + 1; d <= v.refresh; d++ {
			dates = append(dates, d)
		}
	}
	if c.version == "beta" {
		return c.json(200, copilotJSON(c, v, dates, days, trend))
	}
	c.stream()
	c.w.Write([]byte("\uFEFF" + copilotCSV(v, dates, days, trend)))
	return nil
}

func copilotCSV(v *view, dates []world.Day, days int, trend bool) string {
	var b strings.Builder
	b.WriteString("Report Refresh Date,")
	if trend {
		b.WriteString("Report Date")
	} else {
		b.WriteString("Report Period")
	}
	for _, name := range copilotCounters {
		b.WriteString("," + name + " Enabled Users," + name + " Active Users")
	}
	if trend {
		b.WriteString(",Report Period")
	}
	for _, d := range dates {
		b.WriteString("\n" + v.refresh.String() + ",")
		span := days
		if trend {
			b.WriteString(d.String())
			span = 1
		} else {
			b.WriteString(strconv.Itoa(days))
		}
		for _, n := range copilotCount(v, d, span) {
			b.WriteString("," + strconv.Itoa(n))
		}
		if trend {
			b.WriteString("," + strconv.Itoa(days))
		}
	}
	b.WriteString("\n")
	return b.String()
}

func copilotJSON(c *call, v *view, dates []world.Day, days int, trend bool) map[string]any {
	var rows []any
	for _, d := range dates {
		span, row := days, map[string]any{"reportPeriod": days}
		if trend {
			span, row = 1, map[string]any{"reportDate": d.String()}
		}
		counts := copilotCount(v, d, span)
		for i, name := range copilotCounters {
			row[lower(name)+"EnabledUsers"], row[lower(name)+"ActiveUsers"] = counts[2*i], counts[2*i+1]
		}
		rows = append(rows, row)
	}
	item := map[string]any{"reportRefreshDate": v.refresh.String(), "adoptionByProduct": rows}
	if trend {
		item = map[string]any{"reportRefreshDate": v.refresh.String(), "reportPeriod": days, "adoptionByDate": rows}
	}
	return map[string]any{"@odata.context": c.base() + "/$metadata#copilotReports", "value": []any{item}}
}
