package collect_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/collect"
	"msp-license-tracker/sync/graph"
)

const noPremium = `403 {"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant","message":"Neither tenant is B2C or tenant doesn't have premium license"}}`

func TestMFAOfTheDocumentation(t *testing.T) {
	h, o := run(t, collect.MFA, answers{"/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999": `{"value":[
		{"id":"BBBBBBBB-0000-4000-8000-000000000002","isAdmin":null,"isMfaRegistered":false,"methodsRegistered":null},
		{"id":"aaaaaaaa-0000-4000-8000-000000000001","userPrincipalName":"mo@harbourdental.example","isAdmin":true,"isMfaRegistered":true,"isMfaCapable":true,"methodsRegistered":["softwareOneTimePasscode","","fido2","fido2"],"brandNew":{}},
		{"id":"bbbbbbbb-0000-4000-8000-000000000002","isAdmin":false,"isMfaRegistered":false,"isMfaCapable":false,"methodsRegistered":[]},
		{"id":null}]}`})
	if got := o[models.CollectMFA]; got.Status != models.StatusOK || got.Rows != 2 {
		t.Fatalf("%+v", got)
	}
	same(t, "MFA", *h.MFA, []models.MFA{
		{UserID: "aaaaaaaa-0000-4000-8000-000000000001", Registered: models.Yes, Capable: models.Yes, Admin: models.Yes, Methods: []string{"fido2", "softwareOneTimePasscode"}},
		{UserID: "bbbbbbbb-0000-4000-8000-000000000002", Registered: models.No, Capable: models.No, Admin: models.No},
	})
}

func TestWithoutEntraP1AuditSourcesAreUnlicensedAndLeaveNothing(t *testing.T) {
	for _, c := range []collect.Collector{collect.MFA, collect.ServiceSignIns} {
		h, o := run(t, c, answers{"/": noPremium})
		if got := o[c.Name]; got.Status != models.StatusUnlicensed || got.Missing != "Microsoft Entra ID P1" || got.Fault == nil {
			t.Errorf("%+v", got)
		}
		_, o = run(t, c, answers{"/": `403 {"error":{"code":"Authentication_MSGraphPermissionMissing","message":"Calling principal does not have required MSGraph permissions AuditLog.Read.All"}}`})
		if got := o[c.Name]; got.Status != models.StatusDenied || got.Missing != "AuditLog.Read.All" {
			t.Errorf("%+v", got)
		}
		if h.MFA != nil || h.ServiceSignIns != nil {
			t.Error("a source that was not read left rows")
		}
	}
}

func TestGroupsAreAskedAsAnAdvancedQueryAndKeepOnlyLicensedOnes(t *testing.T) {
	h, o := run(t, collect.Groups, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("ConsistencyLevel") != "eventual" || r.URL.Query().Get("$filter") != "assignedLicenses/$count ne 0" || r.URL.Query().Get("$count") != "true" {
			t.Errorf("asked for %s, %v", r.URL, r.Header)
		}
		answers{"/v1.0/groups": `{"@odata.count":3,"value":[
			{"id":"99999999-0000-4000-8000-00000000000B","displayName":"Everyone","assignedLicenses":[{"skuId":"B"},{"skuId":"a"},{"skuId":"b"},{"skuId":null}],"hasMembersWithLicenseErrors":true},
			{"id":"99999999-0000-4000-8000-00000000000a","displayName":null,"assignedLicenses":[{"skuId":"a"}]},
			{"id":"x","displayName":"None","assignedLicenses":[]}]}`}.ServeHTTP(w, r)
	}))
	same(t, "groups", *h.Groups, []models.Group{
		{ID: "99999999-0000-4000-8000-00000000000a", SKUIDs: []string{"a"}},
		{ID: "99999999-0000-4000-8000-00000000000b", Name: "Everyone", SKUIDs: []string{"a", "b"}, HasErrors: models.Yes},
	})
	if o[models.CollectGroups].Rows != 2 {
		t.Errorf("%+v", o)
	}
}

func TestDeletedUsersGetTheirNameBack(t *testing.T) {
	h, _ := run(t, collect.DeletedUsers, answers{"/v1.0/directory/deletedItems/microsoft.graph.user": `{"value":[
		{"id":"AAAAAAAA-0000-4000-8000-000000000001","userPrincipalName":"aaaaaaaa000040008000000000000001mo@harbourdental.example","displayName":"Mo Said","deletedDateTime":"2026-09-20T10:00:00Z","assignedLicenses":[{"skuId":"A"}]},
		{"id":"bbbbbbbb-0000-4000-8000-000000000001","userPrincipalName":null,"displayName":null,"deletedDateTime":null,"assignedLicenses":null}]}`})
	same(t, "deleted", *h.DeletedUsers, []models.DeletedUser{
		{ID: "aaaaaaaa-0000-4000-8000-000000000001", UPN: mo, Name: "Mo Said", DeletedAt: time.Date(2026, 9, 20, 10, 0, 0, 0, time.UTC), SKUIDs: []string{"a"}},
		{ID: "bbbbbbbb-0000-4000-8000-000000000001"},
	})
}

