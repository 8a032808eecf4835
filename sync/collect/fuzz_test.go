package collect

import (
	"testing"

	"github.com/go-json-experiment/json"
)

func FuzzUser(f *testing.F) {
	f.Add([]byte(`{"id":"A","userPrincipalName":"mo@x.example","accountEnabled":true,"createdDateTime":"2022-03-04T10:11:12Z","assignedLicenses":[{"skuId":"B"}],"licenseAssignmentStates":[{"skuId":"b","assignedByGroup":null,"state":"Error","error":"None","lastUpdatedDateTime":"2024-05-06T07:08:09"}],"signInActivity":{"lastSignInDateTime":""}}`))
	f.Add([]byte(`{"id":null,"accountEnabled":null,"signInActivity":null,"assignedLicenses":null}`))
	f.Add([]byte(`{"id":"\u0041","createdDateTime":"0001-01-01T00:00:00Z"}`))
	f.Add([]byte(`{"id":1}`))
	f.Add([]byte(`{"accountEnabled":"yes"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var doc userDoc
		if json.Unmarshal(body, &doc) != nil {
			return
		}
		u := doc.user(make(texts))
		for i, l := range u.Licenses {
			if l.SKUID == "" || i > 0 && l.SKUID <= u.Licenses[i-1].SKUID {
				t.Errorf("licences without id or order: %+v", u.Licenses)
			}
		}
		if s := doc.signIn(); !s.Success.IsZero() && s.Success.Year() < 2 {
			t.Errorf("a sentinel came through: %v", s.Success)
		}
	})
}

func FuzzConcealed(f *testing.F) {
	f.Add("FE7CBA0123456789ABCDEF0123456789")
	f.Add("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
	f.Add("mo@harbourdental.example")
	f.Fuzz(func(t *testing.T, upn string) {
		if isConcealed(upn) && len(upn) != 32 && len(upn) != 36 {
			t.Errorf("%q", upn)
		}
	})
}

func FuzzSignInEvent(f *testing.F) {
	f.Add([]byte(`{"createdDateTime":"2026-09-29T10:00:00Z","userId":"U1","appId":"00000009-0000-0000-C000-000000000000","status":{"errorCode":0}}`))
	f.Add([]byte(`{"createdDateTime":"0001-01-01T00:00:00Z","userId":null,"status":null}`))
	f.Add([]byte(`{"status":{"errorCode":null}}`))
	f.Add([]byte(`{"status":{"errorCode":"0"}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var e signInEvent
		if json.Unmarshal(body, &e) != nil {
			return
		}
		if s, ok := e.seen(); ok && (s.UserID == "" || s.Service == "" || s.Last.IsZero()) {
			t.Errorf("%+v", s)
		}
	})
}

func FuzzDirectoryRows(f *testing.F) {
	f.Add([]byte(`{"id":"AAAAAAAA-0000-4000-8000-000000000001","userPrincipalName":"aaaaaaaa000040008000000000000001mo@x.example","deletedDateTime":"2026-09-20T10:00:00Z","assignedLicenses":[{"skuId":"A"}],"methodsRegistered":["fido2","fido2",""]}`))
	f.Add([]byte(`{"id":null,"userPrincipalName":"x","assignedLicenses":[{"skuId":null}],"methodsRegistered":null,"isMfaRegistered":null}`))
	f.Add([]byte(`{"averageComparativeScores":[{"basis":"AllTenants","averageScore":44.1}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var gone deletedDoc
		if json.Unmarshal(body, &gone) == nil && len(gone.upn()) > len(gone.UPN) {
			t.Errorf("%q grew to %q", gone.UPN, gone.upn())
		}
		var mfa mfaDoc
		if json.Unmarshal(body, &mfa) == nil {
			for i, m := range mfa.model(make(texts)).Methods {
				if m == "" {
					t.Errorf("method %d is empty", i)
				}
			}
		}
		var score secureScoreDoc
		if json.Unmarshal(body, &score) == nil {
			_ = score.average("AllTenants")
		}
		var group groupDoc
		if json.Unmarshal(body, &group) == nil {
			for _, sku := range skuIDs(group.Assigned) {
				if sku == "" {
					t.Error("a licence without id")
				}
			}
		}
	})
}
