package collect_test

import (
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/collect"
)

const activityHeader = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Has Exchange License,Has OneDrive License,Has SharePoint License,Has Skype For Business License,Has Yammer License,Has Teams License,Exchange Last Activity Date,OneDrive Last Activity Date,SharePoint Last Activity Date,Skype For Business Last Activity Date,Yammer Last Activity Date,Teams Last Activity Date,Exchange License Assign Date,OneDrive License Assign Date,SharePoint License Assign Date,Skype For Business License Assign Date,Yammer License Assign Date,Teams License Assign Date,Assigned Products"

const moActivity = "2026-09-29,mo@harbourdental.example,Mo Said,False,,True,True,True,False,True,True,2026-09-28,2026-09-20,,,,2026-09-27,2022-03-04,2022-03-04,2022-03-04,,2022-03-04,2022-03-04,MICROSOFT 365 BUSINESS PREMIUM+ENTERPRISE MOBILITY + SECURITY E5"

func readActivity(t *testing.T, csv string) ([]models.Activity, models.Outcome) {
	t.Helper()
	h, o := run(t, collect.Activity, answers{"/v1.0/reports/getOffice365ActiveUserDetail(period='D180')": csv})
	if h.Activity == nil {
		return nil, o[models.CollectActivity]
	}
	return *h.Activity, o[models.CollectActivity]
}

func TestActivityOfTheDocumentation(t *testing.T) {
	rows, o := readActivity(t, "\xEF\xBB\xBF"+activityHeader+"\r\n"+moActivity+"\r\n")
	same(t, "activity", rows, []models.Activity{{UPN: "mo@harbourdental.example", Exchange: day(2026, 9, 28), OneDrive: day(2026, 9, 20), Teams: day(2026, 9, 27)}})
	if o.Status != models.StatusOK || o.Rows != 1 || !o.DataDate.Equal(day(2026, 9, 29)) || !o.ChangedAt.Equal(now) {
		t.Errorf("%+v", o)
	}
}

func TestActivityLeavesOutDeletedAccountsAndKeepsTheNewerOfTwoRows(t *testing.T) {
	older := strings.Replace(strings.Replace(moActivity, "mo@h", "MO@H", 1), "2026-09-28,2026-09-20", "2026-01-01,2026-01-01", 1)
	older = strings.Replace(older, "2026-09-27", "2026-01-02", 1)
	gone := strings.Replace(strings.Replace(moActivity, "mo@h", "gone@h", 1), "False", "True", 1)
	nobody := strings.Replace(moActivity, "mo@harbourdental.example", "", 1)
	first, _ := readActivity(t, strings.Join([]string{activityHeader, moActivity, older, gone, nobody}, "\n"))
	second, _ := readActivity(t, strings.Join([]string{activityHeader, nobody, gone, older, moActivity}, "\n"))
	if len(first) != 1 || first[0].UPN != "mo@harbourdental.example" {
		t.Errorf("%+v", first)
	}
	same(t, "the other way round", second, first)
}

func TestAReportWithoutRowsIsNoData(t *testing.T) {
	rows, o := readActivity(t, activityHeader+"\n")
	if rows != nil || o.Status != models.StatusNoData || !o.ChangedAt.IsZero() {
		t.Errorf("%v, %+v", rows, o)
	}
}

