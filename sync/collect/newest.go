package collect

import "slices"

// newest sorts rows by key and keeps one row of each key: the newest by age
// where one is given, else the one that came last. Listings repeat rows when
// they change under the reader or start again; reports repeat renamed accounts.
func newest[T any](rows []T, key, age func(a, b *T) int) []T {
	if strictlySorted(rows, key) {
		return rows
	}
	order := make([]int32, len(rows))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		if c := key(&rows[i], &rows[j]); c != 0 {
			return c
		}
		if age != nil {
			if c := age(&rows[i], &rows[j]); c != 0 {
				return c
			}
		}
		return int(i - j)
	})
	kept := make([]T, 0, len(rows))
	for n, i := range order {
		if n+1 < len(order) && key(&rows[i], &rows[order[n+1]]) == 0 {
			continue
		}
		kept = append(kept, rows[i])
	}
	return kept
}

func strictlySorted[T any](rows []T, key func(a, b *T) int) bool {
	for i := 1; i < len(rows); i++ {
		if key(&rows[i-1], &rows[i]) >= 0 {
			return false
		}
	}
	return true
}

// compareFold compares user principal names, whose case differs between
// Microsoft's services. They are ASCII.
func compareFold(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if x, y := fold(a[i]), fold(b[i]); x != y {
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

func fold(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
