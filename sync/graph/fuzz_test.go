package graph

import (
	"bytes"
	"io"
	"testing"
)

func FuzzEnvelope(f *testing.F) {
	f.Add([]byte(usersPage(2)))
	f.Add([]byte(`{"value":[]}`))
	f.Add([]byte("\xEF\xBB\xBF" + `{"value":[{"id":null}],"@odata.nextLink":"https://x/y"}`))
	f.Add([]byte(`{"value":{"a":1}}`))
	f.Add([]byte(`{"value":[{"id":"1"`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var page envelope[plainUser]
		first := decode(body, &page)
		users := len(page.Value.list)
		page.next()
		if second := decode(body, &page); (first == nil) != (second == nil) || first == nil && len(page.Value.list) != users {
			t.Errorf("the same page twice: %v and %v, %d and %d users", first, second, users, len(page.Value.list))
		}
	})
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("\xEF\xBB\xBFReport Refresh Date,User Principal Name,Is Deleted\r\n2026-09-29,mo@x.example,False\r\n"))
	f.Add([]byte("A,\"B\nC\",D\n1,\"2,\"\"x\"\"\",3"))
	f.Add([]byte("A\n\n\n"))
	f.Add([]byte("<html>"))
	f.Add([]byte("A,B\n1"))
	f.Fuzz(func(t *testing.T, body []byte) {
		table, err := newTable(io.NopCloser(bytes.NewReader(body)))
		if err != nil {
			return
		}
		for row, err := range table.Rows() {
			if err != nil {
				return
			}
			for _, c := range table.columns {
				row.Text(c)
				row.Yes(c)
				if day, err := row.Day(c); err == nil && day.Year() < 2 && !day.IsZero() {
					t.Errorf("a sentinel date came through: %v", day)
				}
				_, _ = row.Int(c)
			}
		}
	})
}

func FuzzCount(f *testing.F) {
	f.Add([]byte("893"))
	f.Add([]byte("\xEF\xBB\xBF1\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if n, err := parseCount(body); err == nil && n < 0 {
			t.Errorf("%d accounts", n)
		}
	})
}
