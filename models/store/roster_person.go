package store

import (
	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
)

// personQuery reads one account a row: what a snapshot reads of it, and the
// rows of the further sources. The accounts wanted follow it.
const personQuery = `
SELECT +u.upn_key, ` + accountColumns + `,
       e.upn_key IS NOT NULL, +e.upn, e.last, e.sent, e.received, e.read,
       t.upn_key IS NOT NULL, +t.upn, t.last, t.chats, t.calls, t.meetings,
       p.upn_key IS NOT NULL, +p.upn, p.last, p.viewed, p.pages,
       o.upn_key IS NOT NULL, +o.upn, o.last, o.viewed, o.synced, o.shared,
       v.upn_key IS NOT NULL, +v.upn, v.last, v.posted, v.read, v.liked,
       c.upn_key IS NOT NULL, ` + copilotColumns + `,
       f.user_id IS NOT NULL, f.registered, f.capable, f.admin, +f.methods
FROM users u ` + accountJoins + `
LEFT JOIN email_activity      e ON e.tenant = u.tenant AND e.upn_key = u.upn_key
LEFT JOIN teams_activity      t ON t.tenant = u.tenant AND t.upn_key = u.upn_key
LEFT JOIN sharepoint_activity p ON p.tenant = u.tenant AND p.upn_key = u.upn_key
LEFT JOIN onedrive_activity   o ON o.tenant = u.tenant AND o.upn_key = u.upn_key
LEFT JOIN viva_activity       v ON v.tenant = u.tenant AND v.upn_key = u.upn_key
LEFT JOIN copilot_use         c ON c.tenant = u.tenant AND c.upn_key = u.upn_key
LEFT JOIN mfa                 f ON f.tenant = u.tenant AND f.user_id = u.id
WHERE u.tenant = ?1 AND `

// workload receives the row of one workload report; n are its counts.
type workload struct {
	has  number
	upn  text
	last clock
	n    [3]number
}

func (w *workload) cells(counts int) []any {
	cells := []any{&w.has, &w.upn, &w.last}
	for i := range counts {
		cells = append(cells, &w.n[i])
	}
	return cells
}

// personCells receives one row of personQuery.
type personCells struct {
	accountCells
	upnKey                                    text
	email, teams, sharePoint, oneDrive, viva  workload
	copilot                                   copilotCells
	hasCopilot                                number
	hasMFA, registered, capable, adminAccount number
	methods                                   text
}

func (c *personCells) cells() []any {
	cells := append([]any{&c.upnKey}, c.accountCells.cells()...)
	cells = append(cells, c.email.cells(3)...)
	cells = append(cells, c.teams.cells(3)...)
	cells = append(cells, c.sharePoint.cells(2)...)
	cells = append(cells, c.oneDrive.cells(3)...)
	cells = append(cells, c.viva.cells(3)...)
	cells = append(cells, &c.hasCopilot)
	cells = append(cells, c.copilot.cells()...)
	return append(cells, &c.hasMFA, &c.registered, &c.capable, &c.adminAccount, &c.methods)
}

func (c *personCells) fill(p *roster.Person) {
	c.accountCells.fill(&p.Account)
	if w := &c.email; w.has != 0 {
		p.Email = &models.EmailActivity{UPN: string(w.upn), Last: w.last.Time, Sent: int64(w.n[0]), Received: int64(w.n[1]), Read: int64(w.n[2])}
	}
	if w := &c.teams; w.has != 0 {
		p.Teams = &models.TeamsActivity{UPN: string(w.upn), Last: w.last.Time, Chats: int64(w.n[0]), Calls: int64(w.n[1]), Meetings: int64(w.n[2])}
	}
	if w := &c.sharePoint; w.has != 0 {
		p.SharePoint = &models.SharePointActivity{UPN: string(w.upn), Last: w.last.Time, Viewed: int64(w.n[0]), Pages: int64(w.n[1])}
	}
	if w := &c.oneDrive; w.has != 0 {
		p.OneDrive = &models.OneDriveActivity{UPN: string(w.upn), Last: w.last.Time, Viewed: int64(w.n[0]), Synced: int64(w.n[1]), Shared: int64(w.n[2])}
	}
	if w := &c.viva; w.has != 0 {
		p.Viva = &models.VivaActivity{UPN: string(w.upn), Last: w.last.Time, Posted: int64(w.n[0]), Read: int64(w.n[1]), Liked: int64(w.n[2])}
	}
	if c.hasCopilot != 0 {
		use := c.copilot.model()
		p.Copilot = &use
	}
	if c.hasMFA != 0 {
		p.MFA = &models.MFA{
			UserID: string(c.id), Registered: models.Known(c.registered), Capable: models.Known(c.capable),
			Admin: models.Known(c.adminAccount), Methods: unlines(c.methods),
		}
	}
}
