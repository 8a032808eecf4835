package insight

import (
	"slices"
	"strings"
	"unicode/utf8"

	"msp-license-tracker/models/money"
)

// sorted puts findings in order: precedence, most money first, then user and
// product. It compares through pointers and moves each finding once.
func sorted(findings []Finding) []Finding {
	order := make([]*Finding, len(findings))
	for i := range findings {
		order[i] = &findings[i]
	}
	slices.SortFunc(order, compareFindings)
	out := make([]Finding, len(order))
	for i, f := range order {
		out[i] = *f
	}
	return out
}

func compareFindings(a, b *Finding) int {
	if c := precedence(a.Cause) - precedence(b.Cause); c != 0 {
		return c
	}
	if c := compareMoney(b.Monthly, a.Monthly); c != 0 {
		return c
	}
	if c := byUser(a, b); c != 0 {
		return c
	}
	if c := strings.Compare(a.Product, b.Product); c != 0 {
		return c
	}
	return strings.Compare(a.SKUID, b.SKUID)
}

// byPrecedence is the order of decision 9: precedence, then UPN.
func byPrecedence(a, b *Finding) int {
	if c := precedence(a.Cause) - precedence(b.Cause); c != 0 {
		return c
	}
	return byUser(a, b)
}

// precedence of a cause: its place in Causes.
func precedence(c Cause) int { return slices.Index(Causes, c) }

func byUser(a, b *Finding) int {
	if c := compareUPN(a.UPN, b.UPN); c != 0 {
		return c
	}
	return strings.Compare(a.UserID, b.UserID)
}

// compareUPN ignores case, as Microsoft does. Nearly all UPNs are plain ASCII
// and are compared where they stand.
func compareUPN(a, b string) int {
	for i := range min(len(a), len(b)) {
		x, y := lower(a[i]), lower(b[i])
		if x >= utf8.RuneSelf || y >= utf8.RuneSelf {
			return strings.Compare(strings.ToLower(a), strings.ToLower(b))
		}
		if x != y {
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// compareMoney puts no amount below every amount.
func compareMoney(a, b *money.Amount) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return money.Compare(*a, *b)
}
