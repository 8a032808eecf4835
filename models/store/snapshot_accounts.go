package store

import (
	"fmt"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// accounts reads the licences and then, in the same order, the users who hold
// them, with one row of each source beside them.
func (l *loader) accounts() error {
	holders, err := l.licenses()
	if err != nil || len(holders) == 0 {
		return err
	}
	l.snap.Accounts = make([]insight.Account, len(holders))
	next := 0
	var c accountCells
	err = l.each(accountQuery, c.cells(), func() {
		if next < len(holders) {
			c.fill(&l.snap.Accounts[next])
			l.snap.Accounts[next].Licenses = holders[next]
		}
		next++
	})
	if err == nil && next != len(holders) {
		err = fmt.Errorf("%d users hold licences, %d were found", len(holders), next)
	}
	return err
}

// The plus before a text column changes nothing but that the driver does not
// look up, and allocate, the column's declared type for every single cell.
const accountColumns = `
       +u.id, +u.upn, +u.mail, +u.display_name, +u.given_name, +u.surname, +u.job_title, +u.department, +u.country, +u.type,
       u.enabled, u.on_prem_sync, u.created_at,
       s.user_id IS NOT NULL, s.success, s.interactive, s.non_interactive,
       +a.upn, a.exchange, a.onedrive, a.sharepoint, a.teams, a.viva,
       +m.upn, +m.recipient, m.bytes, m.items, m.has_archive, m.last_active,
       +w.upn, w.last, w.last_activation, w.windows, w.mac, w.mobile, w.web, w.apps`

const accountJoins = `
LEFT JOIN sign_ins  s ON s.tenant = u.tenant AND s.user_id = u.id
LEFT JOIN activity  a ON a.tenant = u.tenant AND a.upn_key = u.upn_key
LEFT JOIN mailboxes m ON m.tenant = u.tenant AND m.upn_key = u.upn_key
LEFT JOIN apps_use  w ON w.tenant = u.tenant AND w.upn_key = u.upn_key`

const accountQuery = "SELECT " + accountColumns + " FROM users u " + accountJoins + " WHERE u.tenant = ? AND u.licensed ORDER BY u.id"

// accountCells receives accountColumns.
type accountCells struct {
	id, upn, mail, name, given, surname, title, department, country, kind text
	enabled, synced                                                       number
	created                                                               clock

	hasSignIn                            number
	success, interactive, nonInteractive clock

	activityUPN                                 text
	exchange, oneDrive, sharePoint, teams, viva clock

	mailboxUPN, recipient text
	bytes, items, archive number
	lastActive            clock

	appsUPN                         text
	appsLast, appsActivated         clock
	windows, mac, mobile, web, apps number
}

func (c *accountCells) cells() []any {
	return []any{
		&c.id, &c.upn, &c.mail, &c.name, &c.given, &c.surname, &c.title, &c.department, &c.country, &c.kind,
		&c.enabled, &c.synced, &c.created,
		&c.hasSignIn, &c.success, &c.interactive, &c.nonInteractive,
		&c.activityUPN, &c.exchange, &c.oneDrive, &c.sharePoint, &c.teams, &c.viva,
		&c.mailboxUPN, &c.recipient, &c.bytes, &c.items, &c.archive, &c.lastActive,
		&c.appsUPN, &c.appsLast, &c.appsActivated, &c.windows, &c.mac, &c.mobile, &c.web, &c.apps,
	}
}

func (c *accountCells) fill(a *insight.Account) {
	a.User = models.User{
		ID: string(c.id), UPN: string(c.upn), Mail: string(c.mail), DisplayName: string(c.name),
		GivenName: string(c.given), Surname: string(c.surname), JobTitle: string(c.title),
		Department: string(c.department), Country: string(c.country), Type: models.UserType(c.kind),
		Enabled: models.Known(c.enabled), OnPremSync: models.Known(c.synced), CreatedAt: c.created.Time,
	}
	if c.hasSignIn != 0 {
		a.SignIn = models.SignIn{
			UserID: string(c.id), Success: c.success.Time, Interactive: c.interactive.Time,
			NonInteractive: c.nonInteractive.Time,
		}
	}
	if a.HasActivity = c.activityUPN != ""; a.HasActivity {
		a.Activity = models.Activity{
			UPN: string(c.activityUPN), Exchange: c.exchange.Time, OneDrive: c.oneDrive.Time,
			SharePoint: c.sharePoint.Time, Teams: c.teams.Time, Viva: c.viva.Time,
		}
	}
	if a.HasMailbox = c.mailboxUPN != ""; a.HasMailbox {
		a.Mailbox = models.Mailbox{
			UPN: string(c.mailboxUPN), Recipient: models.RecipientType(c.recipient), Bytes: int64(c.bytes),
			Items: int64(c.items), HasArchive: models.Known(c.archive), LastActive: c.lastActive.Time,
		}
	}
	if c.appsUPN != "" {
		a.Apps = &models.AppsUse{
			UPN: string(c.appsUPN), Last: c.appsLast.Time, LastActivation: c.appsActivated.Time, Windows: c.windows != 0,
			Mac: c.mac != 0, Mobile: c.mobile != 0, Web: c.web != 0, Apps: models.AppSet(c.apps),
		}
	}
}

// licenses reads the licences of every holder, ordered by the holder's id. The
// few SKU and group ids are shared, not kept once per user.
func (l *loader) licenses() (holders [][]models.License, err error) {
	var all []models.License
	var starts []int // index in all of every holder's first licence
	shared := make(map[text]string)
	groups := make(map[text][]string)
	var last, user, sku, group, failure text
	var direct number
	var since clock
	err = l.each(`SELECT +user_id, +sku_id, direct, +groups, since, +error FROM licenses WHERE tenant = ? ORDER BY user_id, sku_id`,
		[]any{&user, &sku, &direct, &group, &since, &failure}, func() {
			if user != last || len(starts) == 0 {
				starts, last = append(starts, len(all)), user
			}
			if _, seen := shared[sku]; !seen {
				shared[sku] = string(sku)
			}
			if _, seen := groups[group]; !seen {
				groups[group] = unlines(group)
			}
			all = append(all, models.License{
				SKUID: shared[sku], Direct: direct != 0, Groups: groups[group], Since: since.Time, Error: string(failure),
			})
		})
	holders = make([][]models.License, len(starts))
	for i, first := range starts {
		end := len(all)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		holders[i] = all[first:end:end]
	}
	return holders, err
}
