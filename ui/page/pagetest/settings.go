package pagetest

import (
	"context"
	"slices"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// Workspace implements settings.
func (w *World) Workspace(context.Context) (models.Workspace, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.workspace != nil {
		return *w.workspace, nil
	}
	ws := models.DefaultWorkspace()
	if w.Empty {
		return ws, nil
	}
	ws.Company, ws.ContactName, ws.ContactEmail, ws.ContactPhone = "Northlight IT", "Sam Carter", "hello@northlight.example", "0117 496 0000"
	ws.Website, ws.ReportFooter, ws.Currency, ws.Onboarded = "https://northlight.example", "Northlight IT · 0117 496 0000", currency, true
	return ws, nil
}

// SaveWorkspace implements settings.
func (w *World) SaveWorkspace(_ context.Context, ws models.Workspace) error {
	w.order("save workspace")
	w.mu.Lock()
	defer w.mu.Unlock()
	w.workspace = &ws
	return w.Err
}

// SKUSettings implements settings.
func (w *World) SKUSettings(context.Context) ([]models.SKUSetting, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.settings), w.Err
}

// SaveSKUSetting implements settings.
func (w *World) SaveSKUSetting(_ context.Context, s models.SKUSetting) error {
	w.order("save sku " + s.SKUID)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.settings = append(w.settings, s)
	return w.Err
}

// Prices implements settings.
func (w *World) Prices(context.Context) ([]money.Price, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.prices), w.Err
}

// SavePrice implements settings.
func (w *World) SavePrice(_ context.Context, p money.Price) error {
	w.order("save price " + p.SKUID + " " + p.Amount.String())
	w.mu.Lock()
	defer w.mu.Unlock()
	w.prices = append(w.prices, p)
	return w.Err
}

// DeletePrice implements settings.
func (w *World) DeletePrice(_ context.Context, p money.Price) error {
	w.order("delete price " + p.SKUID)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.prices = slices.DeleteFunc(w.prices, func(x money.Price) bool { return x.SKUID == p.SKUID })
	return w.Err
}

// Scans implements records, newest first.
func (w *World) Scans(_ context.Context, id string, limit int) ([]models.Scan, error) {
	if w.Err != nil || w.Empty {
		return nil, w.Err
	}
	var out []models.Scan
	for round := range 3 {
		for i := range clients {
			if id == "" || id == tenantID(i) {
				out = append(out, scan(i, round))
			}
		}
	}
	return out[:min(limit, len(out))], nil
}

func scan(i, round int) models.Scan {
	c := &clients[i]
	began := ago(c.scanned + time.Duration(round)*24*time.Hour)
	s := models.Scan{ID: int64(100 - round*20 - i), TenantID: tenantID(i), Trigger: models.TriggerSchedule, State: models.ScanComplete,
		StartedAt: began, FinishedAt: began.Add(time.Duration(11+i*3) * time.Second), Outcomes: outcomes(i)}
	if round == 0 {
		s.State = c.state
	}
	if s.State == models.ScanFailed {
		s.Outcomes = nil
		s.Fault = SecretExpired()
	}
	return s
}

// Outcomes implements records.
func (w *World) Outcomes(_ context.Context, id string) ([]models.Outcome, error) {
	for i := range clients {
		if tenantID(i) == id {
			return outcomes(i), w.Err
		}
	}
	return nil, w.Err
}

// Snapshot implements records: subscriptions and score only.
func (w *World) Snapshot(_ context.Context, id string) (insight.Snapshot, error) {
	for i := range clients {
		if c := &clients[i]; tenantID(i) == id && w.Err == nil {
			s := insight.Snapshot{TenantID: id, TenantName: c.name, ScannedAt: ago(c.scanned), UserCount: c.seats[0].owned + 31,
				SecureScore: score(c)}
			for _, b := range c.seats {
				s.Subscriptions = append(s.Subscriptions, models.Subscription{ID: b.sku + "-1", SKUID: b.sku, PartNumber: b.part, Status: "Enabled", Seats: b.owned,
					CreatedAt: b.renewal.AddDate(-1, 0, 0), NextLifecycle: b.renewal})
			}
			return s, nil
		}
	}
	return insight.Snapshot{}, models.ErrNotFound
}

// SecretExpired is a failure as the catalogue would say it.
func SecretExpired() *models.Explanation {
	return &models.Explanation{Code: "AADSTS7000222", Title: "The client secret has expired.",
		Cause: "The secret of the app registration ended on 14 Nov 2026.",
		Next:  "Make a new secret in the app registration and enter it under Reconnect.", Whose: models.PartyMSP,
		RequestID: "5b1f6a1e-7f0e-4a39-a7b0-0d6f52a31c00", At: ago(6 * 24 * time.Hour)}
}

// Offline is a failure without network.
func Offline() error {
	return &models.Failure{Explanation: models.Explanation{Code: "read-failed", Title: "The last scan cannot be read.",
		Cause: "The database file is in use by another program.", Next: "Close the other program and try again.", Whose: models.PartyUser, At: Now}}
}

func outcomes(i int) []models.Outcome {
	c := &clients[i]
	at := ago(c.scanned)
	users := c.seats[0].assigned
	rows := map[models.Collector]int{models.CollectOrganization: 1, models.CollectSKUs: len(c.seats), models.CollectSubscriptions: len(c.seats),
		models.CollectUsers: users + 31, models.CollectUserCount: 1, models.CollectSignIns: users, models.CollectActivity: users,
		models.CollectMailboxes: users + 6, models.CollectReportNames: 1, models.CollectSecureScore: 1,
		models.CollectApps: users, models.CollectActivations: users, models.CollectOneDrive: users, models.CollectMFA: users}
	var out []models.Outcome
	for _, k := range []models.Collector{models.CollectOrganization, models.CollectSKUs, models.CollectSubscriptions, models.CollectUsers, models.CollectUserCount,
		models.CollectSignIns, models.CollectActivity, models.CollectMailboxes, models.CollectReportNames, models.CollectSecureScore,
		models.CollectApps, models.CollectActivations, models.CollectOneDrive, models.CollectMFA} {
		o := models.Outcome{Collector: k, Status: models.StatusOK, Rows: rows[k], DataDate: at, LookedAt: at, ChangedAt: at, Took: time.Duration(300+rows[k]*4) * time.Millisecond}
		if k == models.CollectActivity || k == models.CollectMailboxes {
			o.DataDate = day(2026, 11, 18)
		}
		if c.hidden > 0 && k == models.CollectActivity {
			o.Status, o.Rows = models.StatusConcealed, 0
			o.Fault = &models.Explanation{Title: "User names are concealed in the usage reports.", Cause: "The tenant hides names in Microsoft 365 reports.", Next: "Ask the customer to switch the setting off in the admin center."}
		}
		if c.hidden > 0 && k == models.CollectSignIns {
			o.Status, o.Rows, o.Missing = models.StatusUnlicensed, 0, "Entra ID P1"
			o.Fault = &models.Explanation{Title: "Sign-in dates cannot be read.", Cause: "The tenant has no Entra ID P1.", Next: "Judge activity by the usage reports, or add one Entra ID P1 licence."}
		}
		out = append(out, o)
	}
	return out
}

func score(c *client) models.SecureScore {
	if c.score < 0 {
		return models.SecureScore{}
	}
	return models.SecureScore{Current: c.score, Max: 100, At: ago(c.scanned)}
}
