package collect_test

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/collect"
)

const (
	emailHeader    = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Last Activity Date,Send Count,Receive Count,Read Count,Meeting Created Count,Meeting Interacted Count,Assigned Products,Report Period"
	emailRow       = `2026-09-29,mo@harbourdental.example,"Said, Mo",False,,2026-09-28,12,340,210,2,5,MICROSOFT 365 BUSINESS PREMIUM+ENTERPRISE MOBILITY + SECURITY E5,180`
	teamsHeader    = "Report Refresh Date,Tenant Display Name,Shared Channel Tenant Display Names,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Post Messages,Reply Messages,Urgent Messages,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,Video Duration,Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,Screen Share Duration In Seconds,Has Other Action,Is Licensed,Report Period"
	teamsRow       = "2026-09-29,Harbour Dental,,u1,mo@harbourdental.example,2026-09-27,False,,MICROSOFT 365 BUSINESS PREMIUM,3,40,2,9,1,2,0,1,8,0,0,0,0,0,0,PT1H,PT0S,PT0S,3600,0,0,No,Yes,180"
	spHeader       = "Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,Viewed Or Edited File Count,Synced File Count,Shared Internally File Count,Shared Externally File Count,Visited Page Count,Assigned Products,Report Period"
	spRow          = "2026-09-29,mo@harbourdental.example,False,,2026-09-26,7,1,2,3,11,MICROSOFT 365 BUSINESS PREMIUM,180"
	odHeader       = "Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,Viewed Or Edited File Count,Synced File Count,Shared Internally File Count,Shared Externally File Count,Assigned Products,Report Period"
	odRow          = "2026-09-29,mo@harbourdental.example,False,,2026-09-25,7,4,2,3,MICROSOFT 365 BUSINESS PREMIUM,180"
	vivaHeader     = "Report Refresh Date,User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Posted Count,Read Count,Liked Count,Assigned Products,Report Period"
	vivaRow        = "2026-09-29,mo@harbourdental.example,Mo Said,active,2022-03-04,2026-09-24,1,20,3,MICROSOFT 365 BUSINESS PREMIUM,180"
	siteHeader     = "Report Refresh Date,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Storage Used (Byte),Storage Allocated (Byte),Owner Principal Name,Report Period"
	siteRow        = "2026-09-29,https://harbour-my.sharepoint.example/personal/mo,Mo Said,False,2026-09-23,120,4,53687091200,1099511627776,mo@harbourdental.example,180"
	activateHeader = "Report Refresh Date,User Principal Name,Display Name,Product Type,Last Activated Date,Windows,Mac,Windows 10 Mobile,iOS,Android,Activated On Shared Computer"
	activateRow    = "2026-09-29,mo@harbourdental.example,Mo Said,Microsoft 365 Apps,2026-08-01,2,1,0,1,3,False"
	appsHeader     = "Report Refresh Date,User Principal Name,Last Activation Date,Last Activity Date,Report Period,Windows,Mac,Mobile,Web,Outlook,Word,Excel,PowerPoint,OneNote,Teams,Outlook (Windows),Word (Windows),Excel (Windows),PowerPoint (Windows),OneNote (Windows),Teams (Windows),Outlook (Mac),Word (Mac),Excel (Mac),PowerPoint (Mac),OneNote (Mac),Teams (Mac),Outlook (Mobile),Word (Mobile),Excel (Mobile),PowerPoint (Mobile),OneNote (Mobile),Teams (Mobile),Outlook (Web),Word (Web),Excel (Web),PowerPoint (Web),OneNote (Web),Teams (Web)"
	appsRow        = "2026-09-29,mo@harbourdental.example,2026-08-01,2026-09-22,180,Yes,No,True,False,Yes,Yes,No,No,No,Yes,Yes,Yes,No,No,No,No,No,No,No,No,No,No,True,No,No,No,No,1,No,No,No,No,No,No"
)

// workload is one report with its documented row and what becomes of it.
type workload struct {
	collector   collect.Collector
	header, row string
	rows        func(models.Harvest) any
	want        any
}

const mo = "mo@harbourdental.example"

