package faults

import "testing"

func TestCodesAreFaults(t *testing.T) {
	for text, want := range map[string]Rule{
		"53003:authorize@harbourdental.example:1": {Kind: AADSTS, Code: 53003, Target: "authorize", Tenant: "harbourdental.example", Count: 1},
		"aadsts:7000215:token":                    {Kind: AADSTS, Code: 7000215, Target: "token"},
		"invalid_grant":                           {Kind: OAuth, Name: "invalid_grant", Target: "token"},
		"Authorization_RequestDenied:users:2":     {Kind: Graph, Name: "Authorization_RequestDenied", Target: "users", Count: 2},
		"429:application-consents":                {Kind: Status, Code: 429, Target: "application-consents"},
	} {
		got, err := Parse(text)
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s: %+v %v", text, got, err)
		}
	}
	if _, err := Parse("Authorization_Nonsense:users"); err == nil {
		t.Error("an unknown code was accepted")
	}
}
