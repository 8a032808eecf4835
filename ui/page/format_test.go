package page

import (
	"testing"
	"time"
)

func TestCountsHaveThousandsSeparators(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1500: "−1,500"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestDatesAreReadableAndUnknownIsSaid(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	if got := Date(time.Date(2026, 7, 12, 0, 0, 0, 0, time.UTC)); got != "12 Jul 2026" {
		t.Error(got)
	}
	if got := Date(time.Time{}); got != None {
		t.Errorf("the unknown day is %q", got)
	}
	ages := map[time.Duration]string{
		10 * time.Second:      "just now",
		12 * time.Minute:      "12 min",
		time.Hour:             "1 hour",
		26 * time.Hour:        "26 hours",
		6 * 24 * time.Hour:    "6 days",
		131 * 24 * time.Hour:  "4 months",
		1000 * 24 * time.Hour: "2 years",
	}
	for d, want := range ages {
		if got := Age(now.Add(-d), now); got != want {
			t.Errorf("Age(%v) = %q, want %q", d, got, want)
		}
	}
	if got := Age(time.Time{}, now); got != "never" {
		t.Errorf("the unknown time is %q", got)
	}
	if got := Until(now.Add(12*24*time.Hour), now); got != "in 12 days" {
		t.Error(got)
	}
	if got := Until(now, now); got != "today" {
		t.Error(got)
	}
}

func TestAPartNumberNeverStandsAlone(t *testing.T) {
	if got := ProductName("", "SPB"); got == "SPB" {
		t.Error("a part number stands alone")
	}
	if got := ProductName("Microsoft 365 Business Premium", "SPB"); got != "Microsoft 365 Business Premium" {
		t.Error(got)
	}
	if got := Percent(17.38); got != "17.4 %" {
		t.Error(got)
	}
}
