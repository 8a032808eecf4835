package store

import (
	"context"
	"slices"
	"strings"
)

// checkEvery is the number of rows between two looks at the context.
const checkEvery = 256

// insert runs one prepared statement n times. Statements of one row are the
// fastest way here: the driver binds parameters in quadratic time, so several
// rows in one statement cost more than they save.
//
// The context is looked at between rows instead of being handed down, because
// the driver starts a goroutine for every statement that can be cancelled.
func (w *writer) insert(into string, columns, n int, row func(i int) []any) error {
	return w.repeat(into+" VALUES (?"+strings.Repeat(", ?", columns-1)+")", n, row)
}

// repeat runs one prepared statement for each of n rows.
func (w *writer) repeat(statement string, n int, row func(i int) []any) error {
	if n == 0 {
		return nil
	}
	ctx := context.WithoutCancel(w.ctx)
	stmt, err := w.tx.PrepareContext(ctx, statement)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range n {
		if i%checkEvery == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if _, err := stmt.ExecContext(ctx, row(i)...); err != nil {
			return err
		}
	}
	return nil
}

// clear deletes the tenant's rows of some tables, in the order given.
func (w *writer) clear(tables ...string) error {
	for _, table := range tables {
		if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM "+table+" WHERE tenant = ?", w.tenant); err != nil {
			return err
		}
	}
	return nil
}

// keyed is the order in which rows are written: by key, as the tables are
// clustered, so that every insert goes to the end. Rows without a key are left
// out, and of rows with the same key the last one counts.
type keyed struct {
	keys  []string
	order []int32
}

func byKey(n int, key func(i int) string) keyed {
	k := keyed{keys: make([]string, n), order: make([]int32, 0, n)}
	ascending := true
	for i := range n {
		k.keys[i] = key(i)
		if k.keys[i] == "" {
			continue
		}
		if last := len(k.order) - 1; last >= 0 && k.keys[k.order[last]] >= k.keys[i] {
			ascending = false
		}
		k.order = append(k.order, int32(i))
	}
	if !ascending {
		slices.SortStableFunc(k.order, func(a, b int32) int { return strings.Compare(k.keys[a], k.keys[b]) })
		k.order = k.lastOfEqual()
	}
	return k
}

func (k keyed) lastOfEqual() []int32 {
	kept := k.order[:0]
	for i, at := range k.order {
		if i+1 < len(k.order) && k.keys[at] == k.keys[k.order[i+1]] {
			continue
		}
		kept = append(kept, at)
	}
	return kept
}

// upnKey is the form in which UPNs of users and reports are compared.
func upnKey(upn string) string { return strings.ToLower(strings.TrimSpace(upn)) }
