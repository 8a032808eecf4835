//go:build unix

package scan_test

import (
	"context"
	"crypto/tls"
	"database/sql"
	"encoding/csv"
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	_ "github.com/glebarez/go-sqlite"
	"github.com/go-json-experiment/json"

	"msp-license-tracker/models/store"
)

// The floor is the least a program can do that ends with the same rows: fetch
// the same pages with net/http, decode them with the same decoder, insert every
// row as it comes through a prepared statement into the same tables. It has no
// retries, no outcomes, no history, no progress and keeps nothing in memory.

func floorRole(ctx context.Context, out io.Writer) error {
	p, dir, err := given()
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, dir, store.Options{}) // makes the tables
	if err != nil {
		return err
	}
	if err := errors.Join(db.SaveTenant(ctx, p.tenant()), db.Close()); err != nil {
		return err
	}
	return measured(out, func() error { return newFloor(ctx, p).run(filepath.Join(dir, store.FileName)) })
}

type floor struct {
	ctx   context.Context
	place place
	http  *http.Client
	token string
	tx    *sql.Tx
	err   error // the first one
}

func newFloor(ctx context.Context, p place) *floor {
	return &floor{ctx: ctx, place: p, http: &http.Client{
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: p.cloud().Roots}},
	}}
}

func (f *floor) run(file string) error {
	token, err := newTokens(f.http, f.place).Token(f.ctx, f.place.tenant())
	if err != nil {
		return err
	}
	f.token = token
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)&_pragma=cache_size(-16000)")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if f.tx, err = db.Begin(); err != nil {
		return err
	}
	f.users()
	f.skus()
	f.activity()
	f.mailboxes()
	f.workloads()
	f.sites()
	f.apps()
	f.activations()
	if !f.place.Unpaced {
		f.mfa()
		f.serviceSignIns()
	}
	if f.err != nil {
		return f.err
	}
	return f.tx.Commit()
}

// get fetches an address; the caller closes the body.
func (f *floor) get(address string) io.ReadCloser {
	if f.err != nil {
		return http.NoBody
	}
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		f.err = err
		return http.NoBody
	}
	req.Header.Set("Authorization", "Bearer "+f.token)
	resp, err := f.http.Do(req)
	if err != nil {
		f.err = err
		return http.NoBody
	}
	if resp.StatusCode != http.StatusOK {
		f.err = errors.New(resp.Status + " " + address)
	}
	return resp.Body
}

// prepare makes the insert of one row with these columns. The tenant is 1, and
// whatever else the table wants to have is 0.
func (f *floor) prepare(table, columns string) *sql.Stmt {
	if f.err != nil {
		return nil
	}
	into := columns + ", tenant"
	values := strings.Repeat("?, ", strings.Count(columns, ",")+1) + "1"
	var others sql.NullString
	f.err = f.tx.QueryRow("SELECT group_concat(name, ', ') FROM pragma_table_info(?) WHERE \"notnull\" AND instr(?, name) = 0", table, into).Scan(&others)
	if others.Valid {
		into += ", " + others.String
		values += strings.Repeat(", 0", strings.Count(others.String, ",")+1)
	}
	if f.err != nil {
		return nil
	}
	stmt, err := f.tx.Prepare("INSERT INTO " + table + " (" + into + ") VALUES (" + values + ")")
	f.err = err
	return stmt
}

func (f *floor) exec(stmt *sql.Stmt, values ...any) {
	if f.err == nil {
		_, f.err = stmt.Exec(values...)
	}
}

type floorUser struct {
	ID          string    `json:"id"`
	UPN         string    `json:"userPrincipalName"`
	Mail        string    `json:"mail"`
	DisplayName string    `json:"displayName"`
	GivenName   string    `json:"givenName"`
	Surname     string    `json:"surname"`
	JobTitle    string    `json:"jobTitle"`
	Department  string    `json:"department"`
	Country     string    `json:"country"`
	Type        string    `json:"userType"`
	Enabled     bool      `json:"accountEnabled"`
	Synced      bool      `json:"onPremisesSyncEnabled"`
	Created     time.Time `json:"createdDateTime"`
	Licenses    []struct {
		SKU string `json:"skuId"`
	} `json:"assignedLicenses"`
	States []struct {
		SKU   string    `json:"skuId"`
		Group string    `json:"assignedByGroup"`
		State string    `json:"state"`
		Error string    `json:"error"`
		Since time.Time `json:"lastUpdatedDateTime"`
	} `json:"licenseAssignmentStates"`
	SignIns *struct {
		Success        string `json:"lastSuccessfulSignInDateTime"`
		Interactive    string `json:"lastSignInDateTime"`
		NonInteractive string `json:"lastNonInteractiveSignInDateTime"`
	} `json:"signInActivity"`
}

