package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/graph"
)

// identity stands for the transport that adds the token for the Graph host.
type identity struct {
	host string
	next http.RoundTripper
}

func (i identity) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == i.host {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer secret")
	}
	return i.next.RoundTrip(r)
}

const reportPath = "/v1.0/reports/getMailboxUsageDetail(period='D180')"

func TestReportFollowsTheRedirectWithoutTheToken(t *testing.T) {
	store := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h := r.Header.Get("Authorization") + r.Header.Get("Referer"); h != "" {
			t.Errorf("the other host was told %q", h)
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		fmt.Fprint(w, "\xEF\xBB\xBFUser Principal Name,Is Deleted\r\nmo@x.example,False\r\n")
	}))
	defer store.Close()
	srv := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret" {
			t.Error("Graph was asked without the token")
		}
		http.Redirect(w, r, store.URL+"/data?sig=1", http.StatusFound)
	}))
	defer srv.Close()
	hc := srv.Client()
	hc.Transport = identity{host: strings.TrimPrefix(srv.URL, "https://"), next: hc.Transport}
	c := graph.New(srv.URL, hc)
	table, err := graph.Report(context.Background(), c, reportPath)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	for row, err := range table.Rows() {
		if err != nil || row.Text(table.Column("user principal name")) != "mo@x.example" {
			t.Errorf("%v, %v", row, err)
		}
	}
}

func TestReportFollowsOneRedirectOnlyAndOnlyToHTTPS(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Error("the report was fetched without encryption")
	}))
	defer plain.Close()
	for name, target := range map[string]string{"in a circle": "/again", "to http": plain.URL} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) })
		if _, err := graph.Report(context.Background(), c, reportPath); !fault.Is(err, fault.RedirectRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReportErrorsNeverShowThePreauthenticatedAddress(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://127.0.0.1:1/data?sig=topsecret", http.StatusFound)
	})
	_, err := graph.Report(context.Background(), c, reportPath)
	if err == nil || strings.Contains(err.Error(), "topsecret") {
		t.Errorf("%v", err)
	}
}

func TestTableReadsEveryDialectOfTheReports(t *testing.T) {
	for name, csv := range map[string]string{
		"BOM and CRLF":      "\xEF\xBB\xBFUser Principal Name,Is Deleted,Last Activity Date,Item Count\r\nmo@x.example,True,2026-09-29,7\r\n",
		"LF, no last break": "User Principal Name,Is Deleted,Last Activity Date,Item Count\nmo@x.example,yes,2026-09-29,7",
		"other order, new columns, spaces and case": "Brand New, ITEM COUNT ,is deleted,User Principal Name,Last Activity Date\n\"a,\"\"b\"\"+c\",7,1,mo@x.example,2026-09-29T00:00:00\n",
	} {
		t.Run(name, func(t *testing.T) {
			table := fetch(t, csv)
			rows := 0
			for row, err := range table.Rows() {
				if err != nil {
					t.Fatal(err)
				}
				rows++
				day, err := row.Day(table.Column("Last Activity Date"))
				n, err2 := row.Int(table.Column("Item Count"))
				if err != nil || err2 != nil || !day.Equal(time.Date(2026, 9, 29, 0, 0, 0, 0, time.UTC)) || n != 7 {
					t.Errorf("%v %v %v %v", day, n, err, err2)
				}
				if !row.Yes(table.Column("Is Deleted")) || row.Text(table.Column("User Principal Name")) != "mo@x.example" {
					t.Errorf("%v", row)
				}
				if row.Text(table.Column("Not There")) != "" || row.Yes(graph.Missing) {
					t.Error("a missing column has a value")
				}
			}
			if rows != 1 {
				t.Errorf("%d rows", rows)
			}
		})
	}
}

func TestTableCellsThatAreEmptyOrWrong(t *testing.T) {
	table := fetch(t, "Day,Number,Flag\n,,\n0001-01-01,0,no\nsoon,many,False\n")
	day, number, flag := table.Column("Day"), table.Column("Number"), table.Column("Flag")
	line := 0
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		line++
		d, dayErr := row.Day(day)
		n, intErr := row.Int(number)
		if wrong := line == 3; wrong != (dayErr != nil) || wrong != (intErr != nil) || !d.IsZero() || n != 0 || row.Yes(flag) {
			t.Errorf("line %d: %v %v %v %v", line, d, dayErr, n, intErr)
		}
	}
}

func TestReportRefusesWhatIsNoTable(t *testing.T) {
	for name, tc := range map[string]struct{ kind, body, code string }{
		"nothing":         {"text/csv", "", fault.CSVUnreadable},
		"web page":        {"text/html", "<html>", fault.ProxyPage},
		"disguised page":  {"text/csv", "<!DOCTYPE html>\n<p>", fault.ProxyPage},
		"cut row":         {"text/csv", "A,B,C\n1,2,3\n1,2", fault.Truncated},
		"cut quotes":      {"text/csv", "A,B,C\n1,2,\"3", fault.Truncated},
		"endless line":    {"text/csv", "A,B\n" + strings.Repeat("x", 3<<20), fault.CSVUnreadable},
		"missing columns": {"text/csv", "A,B\n1,2\n", fault.CSVColumns},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", tc.kind)
				fmt.Fprint(w, tc.body)
			})
			if err := readAll(c); !fault.Is(err, tc.code) {
				t.Errorf("want %s, got %v", tc.code, err)
			}
		})
	}
}

func TestAReportThatBreaksOffIsNoShortReport(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, "A,B,C\n1,2,3\n1,2,3\n")
	})
	if err := readAll(c); !fault.Is(err, fault.Truncated) {
		t.Errorf("%v", err)
	}
}

// fetch serves a report and opens it.
func fetch(t *testing.T, csv string) *graph.Table {
	t.Helper()
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, csv) })
	table, err := graph.Report(context.Background(), c, reportPath)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { table.Close() })
	return table
}

// readAll reads a report that must have the columns A, B and C.
func readAll(c *graph.Client) error {
	table, err := graph.Report(context.Background(), c, reportPath)
	if err != nil {
		return err
	}
	defer table.Close()
	for _, err := range table.Rows() {
		if err != nil {
			return err
		}
	}
	return table.Require("A", "B", "C")
}
