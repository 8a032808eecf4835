package transport

import (
	"net/http"
	"strings"
	"time"
)

// Quota is one documented limit: so much cost in a sliding window, counted per
// application and tenant.
type Quota struct {
	Service string
	Limit   int
	Window  time.Duration
}

// Microsoft's limits, a little below the documented figures where other
// programs with the same registration may share them.
var (
	directory = Quota{"directory", 3500, 10 * time.Second} // resource units of a tenant under 50 users, the smallest budget
	audit     = Quota{"audit", 5, 10 * time.Second}
	score     = Quota{"secure-score", 150, time.Minute}
	csvReport = Quota{"report", 14, 10 * time.Minute}       // each report by itself
	betaJSON  = Quota{"beta-report", 100, 10 * time.Minute} // each report by itself
)

// quotaOf says which budget a Graph request draws on and what it costs there.
// No service = no budget of ours.
func quotaOf(req *http.Request) (Quota, int) {
	version, path := splitVersion(req.URL.Path)
	switch {
	case strings.HasPrefix(path, "/reports/authenticationmethods"), strings.HasPrefix(path, "/auditlogs/"):
		return audit, 1
	case strings.HasPrefix(path, "/reports/"):
		q := csvReport
		if version == "beta" && strings.Contains(req.URL.RawQuery, "json") {
			q = betaJSON
		}
		q.Service += " " + reportName(path)
		return q, 1
	case strings.HasPrefix(path, "/security/"):
		return score, 1
	case strings.HasPrefix(path, "/admin/"), path == "/$batch":
		return Quota{}, 0
	}
	return directory, resourceUnits(path, req.URL.Query().Get("$select") != "", req.URL.Query().Get("$expand") != "")
}

func splitVersion(path string) (version, rest string) {
	path = strings.ToLower(path)
	for _, v := range []string{"v1.0", "beta"} {
		if rest, ok := strings.CutPrefix(path, "/"+v); ok {
			return v, rest
		}
	}
	return "", path
}

// reportName is the function without its argument: the quota of a report
// counts all its periods together.
func reportName(path string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, "/reports/"), "(")
	return name
}

// resourceUnits is the documented price of a directory read.
func resourceUnits(path string, selects, expands bool) int {
	units := 1
	switch {
	case strings.HasPrefix(path, "/subscribedskus"), strings.HasPrefix(path, "/contracts"), strings.HasSuffix(path, "/members"):
		units = 3
	case strings.HasSuffix(path, "/transitivemembers"):
		units = 5
	case strings.HasPrefix(path, "/users"), strings.HasPrefix(path, "/applications"):
		units = 2
	}
	if selects {
		units--
	}
	if expands {
		units++
	}
	return max(1, units)
}