func workloads() []workload {
	return []workload{
		{collect.Email, emailHeader, emailRow, func(h models.Harvest) any { return h.Email },
			&[]models.EmailActivity{{UPN: mo, Last: day(2026, 9, 28), Sent: 12, Received: 340, Read: 210}}},
		{collect.Teams, teamsHeader, teamsRow, func(h models.Harvest) any { return h.Teams },
			&[]models.TeamsActivity{{UPN: mo, Last: day(2026, 9, 27), Chats: 43, Calls: 2, Meetings: 9}}},
		{collect.SharePoint, spHeader, spRow, func(h models.Harvest) any { return h.SharePoint },
			&[]models.SharePointActivity{{UPN: mo, Last: day(2026, 9, 26), Viewed: 7, Pages: 11}}},
		{collect.OneDriveActivity, odHeader, odRow, func(h models.Harvest) any { return h.OneDriveActivity },
			&[]models.OneDriveActivity{{UPN: mo, Last: day(2026, 9, 25), Viewed: 7, Synced: 4, Shared: 5}}},
		{collect.Viva, vivaHeader, vivaRow, func(h models.Harvest) any { return h.Viva },
			&[]models.VivaActivity{{UPN: mo, Last: day(2026, 9, 24), Posted: 1, Read: 20, Liked: 3}}},
		{collect.OneDrive, siteHeader, siteRow, func(h models.Harvest) any { return h.OneDrive },
			&[]models.OneDriveUsage{{UPN: mo, SiteURL: "https://harbour-my.sharepoint.example/personal/mo", Bytes: 53687091200, Files: 120, LastActive: day(2026, 9, 23)}}},
		{collect.Apps, appsHeader, appsRow, func(h models.Harvest) any { return h.Apps },
			&[]models.AppsUse{{UPN: mo, Last: day(2026, 9, 22), LastActivation: day(2026, 8, 1), Windows: true, Mobile: true,
				Apps: models.AppSet(0).With(models.Outlook, models.OnWindows).With(models.Word, models.OnWindows).
					With(models.Outlook, models.OnMobile).With(models.TeamsApp, models.OnMobile)}}},
		{collect.Activations, activateHeader, activateRow, func(h models.Harvest) any { return h.Activations },
			&[]models.Activation{{UPN: mo, Product: "Microsoft 365 Apps", Last: day(2026, 8, 1), Windows: 2, Mac: 1, Mobile: 4}}},
	}
}

func each(t *testing.T, test func(t *testing.T, w workload)) {
	for _, w := range workloads() {
		t.Run(string(w.collector.Name), func(t *testing.T) { test(t, w) })
	}
}

// read is the report with these rows below its header.
func (w workload) read(t *testing.T, header string, rows ...string) (any, models.Outcome) {
	t.Helper()
	h, o := run(t, w.collector, answers{w.collector.Path: strings.Join(append([]string{header}, rows...), "\r\n") + "\r\n"})
	return w.rows(h), o[w.collector.Name]
}

func TestEveryReportReadsTheRowOfTheDocumentation(t *testing.T) {
	each(t, func(t *testing.T, w workload) {
		got, o := w.read(t, "\xEF\xBB\xBF"+w.header, w.row)
		same(t, "rows", got, w.want)
		if o.Status != models.StatusOK || o.Rows != 1 || !o.DataDate.Equal(day(2026, 9, 29)) || o.Hash == "" {
			t.Errorf("%+v, %+v", o, o.Fault)
		}
	})
}

// reversed turns the columns round and puts an unknown one in front.
func reversed(line, first string) string {
	cells := strings.Split(line, ",")
	for i, j := 0, len(cells)-1; i < j; i, j = i+1, j-1 {
		cells[i], cells[j] = cells[j], cells[i]
	}
	return first + "," + strings.Join(cells, ",")
}

func TestColumnsAreFoundByNameWhereverTheyStand(t *testing.T) {
	each(t, func(t *testing.T, w workload) {
		row := strings.ReplaceAll(w.row, `"Said, Mo"`, "Mo Said") // split below
		got, o := w.read(t, strings.ToUpper(reversed(w.header, "Brand New")), reversed(row, "?"))
		same(t, "rows", got, w.want)
		if o.Status != models.StatusOK {
			t.Errorf("%+v", o.Fault)
		}
	})
}

