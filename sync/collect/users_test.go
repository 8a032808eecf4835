package collect_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/collect"
)

const (
	premium = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
	basic   = "3b555118-da6a-4418-894f-7df1e2096870"
	group1  = "99999999-0000-4000-8000-000000000001"
	group2  = "99999999-0000-4000-8000-000000000002"
)

// readOne reads a listing of one account.
func readOne(t *testing.T, user string) (models.User, *models.SignIn) {
	t.Helper()
	h, o := run(t, collect.Users, answers{"/v1.0/users?": `{"value":[` + user + `]}`})
	if o[models.CollectUsers].Status != models.StatusOK || o[models.CollectSignIns].Status != models.StatusOK {
		t.Fatalf("%+v", o)
	}
	if len(*h.SignIns) == 0 {
		return (*h.Users)[0], nil
	}
	return (*h.Users)[0], &(*h.SignIns)[0]
}

func TestUserOfTheDocumentation(t *testing.T) {
	u, s := readOne(t, `{"id":"AAAAAAAA-0000-4000-8000-000000000001","userPrincipalName":"mo@harbourdental.example","mail":"mo@harbourdental.example",
		"displayName":"Mo Said","givenName":"Mo","surname":"Said","accountEnabled":true,"createdDateTime":"2022-03-04T10:11:12Z",
		"jobTitle":null,"country":null,"usageLocation":"GB","userType":"Member","onPremisesSyncEnabled":null,
		"assignedLicenses":[{"skuId":"CBDC14AB-d96c-4c30-b9f4-6ada7cdc1d46","disabledPlans":[]}],
		"licenseAssignmentStates":[{"skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46","assignedByGroup":null,"state":"Active","error":"None","disabledPlans":[],"lastUpdatedDateTime":"2024-05-06T07:08:09Z"}],
		"signInActivity":{"lastSignInDateTime":"2026-08-30T06:00:00Z","lastSignInRequestId":"x","lastNonInteractiveSignInDateTime":"2026-09-29T21:00:00Z","lastSuccessfulSignInDateTime":"2026-09-29T23:00:00+02:00"}}`)
	same(t, "user", u, models.User{
		ID: "aaaaaaaa-0000-4000-8000-000000000001", UPN: "mo@harbourdental.example", Mail: "mo@harbourdental.example",
		DisplayName: "Mo Said", GivenName: "Mo", Surname: "Said", Type: models.Member, Enabled: models.Yes,
		CreatedAt: time.Date(2022, 3, 4, 10, 11, 12, 0, time.UTC),
		Licenses:  []models.License{{SKUID: premium, Direct: true, Since: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)}},
	})
	same(t, "sign-in", *s, models.SignIn{
		UserID:         "aaaaaaaa-0000-4000-8000-000000000001",
		Success:        time.Date(2026, 9, 29, 21, 0, 0, 0, time.UTC),
		Interactive:    time.Date(2026, 8, 30, 6, 0, 0, 0, time.UTC),
		NonInteractive: time.Date(2026, 9, 29, 21, 0, 0, 0, time.UTC),
	})
}