func TestNoGroupsAndNoDeletedUsersAreAnAnswer(t *testing.T) {
	h, o := run(t, collect.Groups, answers{"/": `{"value":[]}`})
	if h.Groups == nil || o[models.CollectGroups].Status != models.StatusOK {
		t.Errorf("%+v", o)
	}
	h, o = run(t, collect.DeletedUsers, answers{"/": `{"value":[]}`})
	if h.DeletedUsers == nil || o[models.CollectDeletedUsers].Status != models.StatusOK {
		t.Errorf("%+v", o)
	}
}

const events = `{"value":[
	{"createdDateTime":"2026-09-29T10:00:00Z","userId":"U1","appId":"00000009-0000-0000-C000-000000000000","status":{"errorCode":0}},
	{"createdDateTime":"2026-09-28T10:00:00Z","userId":"u1","appId":"871c010f-5e61-4fb1-83ac-98610a7e9110","status":{"errorCode":0}},
	{"createdDateTime":"2026-09-30T10:00:00Z","userId":"u1","appId":"00000009-0000-0000-c000-000000000000","status":{"errorCode":50126}},
	{"createdDateTime":"2026-09-30T10:00:00Z","userId":"u1","appId":"00000009-0000-0000-c000-000000000000"},
	{"createdDateTime":"2026-09-27T10:00:00Z","userId":"u1","appId":"x","resourceId":"00000007-0000-0000-c000-000000000000","status":{"errorCode":0}},
	{"createdDateTime":"2026-09-27T10:00:00Z","userId":"u2","appId":"x","resourceId":null,"status":{"errorCode":0}},
	{"createdDateTime":null,"userId":"u2","appId":"00000009-0000-0000-c000-000000000000","status":{"errorCode":0}},
	{"createdDateTime":"2026-09-27T10:00:00Z","userId":"","appId":"00000009-0000-0000-c000-000000000000","status":{"errorCode":0}}]}`

func TestServiceSignInsKeepTheNewestSuccessOfEachUserAndService(t *testing.T) {
	h, o := run(t, collect.ServiceSignIns, answers{"/v1.0/auditLogs/signIns": events})
	same(t, "sign-ins", *h.ServiceSignIns, []models.ServiceSignIn{
		{UserID: "u1", Service: models.Dynamics, Last: time.Date(2026, 9, 27, 10, 0, 0, 0, time.UTC)},
		{UserID: "u1", Service: models.PowerBI, Last: time.Date(2026, 9, 29, 10, 0, 0, 0, time.UTC)},
	})
	if got := o[models.CollectServiceSignIns]; got.Status != models.StatusOK || !got.DataDate.Equal(now) {
		t.Errorf("%+v", got)
	}
}

func TestServiceSignInsBeginThirtyDaysBackAndThenWhereTheyLeftOff(t *testing.T) {
	for name, tc := range map[string]struct{ readTo, since time.Time }{
		"first read":     {time.Time{}, now.AddDate(0, 0, -30)},
		"the next day":   {now.AddDate(0, 0, -1), now.AddDate(0, 0, -2)}, // events come late
		"two months off": {now.AddDate(0, 0, -60), now.AddDate(0, 0, -30)},
	} {
		t.Run(name, func(t *testing.T) {
			var filter string
			srv := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				filter = r.URL.Query().Get("$filter")
				answers{"/": `{"value":[]}`}.ServeHTTP(w, r)
			}))
			defer srv.Close()
			where, _ := cloud.Named(cloud.Global)
			collect.ServiceSignIns.Run(context.Background(), collect.Source{
				Graph: graph.New(srv.URL, srv.Client()), Cloud: where, SignInsReadTo: tc.readTo,
				Now: func() time.Time { return now }, Rows: func(models.Collector, int) {},
			}, &models.Harvest{})
			want := "createdDateTime ge " + tc.since.Format(time.RFC3339) + " and (appId eq '00000007-"
			if !strings.HasPrefix(filter, want) || strings.Count(filter, "appId eq") != 9 {
				t.Errorf("asked for %s, want %s…", filter, want)
			}
		})
	}
}
