package simulator

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// BenchmarkUsersOfALargeTenant reads every user of a tenant of 100,000 with
// the fields of a scan, decoding nothing but the next link.
func BenchmarkUsersOfALargeTenant(b *testing.B) {
	s, err := Start(context.Background(), Options{Tenants: 1, Users: 100000, Quotas: QuotasOff})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	hc := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.Cloud().Roots}}}
	defer hc.CloseIdleConnections()
	info := s.Tenants()[0]
	resp, err := hc.PostForm(s.Cloud().LoginURL+"/"+info.ID+"/oauth2/v2.0/token", url.Values{"grant_type": {"client_credentials"},
		"client_id": {info.ClientID}, "client_secret": {info.Secret}, "scope": {s.Cloud().Scope()}})
	if err != nil {
		b.Fatal(err)
	}
	var token struct {
		Access string `json:"access_token"`
	}
	err = json.NewDecoder(resp.Body).Decode(&token)
	resp.Body.Close()
	if err != nil {
		b.Fatal(err)
	}
	get := func(path string) int64 {
		req := httptest.NewRequest("GET", s.Cloud().GraphURL+path, nil)
		req.RequestURI = ""
		req.Header.Set("Authorization", "Bearer "+token.Access)
		resp, err := hc.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		defer resp.Body.Close()
		n, err := io.Copy(io.Discard, resp.Body)
		if err != nil || resp.StatusCode != 200 {
			b.Fatal(resp.Status, err)
		}
		return n
	}
	for _, tc := range []struct{ name, path string }{
		{"page", "/v1.0/users?$top=500&$select=id,userPrincipalName,mail,displayName,givenName,surname,jobTitle,department,country,userType,accountEnabled,onPremisesSyncEnabled,createdDateTime,assignedLicenses,licenseAssignmentStates,signInActivity"},
		{"active-users", "/v1.0/reports/getOffice365ActiveUserDetail(period='D180')"},
		{"mailboxes", "/v1.0/reports/getMailboxUsageDetail(period='D180')"},
		{"skus", "/v1.0/subscribedSkus"},
	} {
		b.Run(tc.name, func(b *testing.B) {
			b.ReportAllocs()
			var n int64
			for b.Loop() {
				n = get(tc.path)
			}
			b.ReportMetric(float64(n), "bytes/answer")
		})
	}
}
