//go:build ci

package datatable

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
)

type user struct {
	name, upn, licence, country string
	amount                      float64
}

var userColumns = []Column[*user]{
	{ID: "name", Title: "Name", Bold: true, Text: func(u *user) string { return u.name }, Sub: func(u *user) string { return u.upn }},
	{ID: "licence", Title: "Licence", Text: func(u *user) string { return u.licence }},
	{ID: "country", Title: "Country", Width: 80, Text: func(u *user) string { return u.country }},
	{ID: "sure", Title: "Certainty", Width: 90, Text: func(*user) string { return "sure" }, Badge: func(*user) (string, theme.Tone) { return "sure", theme.Positive }},
	{ID: "amount", Title: "Per month", Width: 100, Align: fyne.TextAlignTrailing, Text: func(u *user) string { return fmt.Sprintf("£%.2f", u.amount) }, Number: func(u *user) float64 { return u.amount }},
}

func hundredThousand() []*user {
	rows := make([]*user, 100_000)
	for i := range rows {
		j := i * 7919 % 100_003
		rows[i] = &user{
			name:    fmt.Sprintf("%s %05d of a long family name", []string{"Anna", "Tomasz", "Lena", "Piet", "Info"}[j%5], j),
			upn:     fmt.Sprintf("user%06d@fjordlogistics.example", j),
			licence: []string{"Microsoft 365 Business Premium", "Microsoft 365 E3", "Visio Plan 2"}[j%3],
			country: []string{"NO", "DE", "GB"}[j%3],
			amount:  float64(j%4000) / 100,
		}
	}
	return rows
}

// Each case is asked cold, with nothing remembered, and warm, as when the
// direction turns. The floor sorts plain values of the same rows.
func BenchmarkSort100k(b *testing.B) {
	rows := hundredThousand()
	cold := func(key sortKey) func(*testing.B) {
		return func(b *testing.B) {
			for b.Loop() {
				newEngine(userColumns, rows).view(query[*user]{sort: []sortKey{key}})
			}
		}
	}
	warm := func(keys ...sortKey) func(*testing.B) {
		return func(b *testing.B) {
			e := newEngine(userColumns, rows)
			e.view(query[*user]{sort: keys})
			for b.Loop() {
				e.view(query[*user]{sort: keys})
			}
		}
	}
	b.Run("text cold", cold(sortKey{0, false}))
	b.Run("number cold", cold(sortKey{4, true}))
	b.Run("text warm", warm(sortKey{0, true}))
	b.Run("two keys warm", warm(sortKey{1, false}, sortKey{4, true}))
	b.Run("floor text", func(b *testing.B) {
		for b.Loop() {
			order := numbersTo(len(rows))
			slices.SortFunc(order, func(x, y int32) int { return strings.Compare(rows[x].name, rows[y].name) })
		}
	})
	b.Run("floor number", func(b *testing.B) {
		for b.Loop() {
			order := numbersTo(len(rows))
			slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(rows[x].amount, rows[y].amount) })
		}
	})
}

func numbersTo(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

func BenchmarkFilter100k(b *testing.B) {
	rows := hundredThousand()
	e := newEngine(userColumns, rows)
	sorted := []sortKey{{0, false}}
	e.view(query[*user]{search: "x", sort: sorted})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			e.view(query[*user]{search: "lena visio", sort: sorted})
		}
	})
	b.Run("search cold", func(b *testing.B) {
		for b.Loop() {
			newEngine(userColumns, rows).view(query[*user]{search: "lena visio"})
		}
	})
	b.Run("filter", func(b *testing.B) {
		for b.Loop() {
			e.view(query[*user]{filter: func(u *user) bool { return u.country == "DE" }, sort: sorted})
		}
	})
	b.Run("floor", func(b *testing.B) {
		found := 0
		for b.Loop() {
			for i := range rows {
				if bytes.Contains(e.hay.row(int32(i)), []byte("lena")) {
					found++
				}
			}
		}
	})
}

// A wheel tick moves three rows; a page is a jump of a whole window. The floor
// does the same with rows that draw nothing.
func BenchmarkScroll100k(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.DefaultBrand, theme.Light))
	table := New(userColumns, Options[*user]{TwoLines: true, Multi: true})
	table.SetRows(hundredThousand())
	w := test.NewTempWindow(b, table)
	w.Resize(fyne.NewSize(1200, 800))
	scroll := func(by float32) func(*testing.B) {
		return func(b *testing.B) {
			offset := float32(0)
			for b.Loop() {
				offset += by
				if offset > 4_000_000 {
					offset = 0
				}
				table.body.ScrollToOffset(offset)
			}
		}
	}
	b.Run("wheel", scroll(120))
	b.Run("page", scroll(760))
	b.Run("refresh", func(b *testing.B) {
		for b.Loop() {
			table.body.Refresh()
		}
	})
	b.Run("resize", func(b *testing.B) {
		width := float32(1200)
		for b.Loop() {
			width = 2401 - width
			table.Resize(fyne.NewSize(width, 800))
		}
	})
	fill := table.body.UpdateItem
	table.body.UpdateItem = func(int, fyne.CanvasObject) {}
	b.Run("floor wheel", scroll(120))
	b.Run("floor page", scroll(760))
	table.body.UpdateItem = fill
}
