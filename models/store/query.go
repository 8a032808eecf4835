package store

import (
	"context"
	"database/sql"
	"errors"
)

// view runs fn in one read transaction: everything it reads is of one moment.
func (s *Store) view(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(fn(tx), tx.Rollback())
}

// each runs a query and calls row after every row was read into cells.
func each(ctx context.Context, q querier, query string, args, cells []any, row func()) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(cells...); err != nil {
			return err
		}
		row()
	}
	return rows.Err()
}
