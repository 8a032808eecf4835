package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
)

// Roster reads accounts with everything the sources say about them: begin is
// called once with the tenant, then person for each account by id. userIDs nil
// means all; ids that are not there are left out. What person is handed is only
// good until it returns, except texts, licences and times. All is of one moment.
//
// models.ErrNotFound when the tenant is unknown, deleted or was never scanned.
// The callbacks must not write to the store.
func (s *Store) Roster(ctx context.Context, tenantID string, userIDs []string, begin func(roster.Tenant), person func(*roster.Person)) error {
	err := s.view(ctx, func(tx *sql.Tx) error {
		key, err := liveTenant(ctx, tx, tenantID)
		if err != nil {
			return err
		}
		wanted, err := idList(userIDs)
		if err != nil {
			return err
		}
		r := &rosterLoader{loader: loader{ctx: ctx, tx: tx, tenant: key}, ids: wanted}
		return r.run(begin, person)
	})
	return failed("roster of tenant "+tenantID, err)
}

// idList is a JSON array for json_each, NULL for all.
func idList(ids []string) (any, error) {
	if ids == nil {
		return nil, nil
	}
	b, err := json.Marshal(ids)
	return string(b), err
}

// rosterLoader reads what belongs to several rows of an account first, and then
// walks the accounts.
type rosterLoader struct {
	loader
	ids         any // of the accounts wanted, NULL = all
	licenses    map[string][]models.License
	services    map[string][]models.ServiceSignIn
	sites       map[string][]models.OneDriveUsage
	activations map[string][]models.Activation
	blocked     map[string]clock
}

func (r *rosterLoader) run(begin func(roster.Tenant), person func(*roster.Person)) error {
	for _, step := range []func() error{
		r.scan, r.outcomes, r.skus, r.groups, r.heldLicenses, r.serviceSignIns, r.oneDriveSites, r.activated, r.blockings,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	s := &r.snap
	begin(roster.Tenant{ID: s.TenantID, Name: s.TenantName, ScannedAt: s.ScannedAt, Outcomes: s.Outcomes, SKUs: s.SKUs, Groups: s.Groups})
	var c personCells
	return r.some(personQuery+r.wanted("u.id")+" ORDER BY u.id", c.cells(), func() {
		var p roster.Person
		c.fill(&p)
		key := string(c.upnKey)
		p.User.Licenses, p.Services = r.licenses[p.ID], r.services[p.ID]
		p.Sites, p.Activations, p.BlockedAt = r.sites[key], r.activations[key], r.blocked[p.ID].Time
		person(&p)
	})
}

// some runs a query over the accounts wanted: ?1 tenant, ?2 ids.
func (r *rosterLoader) some(query string, cells []any, row func()) error {
	return each(r.ctx, r.tx, query, []any{r.tenant, r.ids}, cells, row)
}

// wanted narrows a query to the accounts wanted, by the named column of their
// ids or UPNs. The words for all and for some differ, so that some are looked
// up instead of sought among all.
func (r *rosterLoader) wanted(column string) string {
	some := "SELECT value FROM json_each(?2)"
	switch {
	case r.ids == nil:
		return "?2 IS NULL"
	case column == "upn_key":
		some = "SELECT upn_key FROM users WHERE tenant = ?1 AND id IN (" + some + ")"
	}
	return column + " IN (" + some + ")"
}

func (r *rosterLoader) heldLicenses() error {
	r.licenses = map[string][]models.License{}
	shared := sharer{}
	var user, sku, group, failure text
	var direct number
	var since clock
	return r.some("SELECT +user_id, +sku_id, direct, +groups, since, +error FROM licenses WHERE tenant = ?1 AND "+r.wanted("user_id")+
		" ORDER BY user_id, sku_id", []any{&user, &sku, &direct, &group, &since, &failure}, func() {
		r.licenses[string(user)] = append(r.licenses[string(user)], models.License{
			SKUID: shared.text(sku), Direct: direct != 0, Groups: shared.lines(group), Since: since.Time, Error: string(failure),
		})
	})
}

func (r *rosterLoader) serviceSignIns() error {
	r.services = map[string][]models.ServiceSignIn{}
	var user, service text
	var last clock
	return r.some("SELECT +user_id, +service, last FROM service_sign_ins WHERE tenant = ?1 AND "+r.wanted("user_id")+" ORDER BY user_id, service",
		[]any{&user, &service, &last}, func() {
			r.services[string(user)] = append(r.services[string(user)],
				models.ServiceSignIn{UserID: string(user), Service: models.Service(service), Last: last.Time})
		})
}

func (r *rosterLoader) oneDriveSites() error {
	r.sites = map[string][]models.OneDriveUsage{}
	var key, upn, url text
	var bytes, files number
	var last clock
	return r.some("SELECT +upn_key, +upn, +url, bytes, files, last_active FROM onedrive_sites WHERE tenant = ?1 AND upn_key <> '' AND "+
		r.wanted("upn_key")+" ORDER BY upn_key, url", []any{&key, &upn, &url, &bytes, &files, &last}, func() {
		r.sites[string(key)] = append(r.sites[string(key)], models.OneDriveUsage{
			UPN: string(upn), SiteURL: string(url), Bytes: int64(bytes), Files: int64(files), LastActive: last.Time,
		})
	})
}

func (r *rosterLoader) activated() error {
	r.activations = map[string][]models.Activation{}
	shared := sharer{}
	var key, upn, product text
	var windows, mac, mobile, common number
	var last clock
	return r.some("SELECT +upn_key, +upn, +product, last, windows, mac, mobile, shared FROM activations WHERE tenant = ?1 AND upn_key <> '' AND "+
		r.wanted("upn_key")+" ORDER BY upn_key, product", []any{&key, &upn, &product, &last, &windows, &mac, &mobile, &common}, func() {
		r.activations[string(key)] = append(r.activations[string(key)], models.Activation{
			UPN: string(upn), Product: shared.text(product), Last: last.Time, Windows: int64(windows), Mac: int64(mac),
			Mobile: int64(mobile), SharedComputer: common != 0,
		})
	})
}

// blockings: the newest scan that found an account newly blocked.
func (r *rosterLoader) blockings() error {
	r.blocked = map[string]clock{}
	var user text
	var at clock
	return r.some(`SELECT m.user_id, max(s.finished_at) FROM movements m JOIN scans s ON s.id = m.scan_id
		WHERE m.tenant = ?1 AND m.kind = 'blocked' AND `+r.wanted("user_id")+" GROUP BY m.user_id", []any{&user, &at},
		func() { r.blocked[string(user)] = at })
}

// sharer keeps one copy of texts that many rows repeat.
type sharer map[text]shared

type shared struct {
	text  string
	lines []string
}

func (s sharer) get(t text) shared {
	v, seen := s[t]
	if !seen {
		v = shared{string(t), unlines(t)}
		s[t] = v
	}
	return v
}

func (s sharer) text(t text) string    { return s.get(t).text }
func (s sharer) lines(t text) []string { return s.get(t).lines }
