package store

import (
	"cmp"
	"slices"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// tenantModel is the store as plain values: the last good part of each kind.
type tenantModel struct {
	tenant   models.Tenant
	scan     models.Scan // newest good scan; zero ID = none
	parts    models.Harvest
	outcomes map[models.Collector]models.Outcome // nil: those of scan, changed when looked at
	moved    []models.Movement
}

// expected is the snapshot the store should give for a model.
func expected(m tenantModel) insight.Snapshot {
	p := m.parts
	snap := insight.Snapshot{TenantID: m.tenant.ID, TenantName: m.tenant.Name, ScannedAt: m.scan.FinishedAt, Outcomes: m.outcomes}
	if p.Organization != nil && p.Organization.Name != "" {
		snap.TenantName = p.Organization.Name
	}
	if m.outcomes == nil {
		snap.Outcomes = map[models.Collector]models.Outcome{}
		for _, o := range m.scan.Outcomes {
			o.ChangedAt = o.LookedAt
			snap.Outcomes[o.Collector] = o
		}
	}
	snap.SKUs = sorted(p.SKUs, func(s models.SKU) string { return s.ID })
	snap.Subscriptions = sorted(p.Subscriptions, func(s models.Subscription) string { return s.ID })
	users := sorted(p.Users, func(u models.User) string { return u.ID })
	snap.UserCount = len(users)
	if p.UserCount != nil {
		snap.UserCount = *p.UserCount
	}
	if p.SecureScore != nil {
		snap.SecureScore = *p.SecureScore
	}
	snap.Groups = sorted(p.Groups, func(g models.Group) string { return g.ID })
	snap.DeletedUsers = sorted(p.DeletedUsers, func(d models.DeletedUser) string { return d.ID })
	for _, u := range users {
		if len(u.Licenses) > 0 {
			snap.Accounts = append(snap.Accounts, account(u, p))
		}
	}
	return snap
}

func account(u models.User, p models.Harvest) insight.Account {
	u.Licenses = sorted(&u.Licenses, func(l models.License) string { return l.SKUID })
	a := insight.Account{User: u}
	a.SignIn, _ = find(p.SignIns, u.ID, func(s models.SignIn) string { return s.UserID })
	key := upnKey(u.UPN)
	a.Activity, a.HasActivity = find(p.Activity, key, func(a models.Activity) string { return upnKey(a.UPN) })
	a.Mailbox, a.HasMailbox = find(p.Mailboxes, key, func(m models.Mailbox) string { return upnKey(m.UPN) })
	a.Apps = findPtr(p.Apps, key, func(r models.AppsUse) string { return upnKey(r.UPN) })
	a.Copilot = findPtr(p.Copilot, key, func(r models.CopilotUse) string { return upnKey(r.UPN) })
	for _, s := range sorted(p.ServiceSignIns, func(s models.ServiceSignIn) string { return s.UserID + string(s.Service) }) {
		if s.UserID == u.ID {
			a.Services = append(a.Services, s)
		}
	}
	return a
}

// sorted orders rows by key; of equal keys the last row counts.
func sorted[T any](rows *[]T, key func(T) string) []T {
	if rows == nil {
		return nil
	}
	last := map[string]T{}
	for _, r := range *rows {
		last[key(r)] = r
	}
	var list []T
	for _, r := range last {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
	return list
}

func find[T any](rows *[]T, wanted string, key func(T) string) (row T, ok bool) {
	if rows == nil {
		return row, false
	}
	for _, r := range *rows {
		if key(r) == wanted {
			row, ok = r, true
		}
	}
	return row, ok
}

func findPtr[T any](rows *[]T, wanted string, key func(T) string) *T {
	if row, ok := find(rows, wanted, key); ok {
		return &row
	}
	return nil
}
