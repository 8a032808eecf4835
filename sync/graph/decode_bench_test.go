package graph

import (
	stdjson "encoding/json"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkDecode is the choice of the decoder: one page of 500 users with the
// properties a scan asks for.
func BenchmarkDecode(b *testing.B) {
	body := []byte(usersPage(500))
	b.Run("encoding/json", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var page plainPage
			if err := stdjson.Unmarshal(body, &page); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("go-json-experiment", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var page plainPage
			if err := decode(body, &page); err != nil {
				b.Fatal(err)
			}
		}
	})
}

type plainPage struct {
	Next  string      `json:"@odata.nextLink"`
	Value []plainUser `json:"value"`
}

type plainUser struct {
	ID          string `json:"id"`
	UPN         string `json:"userPrincipalName"`
	Mail        string `json:"mail"`
	DisplayName string `json:"displayName"`
	GivenName   string `json:"givenName"`
	Surname     string `json:"surname"`
	JobTitle    string `json:"jobTitle"`
	Department  string `json:"department"`
	Country     string `json:"country"`
	Type        string `json:"userType"`
	Enabled     *bool  `json:"accountEnabled"`
	Synced      *bool  `json:"onPremisesSyncEnabled"`
	Created     string `json:"createdDateTime"`
	Assigned    []struct {
		SKUID string `json:"skuId"`
	} `json:"assignedLicenses"`
	Paths []struct {
		SKUID string `json:"skuId"`
		Group string `json:"assignedByGroup"`
		State string `json:"state"`
		Error string `json:"error"`
		Since string `json:"lastUpdatedDateTime"`
	} `json:"licenseAssignmentStates"`
	SignIns struct {
		Success        string `json:"lastSuccessfulSignInDateTime"`
		Interactive    string `json:"lastSignInDateTime"`
		NonInteractive string `json:"lastNonInteractiveSignInDateTime"`
	} `json:"signInActivity"`
}

// usersPage writes a page the way Graph does, null and unasked members included.
func usersPage(n int) string {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=abc","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"aaaaaaaa-0000-4000-8000-%012d","userPrincipalName":"user%d@harbourdental.example","mail":"user%d@harbourdental.example",`+
			`"displayName":"Mo Said %d","givenName":"Mo","surname":"Said","accountEnabled":true,"createdDateTime":"2022-03-04T10:11:12Z",`+
			`"jobTitle":null,"department":"Surgery","country":null,"userType":"Member","onPremisesSyncEnabled":null,`+
			`"assignedLicenses":[{"skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46","disabledPlans":[]}],`+
			`"licenseAssignmentStates":[{"skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46","assignedByGroup":null,"state":"Active","error":"None","disabledPlans":[],"lastUpdatedDateTime":"2024-05-06T07:08:09Z"}],`+
			`"signInActivity":{"lastSignInDateTime":"2026-08-30T06:00:00Z","lastSignInRequestId":"6a5ba86f-0000-4000-8000-000000000001","lastNonInteractiveSignInDateTime":"2026-09-29T21:00:00Z","lastNonInteractiveSignInRequestId":"6a5ba86f-0000-4000-8000-000000000002","lastSuccessfulSignInDateTime":"2026-09-29T21:00:00Z","lastSuccessfulSignInRequestId":"6a5ba86f-0000-4000-8000-000000000002"}}`, i, i, i, i)
	}
	b.WriteString(`]}`)
	return b.String()
}
