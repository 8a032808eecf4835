package store

import (
	"database/sql"
	"log/slog"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// readers is the size of the read-only pool: enough that a page never waits
// for a report, few enough that their page caches stay small.
const readers = 4

var commonPragmas = []string{
	"busy_timeout(5000)",
	"foreign_keys(1)",
	"cache_size(-16000)", // KiB
	"temp_store(2)",      // memory: no row of a tenant goes to a file elsewhere
}

func openWriter(path string) (*sql.DB, error) {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": append([]string{
		"journal_mode(WAL)",
		"synchronous(NORMAL)",
		"journal_size_limit(67108864)", // give the disk back after a big scan
	}, commonPragmas...)}
	db, err := sql.Open(sqlite.DriverName, dsn(path, q))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func openReaders(path string) (*sql.DB, error) {
	q := url.Values{"mode": {"ro"}, "_pragma": append([]string{"query_only(1)"}, commonPragmas...)}
	db, err := sql.Open(sqlite.DriverName, dsn(path, q))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return db, nil
}

// dsn makes SQLite's file URI, so that no character of a path is taken for a
// parameter.
func dsn(path string, q url.Values) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/Users/… on Windows
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}
	return u.String()
}

// forever keeps GORM's statement cache from starting a goroutine that nothing
// ever stops: it is the one lifetime at which the cache does without.
const forever = 10 * 365 * 24 * time.Hour

// mapper puts GORM over a handle. Values of rows never reach the log.
func mapper(db *sql.DB, log *slog.Logger) (*gorm.DB, error) {
	return gorm.Open(&sqlite.Dialector{Conn: db}, &gorm.Config{
		SkipDefaultTransaction: true,
		PrepareStmt:            true,
		PrepareStmtMaxSize:     100,
		PrepareStmtTTL:         forever,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		NowFunc:                func() time.Time { return time.Now().UTC() },
		Logger: logger.NewSlogLogger(log, logger.Config{
			LogLevel:                  logger.Warn,
			SlowThreshold:             time.Second,
			ParameterizedQueries:      true,
			IgnoreRecordNotFoundError: true,
		}),
	})
}
