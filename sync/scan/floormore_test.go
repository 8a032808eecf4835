//go:build unix

package scan_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
)

// The floor of the sources beyond the first reports. Groups, deleted users and
// Copilot have next to no rows in a large simulated tenant and are left out,
// which is to the floor's advantage.

func (f *floor) workloads() {
	f.workload("getEmailActivityUserDetail", "email_activity", "last, sent, received, read", "Send Count", "Receive Count", "Read Count")
	f.workload("getTeamsUserActivityUserDetail", "teams_activity", "last, chats, calls, meetings", "Private Chat Message Count", "Call Count", "Meeting Count")
	f.workload("getSharePointActivityUserDetail", "sharepoint_activity", "last, viewed, pages", "Viewed Or Edited File Count", "Visited Page Count")
	f.workload("getOneDriveActivityUserDetail", "onedrive_activity", "last, viewed, synced, shared", "Viewed Or Edited File Count", "Synced File Count", "Shared Internally File Count")
	f.workload("getYammerActivityUserDetail", "viva_activity", "last, posted, read, liked", "Posted Count", "Read Count", "Liked Count")
}

// workload reads a report of one row a user: the last activity, then counts.
func (f *floor) workload(name, table, columns string, counts ...string) {
	stmt := f.prepare(table, "upn_key, upn, "+columns)
	state := "Is Deleted"
	if table == "viva_activity" {
		state = "User State"
	}
	values := make([]any, 3+len(counts))
	f.report(name+"(period='D180')", append([]string{"User Principal Name", state, "Last Activity Date"}, counts...), func(c []string) {
		if c[1] == "True" || c[1] == "deleted" {
			return
		}
		values[0], values[1], values[2] = strings.ToLower(c[0]), c[0], floorDay(c[2])
		for i := range counts {
			values[3+i] = floorInt(c[3+i])
		}
		f.exec(stmt, values...)
	})
}

func floorInt(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

func (f *floor) sites() {
	stmt := f.prepare("onedrive_sites", "upn_key, upn, url, last_active, bytes, files")
	f.report("getOneDriveUsageAccountDetail(period='D180')", []string{"Owner Principal Name", "Is Deleted", "Site URL", "Last Activity Date",
		"Storage Used (Byte)", "File Count"}, func(c []string) {
		if c[0] != "" && c[1] != "True" {
			f.exec(stmt, strings.ToLower(c[0]), c[0], c[2], floorDay(c[3]), floorInt(c[4]), floorInt(c[5]))
		}
	})
}

func (f *floor) apps() {
	columns := []string{"User Principal Name", "Last Activity Date", "Last Activation Date", "Windows", "Mac", "Mobile", "Web"}
	for _, app := range []string{"Outlook", "Word", "Excel", "PowerPoint", "OneNote", "Teams"} {
		for _, platform := range []string{"Windows", "Mac", "Mobile", "Web"} {
			columns = append(columns, app+" ("+platform+")")
		}
	}
	stmt := f.prepare("apps_use", "upn_key, upn, last, last_activation, windows, mac, mobile, web, apps")
	f.report("getM365AppUserDetail(period='D180')", columns, func(c []string) {
		bits := 0
		for i, cell := range c[7:] {
			if cell == "Yes" || cell == "True" {
				bits |= 1 << i
			}
		}
		f.exec(stmt, strings.ToLower(c[0]), c[0], floorDay(c[1]), floorDay(c[2]), c[3] == "Yes", c[4] == "Yes", c[5] == "Yes", c[6] == "Yes", bits)
	})
}

func (f *floor) activations() {
	stmt := f.prepare("activations", "upn_key, upn, product, last, windows, mac, mobile, shared")
	f.report("getOffice365ActivationsUserDetail", []string{"User Principal Name", "Product Type", "Last Activated Date", "Windows", "Mac",
		"iOS", "Activated On Shared Computer"}, func(c []string) {
		f.exec(stmt, strings.ToLower(c[0]), c[0], c[1], floorDay(c[2]), floorInt(c[3]), floorInt(c[4]), floorInt(c[5]), c[6] == "True")
	})
}

func (f *floor) mfa() {
	stmt := f.prepare("mfa", "user_id, registered, capable, admin, methods")
	next := f.place.Graph + "/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999&$select=id,isAdmin,isMfaRegistered,isMfaCapable,methodsRegistered"
	for next != "" && f.err == nil {
		var page struct {
			Next  string `json:"@odata.nextLink"`
			Value []struct {
				ID         string   `json:"id"`
				Admin      bool     `json:"isAdmin"`
				Registered bool     `json:"isMfaRegistered"`
				Capable    bool     `json:"isMfaCapable"`
				Methods    []string `json:"methodsRegistered"`
			} `json:"value"`
		}
		f.page(next, &page)
		for _, m := range page.Value {
			f.exec(stmt, m.ID, m.Registered, m.Capable, m.Admin, strings.Join(m.Methods, "\n"))
		}
		next = page.Next
	}
}

// The applications behind services, as few as the simulator signs in to.
var floorApps = map[string]string{
	"00000009-0000-0000-c000-000000000000": "powerbi",
	"09abbdfd-ed23-44ee-a2d9-a627aa1c90f3": "project",
}

func (f *floor) serviceSignIns() {
	filter := "createdDateTime ge " + time.Now().UTC().AddDate(0, 0, -30).Format(time.RFC3339) +
		" and (appId eq '00000009-0000-0000-c000-000000000000' or appId eq '09abbdfd-ed23-44ee-a2d9-a627aa1c90f3')"
	type key struct{ user, service string }
	newest := map[key]time.Time{}
	next := f.place.Graph + "/v1.0/auditLogs/signIns?$top=1000&$filter=" + url.PathEscape(filter)
	for next != "" && f.err == nil {
		var page struct {
			Next  string `json:"@odata.nextLink"`
			Value []struct {
				At   time.Time `json:"createdDateTime"`
				User string    `json:"userId"`
				App  string    `json:"appId"`
			} `json:"value"`
		}
		f.page(next, &page)
		for _, e := range page.Value {
			k := key{e.User, floorApps[e.App]}
			newest[k] = slices.MaxFunc([]time.Time{newest[k], e.At}, time.Time.Compare)
		}
		next = page.Next
	}
	stmt := f.prepare("service_sign_ins", "user_id, service, last")
	for k, at := range newest {
		f.exec(stmt, k.user, k.service, at.Unix())
	}
}

func (f *floor) page(address string, into any) {
	body := f.get(address)
	defer body.Close()
	if f.err == nil {
		f.err = json.UnmarshalRead(body, into)
	}
}
