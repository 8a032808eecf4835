package faults

import (
	"testing"
	"time"
)

func TestListIsRead(t *testing.T) {
	rules, err := Parse("429:users:3, 503:*:2,truncate:users,reset,slow:skus:2s,401:midpaging,csv-columns,clock+1h,7000222:token:1,html:skus@harbour.example:1:after2,deny:Reports.Read.All")
	if err != nil {
		t.Fatal(err)
	}
	want := []Rule{
		{Kind: Status, Code: 429, Target: "users", Count: 3}, {Kind: Status, Code: 503, Target: "*", Count: 2},
		{Kind: Truncate, Target: "users"}, {Kind: Reset, Target: "*"}, {Kind: Slow, Target: "skus", Delay: 2 * time.Second},
		{Kind: Status, Code: 401, Target: MidPaging}, {Kind: CSVColumns, Target: "*"}, {Kind: Clock, Target: "*", Delay: time.Hour},
		{Kind: AADSTS, Code: 7000222, Target: "token", Count: 1},
		{Kind: HTML, Target: "skus", Tenant: "harbour.example", Count: 1, Skip: 2}, {Kind: Deny, Target: "Reports.Read.All"},
	}
	for i := range want {
		if i >= len(rules) || rules[i] != want[i] {
			t.Errorf("rule %d: %+v, want %+v", i, rules[i], want[i])
		}
	}
	for _, bad := range []string{"explode", "429:users:x", "clock", "slow:users:soon", "429:users:afterx"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestRulesAreUsedUpInOrder(t *testing.T) {
	var p Plan
	p.Set([]Rule{{Kind: Status, Code: 429, Target: "users", Count: 2, Skip: 1}, {Kind: Status, Code: 503, Target: "*", Count: 1}})
	users, skus := Request{Names: []string{"users"}}, Request{Names: []string{"skus"}}
	var got []int
	for _, r := range []Request{users, users, users, users, skus} {
		rule, _ := p.Take(r, Status)
		got = append(got, rule.Code)
	}
	want := []int{503, 429, 429, 0, 0}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"429:users:3", "clock+1h", "slow::1s", "a:b@c:1:after1", ",,", "reset:*"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, list string) {
		rules, err := Parse(list)
		if err != nil {
			return
		}
		var p Plan
		p.Set(rules)
		p.Take(Request{Names: []string{"users"}}, Status, Slow)
	})
}