func (f *floor) users() {
	users := f.prepare("users", "id, upn, upn_key, mail, display_name, given_name, surname, job_title, department, country, type, enabled, on_prem_sync, created_at")
	licenses := f.prepare("licenses", "user_id, sku_id, direct, groups, since, error")
	signIns := f.prepare("sign_ins", "user_id, success, interactive, non_interactive")
	next := f.place.Graph + "/v1.0/users?$top=500&$select=id,userPrincipalName,mail,displayName,givenName,surname,jobTitle,department,country," +
		"userType,accountEnabled,onPremisesSyncEnabled,createdDateTime,assignedLicenses,licenseAssignmentStates,signInActivity"
	for next != "" && f.err == nil {
		var page struct {
			Next  string      `json:"@odata.nextLink"`
			Value []floorUser `json:"value"`
		}
		body := f.get(next)
		if f.err == nil {
			f.err = json.UnmarshalRead(body, &page)
		}
		body.Close()
		for i := range page.Value {
			u := &page.Value[i]
			f.exec(users, u.ID, u.UPN, strings.ToLower(u.UPN), u.Mail, u.DisplayName, u.GivenName, u.Surname, u.JobTitle, u.Department,
				u.Country, u.Type, u.Enabled, u.Synced, u.Created.Unix())
			for _, l := range u.Licenses {
				var since any
				direct := false
				for _, s := range u.States {
					if s.SKU == l.SKU {
						since, direct = s.Since.Unix(), s.Group == ""
					}
				}
				f.exec(licenses, u.ID, l.SKU, direct, nil, since, nil)
			}
			if u.SignIns != nil {
				success, interactive, other := floorTime(u.SignIns.Success), floorTime(u.SignIns.Interactive), floorTime(u.SignIns.NonInteractive)
				if success != nil || interactive != nil || other != nil {
					f.exec(signIns, u.ID, success, interactive, other)
				}
			}
		}
		next = page.Next
	}
}

func floorTime(text string) any {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || at.Year() == 1 {
		return nil
	}
	return at.Unix()
}

func (f *floor) skus() {
	body := f.get(f.place.Graph + "/v1.0/subscribedSkus")
	defer body.Close()
	var list struct {
		Value []struct {
			ID     string `json:"skuId"`
			Part   string `json:"skuPartNumber"`
			To     string `json:"appliesTo"`
			Status string `json:"capabilityStatus"`
			Used   int    `json:"consumedUnits"`
			Units  struct {
				Enabled   int `json:"enabled"`
				Warning   int `json:"warning"`
				Suspended int `json:"suspended"`
				LockedOut int `json:"lockedOut"`
			} `json:"prepaidUnits"`
		} `json:"value"`
	}
	if f.err == nil {
		f.err = json.UnmarshalRead(body, &list)
	}
	stmt := f.prepare("skus", "id, part_number, applies_to, status, enabled, warning, suspended, locked_out, assigned, subscription_ids")
	for _, s := range list.Value {
		f.exec(stmt, s.ID, s.Part, s.To, s.Status, s.Units.Enabled, s.Units.Warning, s.Units.Suspended, s.Units.LockedOut, s.Used, nil)
	}
}

// report reads a usage report, named with its argument, and calls row with the cells of named columns.
func (f *floor) report(name string, columns []string, row func(cells []string)) {
	body := f.get(f.place.Graph + "/v1.0/reports/" + name)
	defer body.Close()
	if f.err != nil {
		return
	}
	r := csv.NewReader(body)
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		f.err = err
		return
	}
	places := make([]int, len(columns))
	for i, name := range header {
		for j, wanted := range columns {
			if strings.TrimPrefix(name, "\xEF\xBB\xBF") == wanted {
				places[j] = i
			}
		}
	}
	cells := make([]string, len(columns))
	for f.err == nil {
		record, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			f.err = err
			return
		}
		for j, i := range places {
			cells[j] = record[i]
		}
		row(cells)
	}
}

func floorDay(text string) any {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil
	}
	return at.Unix()
}

func (f *floor) activity() {
	stmt := f.prepare("activity", "upn_key, upn, exchange, onedrive, sharepoint, teams, viva")
	f.report("getOffice365ActiveUserDetail(period='D180')", []string{"User Principal Name", "Is Deleted", "Exchange Last Activity Date", "OneDrive Last Activity Date",
		"SharePoint Last Activity Date", "Teams Last Activity Date", "Yammer Last Activity Date"}, func(c []string) {
		if c[1] != "True" {
			f.exec(stmt, strings.ToLower(c[0]), c[0], floorDay(c[2]), floorDay(c[3]), floorDay(c[4]), floorDay(c[5]), floorDay(c[6]))
		}
	})
}

func (f *floor) mailboxes() {
	stmt := f.prepare("mailboxes", "upn_key, upn, recipient, bytes, items, has_archive, last_active")
	f.report("getMailboxUsageDetail(period='D180')", []string{"User Principal Name", "Is Deleted", "Recipient Type", "Storage Used (Byte)", "Item Count", "Has Archive",
		"Last Activity Date"}, func(c []string) {
		if c[1] != "True" {
			size, _ := strconv.ParseInt(c[3], 10, 64)
			items, _ := strconv.ParseInt(c[4], 10, 64)
			f.exec(stmt, strings.ToLower(c[0]), c[0], c[2], size, items, c[5] == "True", floorDay(c[6]))
		}
	})
}
