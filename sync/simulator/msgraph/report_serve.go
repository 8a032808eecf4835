package msgraph

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/world"
)

// download is what a pre-authenticated report address carries.
type download struct {
	Tenant string
	Report string
	Days   int
	Day    world.Day // by-date report
	Ends   int64
	Hidden bool // names are concealed from the person who asked
}

// downloadLife is how long such an address works.
const downloadLife = 5 * time.Minute

// DownloadPath is where the download host serves reports.
const DownloadPath = "/data/download/"

var datePattern = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// usage answers a usage report function: CSV through a redirect, or JSON
// where beta is asked for it.
func (s *Service) usage(c *call, r *report) *problem {
	d, p := r.asked(c)
	if p != nil {
		return p
	}
	if strings.Contains(strings.ToLower(c.query.Format), "json") && c.version == "beta" {
		return s.reportJSON(c, r, d)
	}
	d.Ends = s.o.Clock().Add(downloadLife).Unix()
	h := c.w.Header()
	h.Set("Location", s.o.DownloadURL(c.r.Host)+DownloadPath+s.mint.Seal(d))
	h.Set("Content-Type", "text/plain")
	c.w.WriteHeader(http.StatusFound)
	return nil
}

// asked reads period or date of a report call.
func (r *report) asked(c *call) (download, *problem) {
	d := download{Tenant: c.tenant.ID, Report: r.name, Hidden: c.namesHidden()}
	for arg, v := range c.args {
		switch {
		case arg == "period" && r.period:
			d.Days = periods[strings.ToUpper(v)]
			if d.Days == 0 {
				return d, badRequest("Invalid period value specified: %s. Supported values are: D7,D30,D90,D180.", v)
			}
		case arg == "date" && r.date && datePattern.MatchString(v):
			t, err := time.Parse(time.DateOnly, v)
			if d.Day = world.DayOf(t); err != nil || d.Day > c.now || d.Day < c.now-30 {
				return d, badRequest("Invalid date value specified: %s. Only data for the past 30 days is available.", v)
			}
		default:
			return d, unknownSegment(r.name)
		}
	}
	if (r.period || r.date) && d.Days == 0 && d.Day == 0 {
		return d, unknownSegment(r.name)
	}
	return d, nil
}

var periods = map[string]int{"D7": 7, "D30": 30, "D90": 90, "D180": 180}

// view is the tenant as a report shows it: as of two days ago.
func (s *Service) view(d download) *view {
	t := s.o.World.Tenant(d.Tenant)
	_, hidden := s.concealed(t)
	v := &view{tenant: t, refresh: world.DayOf(s.o.Now()) - refreshLag, days: d.Days, hidden: hidden || d.Hidden}
	if d.Day != 0 {
		v.refresh = min(d.Day, v.refresh)
	}
	return v
}

// Download serves a report to whoever holds its address; no token is needed,
// and a bearer token that leaks here is refused.
func (s *Service) Download(w http.ResponseWriter, r *http.Request) {
	s.identify(w, r)
	var d download
	if s.mint.Open(strings.TrimPrefix(r.URL.Path, DownloadPath), &d) != nil {
		http.Error(w, "The address is not valid.", http.StatusNotFound)
		return
	}
	if s.o.Clock().Unix() > d.Ends {
		http.Error(w, "The address has expired.", http.StatusForbidden)
		return
	}
	if r.Header.Get("Authorization") != "" && !s.o.BearerOnDownload {
		http.Error(w, "Authorization header is not allowed on a pre-authenticated address.", http.StatusBadRequest)
		return
	}
	rep := reports[d.Report]
	req := faults.Request{Names: []string{"download", d.Report}, Tenant: []string{d.Tenant}}
	if rule, ok := s.o.Faults.Take(req, faults.Status); ok {
		http.Error(w, "The report is not available.", rule.Code)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename="`+strings.TrimPrefix(d.Report, "get")+".csv\"")
	if err := rep.writeCSV(w, s.view(d), s.shape(req)); err != nil {
		return // the client has gone
	}
}

// shape asks the faults how the CSV is to look.
func (s *Service) shape(req faults.Request) shape {
	var sh shape
	req.Names = append(req.Names, "reports")
	_, sh.noBOM = s.o.Faults.Take(req, faults.NoBOM)
	_, sh.header = s.o.Faults.Take(req, faults.HeaderOnly)
	_, sh.shuffle = s.o.Faults.Take(req, faults.CSVColumns)
	return sh
}

// reportJSON answers the beta form: pages of objects.
func (s *Service) reportJSON(c *call, r *report, d download) *problem {
	from, p := s.reportPlace(c)
	if p != nil {
		return p
	}
	v := s.view(d)
	size := r.page
	if c.query.Top > 0 {
		size = min(c.query.Top, max(r.page, 999))
	}
	var items []map[string]any
	n := 0
	r.rows(v, func(cells []any) {
		if n++; n <= from || len(items) >= size {
			return
		}
		if r.pack != nil {
			items = append(items, r.pack(r, cells, v.days))
			return
		}
		items = append(items, r.object(cells, v.days))
	})
	body := map[string]any{"@odata.context": c.base() + "/$metadata#reports." + r.name, "value": nonNil(items)}
	if n > from+size {
		body["@odata.nextLink"] = s.next(c, from+size)
	}
	return c.json(200, body)
}

func (s *Service) reportPlace(c *call) (int, *problem) {
	if c.query.Token == "" {
		return 0, nil
	}
	return s.place(c)
}

func nonNil(items []map[string]any) []map[string]any {
	if items == nil {
		return []map[string]any{}
	}
	return items
}

// object turns cells into a JSON object, column by column.
func (r *report) object(cells []any, days int) map[string]any {
	out := map[string]any{}
	for i, cell := range cells {
		if name := r.columns[i].json; name != "" {
			out[name] = jsonCell(cell, days)
		}
	}
	return out
}

func jsonCell(x any, days int) any {
	switch x := x.(type) {
	case world.Day:
		if x == 0 {
			return nil
		}
		return x.String()
	case yes:
		return bool(x)
	case period:
		return strconv.Itoa(days)
	case []string:
		if x == nil {
			return []string{}
		}
		return x
	default:
		return x
	}
}
