package datatable

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type item struct {
	name string
	n    float64
}

var itemColumns = []Column[item]{
	{ID: "name", Text: func(i item) string { return i.name }, Sub: func(i item) string { return i.name + "@contoso.example" }},
	{ID: "n", Text: func(i item) string { return i.name }, Number: func(i item) float64 { return i.n }},
	{ID: "less", Text: func(i item) string { return i.name }, Less: func(a, b item) bool { return a.n < b.n }},
}

func names(e *engine[item], view []int32) string {
	var out []string
	for _, i := range view {
		out = append(out, e.rows[i].name)
	}
	return strings.Join(out, " ")
}

func TestRowsAreOrderedFilteredAndSearched(t *testing.T) {
	rows := []item{{"delta", 2}, {"Alpha", 1}, {"charlie", 2}, {"bravo", 1}}
	tests := []struct {
		what string
		q    query[item]
		want string
	}{
		{"no order keeps the order of the rows", query[item]{}, "delta Alpha charlie bravo"},
		{"text ignores case", query[item]{sort: []sortKey{{0, false}}}, "Alpha bravo charlie delta"},
		{"text downwards", query[item]{sort: []sortKey{{0, true}}}, "delta charlie bravo Alpha"},
		{"equal numbers keep their order", query[item]{sort: []sortKey{{1, false}}}, "Alpha bravo delta charlie"},
		{"equal numbers keep their order downwards too", query[item]{sort: []sortKey{{1, true}}}, "delta charlie Alpha bravo"},
		{"less decides where given", query[item]{sort: []sortKey{{2, false}}}, "Alpha bravo delta charlie"},
		{"a second key orders equals", query[item]{sort: []sortKey{{1, true}, {0, false}}}, "charlie delta Alpha bravo"},
		{"search ignores case", query[item]{search: "ALPHA"}, "Alpha"},
		{"search looks at second lines", query[item]{search: "bravo@"}, "bravo"},
		{"every word must be found", query[item]{search: "contoso char"}, "charlie"},
		{"nothing found", query[item]{search: "zulu"}, ""},
		{"a filter narrows", query[item]{filter: func(i item) bool { return i.n == 2 }, sort: []sortKey{{0, false}}}, "charlie delta"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			e := newEngine(itemColumns, rows)
			if got := names(e, e.view(tt.q)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOrderAgreesWithAStableSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) item {
			return item{rapid.StringMatching(`[a-cA-C ]{0,12}`).Draw(t, "name"), float64(rapid.IntRange(-3, 3).Draw(t, "n"))}
		}), 0, 60).Draw(t, "rows")
		byNumber, desc := rapid.Bool().Draw(t, "by number"), rapid.Bool().Draw(t, "desc")
		e := newEngine(itemColumns, rows)
		column := 0
		compare := func(a, b int32) int {
			return strings.Compare(strings.ToLower(rows[a].name), strings.ToLower(rows[b].name))
		}
		if byNumber {
			column = 1
			compare = func(a, b int32) int { return int(rows[a].n - rows[b].n) }
		}
		want := e.view(query[item]{})
		slices.SortStableFunc(want, func(a, b int32) int {
			if desc {
				return compare(b, a)
			}
			return compare(a, b)
		})
		got := e.view(query[item]{sort: []sortKey{{column, desc}}})
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v of %v", got, want, rows)
		}
	})
}

func TestColumnsFitTheWindow(t *testing.T) {
	spans := []span{{flex: 1, least: 100}, {fixed: 80, priority: 1}, {fixed: 60, priority: 2}, {flex: 3, least: 100}}
	tests := []struct {
		what string
		room float32
		want []float32
	}{
		{"spare room goes by weight", 740, []float32{200, 80, 60, 400}},
		{"exactly enough", 340, []float32{100, 80, 60, 100}},
		{"the least important goes first", 300, []float32{105, 80, 0, 115}},
		{"then the next", 250, []float32{112.5, 0, 0, 137.5}},
		{"what must stay shrinks", 100, []float32{50, 0, 0, 50}},
		{"no room at all", 0, []float32{0, 0, 0, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			if got := share(spans, tt.room); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestFixedColumnsKeepTheirWidthWhileOthersCanGiveWay(t *testing.T) {
	spans := []span{{fixed: 100}, {flex: 1, least: 100}}
	for room, want := range map[float32][]float32{170: {100, 70}, 150: {100, 50}, 100: {50, 50}} {
		if got := share(spans, room); !slices.Equal(got, want) {
			t.Errorf("in %v: got %v, want %v", room, got, want)
		}
	}
}
