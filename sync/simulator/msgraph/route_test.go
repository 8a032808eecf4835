package msgraph

import (
	"slices"
	"testing"
)

func TestPathsAreCutIntoSegmentsAndArguments(t *testing.T) {
	for path, want := range map[string][]string{
		"users":                             {"users"},
		"users/$count":                      {"users", "$count"},
		"users('mo@x.example')":             {"users", "mo@x.example"},
		"users/a%23EXT%23@x/licenseDetails": {"users", "a#EXT#@x", "licenseDetails"},
		"reports/getMailboxUsageDetail(period='D7')":          {"reports", "getMailboxUsageDetail"},
		"directory/deletedItems/microsoft.graph.user":         {"directory", "deletedItems", "user"},
		"directory/subscriptions(commerceSubscriptionId='c')": {"directory", "subscriptions"},
	} {
		if got, _ := split(path); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	_, args := split("copilot/reports/x(period='D28',version='v2')")
	if args["period"] != "D28" || args["version"] != "v2" {
		t.Errorf("arguments %v", args)
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"users", "users('a')", "a(b='c',d=e)/f", "%zz(", "((", "/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		segments, _ := split(path)
		for i := range routes {
			routes[i].match(segments)
		}
	})
}