func TestEveryDisguiseOfNeverIsTheSame(t *testing.T) {
	for name, activity := range map[string]string{
		"absent":     ``,
		"null":       `,"signInActivity":null`,
		"empty":      `,"signInActivity":{}`,
		"null dates": `,"signInActivity":{"lastSignInDateTime":null,"lastNonInteractiveSignInDateTime":null,"lastSuccessfulSignInDateTime":null}`,
		"no text":    `,"signInActivity":{"lastSignInDateTime":"","lastSuccessfulSignInDateTime":""}`,
		"year one":   `,"signInActivity":{"lastSignInDateTime":"0001-01-01T00:00:00Z","lastSignInRequestId":"","lastSuccessfulSignInDateTime":"0001-01-01T00:00:00Z"}`,
	} {
		if _, s := readOne(t, `{"id":"a"`+activity+`}`); s != nil {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestADateNobodyCanReadIsAFailureNotNever(t *testing.T) {
	h, o := run(t, collect.Users, answers{"/v1.0/users?": `{"value":[{"id":"a","signInActivity":{"lastSuccessfulSignInDateTime":"last Tuesday"}}]}`})
	if o[models.CollectUsers].Status != models.StatusFailed || h.Users != nil || h.SignIns != nil {
		t.Errorf("%+v", o)
	}
}

func TestGuestsAreKnownByTypeOrName(t *testing.T) {
	for user, want := range map[string]models.UserType{
		`{"id":"a","userType":"Guest","userPrincipalName":"x@y.example"}`:                 models.Guest,
		`{"id":"a","userType":"guest"}`:                                                   models.Guest,
		`{"id":"a","userType":null,"userPrincipalName":"x_y.example#ext#@z.example"}`:     models.Guest,
		`{"id":"a","userType":"Member","userPrincipalName":"x_y.example#EXT#@z.example"}`: models.Guest,
		`{"id":"a","userType":null,"userPrincipalName":"x@y.example"}`:                    models.Member,
	} {
		if u, _ := readOne(t, user); u.Type != want {
			t.Errorf("%s: %s", user, u.Type)
		}
	}
}

func TestLicencePaths(t *testing.T) {
	path := func(sku, group, state, fault, since string) string {
		return fmt.Sprintf(`{"skuId":%q,"assignedByGroup":%s,"state":%q,"error":%s,"lastUpdatedDateTime":%s}`, sku, group, state, fault, since)
	}
	quoted := func(s string) string { return `"` + s + `"` }
	one, three := quoted("2024-01-01T00:00:00Z"), quoted("2024-03-01T00:00:00Z")
	for name, tc := range map[string]struct {
		assigned []string
		paths    []string
		want     []models.License
	}{
		"none": {nil, nil, nil},
		"direct and two groups are one licence since the first": {
			[]string{premium},
			[]string{path(premium, quoted(group2), "Active", "null", three), path(premium, "null", "Active", `""`, one), path(strings.ToUpper(premium), quoted(strings.ToUpper(group1)), "ActiveWithError", `"None"`, "null")},
			[]models.License{{SKUID: premium, Direct: true, Groups: []string{group1, group2}, Since: day(2024, 1, 1)}},
		},
		"a failing path beside a working one is no error": {
			[]string{premium},
			[]string{path(premium, quoted(group1), "Error", `"CountViolation"`, one), path(premium, quoted(group2), "Active", `"None"`, three)},
			[]models.License{{SKUID: premium, Groups: []string{group2}, Since: day(2024, 3, 1)}},
		},
		"only failing paths use no seat": {
			[]string{basic},
			[]string{path(basic, "null", "Active", `"None"`, one), path(premium, quoted(group1), "Error", `"CountViolation"`, three)},
			[]models.License{
				{SKUID: basic, Direct: true, Since: day(2024, 1, 1)},
				{SKUID: premium, Groups: []string{group1}, Error: "CountViolation"},
			},
		},
		"an error without name is still one": {nil, []string{path(premium, quoted(group1), "Error", `"None"`, three)},
			[]models.License{{SKUID: premium, Groups: []string{group1}, Error: "Other"}}},
		"the effective set decides": {[]string{premium, premium}, nil, []models.License{{SKUID: premium}}},
		"a path that is gone":       {nil, []string{path(premium, "null", "Disabled", "null", one)}, []models.License{}},
	} {
		t.Run(name, func(t *testing.T) {
			var assigned []string
			for _, sku := range tc.assigned {
				assigned = append(assigned, fmt.Sprintf(`{"skuId":%q,"disabledPlans":[]}`, sku))
			}
			u, _ := readOne(t, fmt.Sprintf(`{"id":"a","assignedLicenses":[%s],"licenseAssignmentStates":[%s]}`, strings.Join(assigned, ","), strings.Join(tc.paths, ",")))
			same(t, "licences", u.Licenses, tc.want)
		})
	}
}

func TestUsersThatCameTwiceAreOne(t *testing.T) {
	h, o := run(t, collect.Users, answers{
		"/v1.0/users?$top":  `{"@odata.nextLink":"{host}/v1.0/users?$skip","value":[{"id":"b","displayName":"old"},{"id":"A"}]}`,
		"/v1.0/users?$skip": `{"value":[{"id":"B","displayName":"new"},{"id":null,"displayName":"gone"}]}`,
	})
	same(t, "users", *h.Users, []models.User{{ID: "a", Type: models.Member}, {ID: "b", DisplayName: "new", Type: models.Member}})
	if o[models.CollectUsers].Rows != 2 {
		t.Errorf("%+v", o)
	}
}

func TestTheHashDoesNotDependOnTheOrder(t *testing.T) {
	_, first := run(t, collect.Users, answers{"/": `{"value":[{"id":"a"},{"id":"b"}]}`})
	_, second := run(t, collect.Users, answers{"/": `{"value":[{"id":"b"},{"id":"a"}]}`})
	_, third := run(t, collect.Users, answers{"/": `{"value":[{"id":"b"},{"id":"a","accountEnabled":false}]}`})
	if a, b, c := first[models.CollectUsers].Hash, second[models.CollectUsers].Hash, third[models.CollectUsers].Hash; a != b || a == c {
		t.Errorf("%s %s %s", a, b, c)
	}
}

func TestWithoutSignInsTheUsersAreStillRead(t *testing.T) {
	for _, tc := range []struct {
		code, message string
		status        models.Status
		missing       string
	}{
		{"Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C or tenant doesn't have premium license", models.StatusUnlicensed, "Microsoft Entra ID P1"},
		{"Authentication_MSGraphPermissionMissing", "Calling principal does not have required MSGraph permissions AuditLog.Read.All", models.StatusDenied, "AuditLog.Read.All"},
		{"Authorization_RequestDenied", "Insufficient privileges to complete the operation.", models.StatusDenied, "AuditLog.Read.All"},
	} {
		var asked []string
		h, o := run(t, collect.Users, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			q := r.URL.Query()
			asked = append(asked, q.Get("$top"))
			if strings.Contains(q.Get("$select"), "signInActivity") {
				w.WriteHeader(http.StatusForbidden)
				fmt.Fprintf(w, `{"error":{"code":%q,"message":%q}}`, tc.code, tc.message)
				return
			}
			fmt.Fprint(w, `{"value":[{"id":"a"}]}`)
		}))
		if len(*h.Users) != 1 || h.SignIns != nil || o[models.CollectUsers].Status != models.StatusOK {
			t.Errorf("%s: %+v", tc.code, o)
		}
		if got := o[models.CollectSignIns]; got.Status != tc.status || got.Missing != tc.missing || got.Fault == nil || got.Fault.Code != tc.code {
			t.Errorf("%s: %+v", tc.code, got)
		}
		if strings.Join(asked, " ") != "500 999" {
			t.Errorf("%s: page sizes %v", tc.code, asked)
		}
	}
}

func TestWhereUsersAreRefusedSignInsAreToo(t *testing.T) {
	h, o := run(t, collect.Users, answers{"/": `403 {"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`})
	for _, name := range collect.Users.Outcomes() {
		if got := o[name]; got.Status != models.StatusDenied || got.Missing != "User.Read.All" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if h.Users != nil || h.SignIns != nil {
		t.Error("rows from nowhere")
	}
}