func TestConcealedNamesAreNeverStored(t *testing.T) {
	for name, tc := range map[string]struct {
		upns   []string
		status models.Status
		rows   int
	}{
		"hashes":                {[]string{"FE7CBA0123456789ABCDEF0123456789", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"}, models.StatusConcealed, 0},
		"GUIDs":                 {[]string{"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"}, models.StatusConcealed, 0},
		"one odd name of three": {[]string{"FE7CBA0123456789ABCDEF0123456789", "a@x.example", "b@x.example"}, models.StatusOK, 2},
		"names with an @":       {[]string{"FE7CBA012345678@ABCDEF0123456789"}, models.StatusOK, 1},
		"a word of 32 letters":  {[]string{"abcdefghijklmnopqrstuvwxyzabcdef"}, models.StatusOK, 1},
	} {
		t.Run(name, func(t *testing.T) {
			csv := activityHeader + "\n"
			for _, upn := range tc.upns {
				csv += strings.Replace(moActivity, "mo@harbourdental.example", upn, 1) + "\n"
			}
			rows, o := readActivity(t, csv)
			if o.Status != tc.status || len(rows) != tc.rows || !o.DataDate.Equal(day(2026, 9, 29)) {
				t.Errorf("%+v, %+v", o, rows)
			}
		})
	}
}

func TestAReportMustSayOfWhichDayItIs(t *testing.T) {
	_, o := readActivity(t, activityHeader+"\n"+strings.Replace(moActivity, "2026-09-29", "", 1)+"\n")
	if o.Status != models.StatusFailed {
		t.Errorf("%+v", o)
	}
}

const mailboxHeader = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Created Date,Last Activity Date,Item Count,Storage Used (Byte),Issue Warning Quota (Byte),Prohibit Send Quota (Byte),Prohibit Send/Receive Quota (Byte),Deleted Item Count,Deleted Item Size (Byte),Deleted Item Quota (Byte),Has Archive"

func readMailboxes(t *testing.T, csv string) ([]models.Mailbox, models.Outcome) {
	t.Helper()
	h, o := run(t, collect.Mailboxes, answers{"/v1.0/reports/getMailboxUsageDetail(period='D180')": csv})
	if h.Mailboxes == nil {
		return nil, o[models.CollectMailboxes]
	}
	return *h.Mailboxes, o[models.CollectMailboxes]
}

func TestMailboxesWithRecipientType(t *testing.T) {
	const row = "2026-09-29,%,Front Desk,False,,2022-03-04,2026-09-28,1200,53687091201,1,2,3,4,5,6,"
	lines := []string{mailboxHeader + ",Recipient Type,Report Period"}
	for _, end := range []string{"a@x.example:TRUE,SharedMailbox,180", "b@x.example:No,Shared,180", "c@x.example:,UserMailbox,180", "d@x.example:1,Room,180", "e@x.example:False,,180", "f@x.example:False,Group,180"} {
		upn, rest, _ := strings.Cut(end, ":")
		lines = append(lines, strings.Replace(row, "%", upn, 1)+rest)
	}
	rows, o := readMailboxes(t, strings.Join(lines, "\n")+"\n")
	if o.Status != models.StatusOK || o.Rows != 6 {
		t.Fatalf("%+v", o)
	}
	same(t, "first", rows[0], models.Mailbox{UPN: "a@x.example", Recipient: models.SharedMailbox, Bytes: 53687091201, Items: 1200, HasArchive: models.Yes, LastActive: day(2026, 9, 28)})
	kinds := []models.RecipientType{models.SharedMailbox, models.SharedMailbox, models.UserMailbox, models.RoomMailbox, "", "group"}
	archives := []models.Known{models.Yes, models.No, models.Unknown, models.Yes, models.No, models.No}
	for i, m := range rows {
		if m.Recipient != kinds[i] || m.HasArchive != archives[i] {
			t.Errorf("%+v", m)
		}
	}
}

func TestMailboxesWithoutRecipientTypeArePartial(t *testing.T) {
	rows, o := readMailboxes(t, mailboxHeader+",Report Period\r\n2026-09-29,a@x.example,A,False,,2022-03-04,,,10,1,2,3,4,5,6,False,180\r\n")
	if o.Status != models.StatusPartial || o.Missing != "Recipient Type" || len(rows) != 1 || rows[0].Recipient != "" || rows[0].Bytes != 10 {
		t.Errorf("%+v, %+v", o, rows)
	}
}

func TestDatesOfReportsAreDays(t *testing.T) {
	rows, _ := readActivity(t, activityHeader+"\n"+moActivity+"\n")
	for _, at := range []time.Time{rows[0].Exchange, rows[0].Teams} {
		if at.Hour() != 0 || at.Location() != time.UTC {
			t.Errorf("%v", at)
		}
	}
}