func TestRepeatedRowsAndCaseChangesAreOneAccount(t *testing.T) {
	each(t, func(t *testing.T, w workload) {
		older := strings.ReplaceAll(w.row, "2026-09-2", "2026-01-2")
		older = strings.Replace(strings.Replace(older, "2026-01-29", "2026-09-29", 1), mo, strings.ToUpper(mo), 1)
		older = strings.Replace(older, "2026-08-01", "2026-02-01", 1) // activations
		got, o := w.read(t, w.header, w.row, older, w.row)
		same(t, "rows", got, w.want)
		if o.Rows != 1 {
			t.Errorf("%+v", o)
		}
	})
}

func TestEveryReportHasItsHostileAnswers(t *testing.T) {
	each(t, func(t *testing.T, w workload) {
		hidden := strings.Replace(w.row, mo, "FE7CBA0123456789ABCDEF0123456789", 1)
		for name, tc := range map[string]struct {
			rows   []string
			status models.Status
		}{
			"header only":   {nil, models.StatusNoData},
			"hidden names":  {[]string{hidden}, models.StatusConcealed},
			"no date":       {[]string{strings.Replace(w.row, "2026-09-29", "", 1)}, models.StatusFailed},
			"no real date":  {[]string{strings.Replace(w.row, "2026-09-29", "yesterday", 1)}, models.StatusFailed},
			"a cut row":     {[]string{w.row, "2026-09-29,jo"}, models.StatusFailed},
			"nobody's rows": {[]string{strings.Replace(w.row, mo, "", 1)}, models.StatusOK},
		} {
			got, o := w.read(t, w.header, tc.rows...)
			if o.Status != tc.status {
				t.Errorf("%s: %+v", name, o)
			}
			if o.Status != models.StatusOK && !o.ChangedAt.IsZero() {
				t.Errorf("%s left rows: %v", name, got)
			}
		}
		_, o := w.read(t, "<html><body>Sign in to the network</body></html>")
		if o.Status != models.StatusFailed || o.Fault.Code != "proxy-page" {
			t.Errorf("%+v", o)
		}
	})
}

func TestEveryReportNamesThePermissionItLacks(t *testing.T) {
	each(t, func(t *testing.T, w workload) {
		_, o := run(t, w.collector, answers{"/": `403 {"error":{"code":"UnknownError","message":"{\"error\":{\"code\":\"S2SUnauthorized\",\"message\":\"Invalid permission.\"}}"}}`})
		if got := o[w.collector.Name]; got.Status != models.StatusDenied || got.Missing != "Reports.Read.All" {
			t.Errorf("%+v", got)
		}
	})
}

func TestOneAccountCanHaveSeveralSitesAndProducts(t *testing.T) {
	second := strings.Replace(siteRow, "personal/mo", "personal/mo2", 1)
	h, _ := run(t, collect.OneDrive, answers{"/": siteHeader + "\n" + second + "\n" + siteRow + "\n"})
	if len(*h.OneDrive) != 2 {
		t.Errorf("%+v", *h.OneDrive)
	}
	visio := strings.Replace(activateRow, "Microsoft 365 Apps", "Visio Client", 1)
	h, _ = run(t, collect.Activations, answers{"/": activateHeader + "\n" + visio + "\n" + activateRow + "\n"})
	if len(*h.Activations) != 2 || (*h.Activations)[1].Product != "Visio Client" {
		t.Errorf("%+v", *h.Activations)
	}
}

func TestDeletedAccountsOfVivaAreLeftOut(t *testing.T) {
	gone := strings.Replace(strings.Replace(vivaRow, "active", "Deleted", 1), "mo@", "gone@", 1)
	h, _ := run(t, collect.Viva, answers{"/": vivaHeader + "\n" + vivaRow + "\n" + gone + "\n"})
	if len(*h.Viva) != 1 || (*h.Viva)[0].UPN != mo {
		t.Errorf("%+v", *h.Viva)
	}
}
