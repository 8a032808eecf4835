package store

import "msp-license-tracker/models"

// groups and deletedUsers are few; a snapshot holds them whole.

func (l *loader) groups() error {
	var id, name, skus text
	var failing number
	return l.each("SELECT id, name, sku_ids, has_errors FROM license_groups WHERE tenant = ? ORDER BY id",
		[]any{&id, &name, &skus, &failing}, func() {
			l.snap.Groups = append(l.snap.Groups, models.Group{
				ID: string(id), Name: string(name), SKUIDs: unlines(skus), HasErrors: models.Known(failing),
			})
		})
}

func (l *loader) deletedUsers() error {
	var id, upn, name, skus text
	var at clock
	return l.each("SELECT id, upn, name, deleted_at, sku_ids FROM deleted_users WHERE tenant = ? ORDER BY id",
		[]any{&id, &upn, &name, &at, &skus}, func() {
			l.snap.DeletedUsers = append(l.snap.DeletedUsers, models.DeletedUser{
				ID: string(id), UPN: string(upn), Name: string(name), DeletedAt: at.Time, SKUIDs: unlines(skus),
			})
		})
}

// copilot gives the accounts that have a row in the Copilot report theirs. Few
// have one, so they are looked up instead of joined.
func (l *loader) copilot() error {
	rows := map[string]*models.CopilotUse{}
	var key text
	var c copilotCells
	err := l.each("SELECT +c.upn_key, "+copilotColumns+" FROM copilot_use c WHERE c.tenant = ?", append([]any{&key}, c.cells()...), func() {
		use := c.model()
		rows[string(key)] = &use
	})
	if err != nil || len(rows) == 0 {
		return err
	}
	for i := range l.snap.Accounts {
		l.snap.Accounts[i].Copilot = rows[upnKey(l.snap.Accounts[i].UPN)]
	}
	return nil
}

// services gives the accounts their sign-ins to single services.
func (l *loader) services() error {
	rows := map[string][]models.ServiceSignIn{}
	var user, service text
	var last clock
	err := l.each("SELECT +user_id, +service, last FROM service_sign_ins WHERE tenant = ? ORDER BY user_id, service",
		[]any{&user, &service, &last}, func() {
			rows[string(user)] = append(rows[string(user)],
				models.ServiceSignIn{UserID: string(user), Service: models.Service(service), Last: last.Time})
		})
	if err != nil || len(rows) == 0 {
		return err
	}
	for i := range l.snap.Accounts {
		l.snap.Accounts[i].Services = rows[l.snap.Accounts[i].ID]
	}
	return nil
}

const copilotColumns = "+c.upn, c.last, c.chat, c.teams, c.word, c.excel, c.powerpoint, c.outlook, c.onenote, c.loop, c.edge, c.agent, c.prompts, c.active_days"

// copilotCells receives copilotColumns.
type copilotCells struct {
	upn           text
	dates         [11]clock
	prompts, days number
}

func (c *copilotCells) cells() []any {
	cells := []any{&c.upn}
	for i := range c.dates {
		cells = append(cells, &c.dates[i])
	}
	return append(cells, &c.prompts, &c.days)
}

func (c *copilotCells) model() models.CopilotUse {
	d := &c.dates
	return models.CopilotUse{
		UPN: string(c.upn), Last: d[0].Time, Chat: d[1].Time, Teams: d[2].Time, Word: d[3].Time, Excel: d[4].Time,
		PowerPoint: d[5].Time, Outlook: d[6].Time, OneNote: d[7].Time, Loop: d[8].Time, Edge: d[9].Time, Agent: d[10].Time,
		Prompts: int64(c.prompts), ActiveDays: int64(c.days),
	}
}
