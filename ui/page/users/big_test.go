package users

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

// crowd is a world with many accounts.
type crowd struct {
	*pagetest.World
	rows []roster.Row
}

func (c *crowd) Roster(context.Context, portfolio.Scope) ([]roster.Row, error) { return c.rows, nil }

func TestAmongManyTheDetailsFollowTheRowsAndColumnsCanBeChosen(t *testing.T) {
	base := rosterRows(t, portfolio.Scope{})
	rows := make([]roster.Row, 50_000)
	blocked := 0
	for i := range rows {
		rows[i] = base[i%len(base)]
		rows[i].UserID += "-" + strconv.Itoa(i)
		if rows[i].Blocked == models.Yes {
			blocked++
		}
	}
	s, w := pagetest.NewStage(t), &pagetest.World{}
	p := New(s.Env, &crowd{w, rows}, w, s)
	s.Show(p, all)
	s.Queue.Until(t, "all rows are on show", func() bool { return p.table.Len() == len(rows) && p.told != nil })
	p.Open(page.Route{Page: page.Users, Filter: "blocked"})
	s.Queue.Until(t, "the blocked are on show", func() bool { return p.table.Len() == blocked })
	if r, ok := p.table.Current(); !ok || r != p.told || r.Blocked != models.Yes {
		t.Error("the details are not those of a row on show")
	}
	p.setChosen([]string{"email"}) // at once after a filter
	p.exportCSV()
	if n := strings.Count(string(s.Files["users.csv"]), "\n"); n != blocked+1 {
		t.Errorf("%d lines are exported for %d rows", n, blocked)
	}
}
