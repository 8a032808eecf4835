package store

import (
	"strconv"

	"msp-license-tracker/models"
)

// The collectors whose rows are not one of each UPN.

// oneDrive keeps one row of each owner and site. Sites whose owner is not told
// are kept too: they are data somebody has to look after.
func (w *writer) oneDrive(h models.Harvest) error {
	if h.OneDrive == nil {
		return nil
	}
	if err := w.clear("onedrive_sites"); err != nil {
		return err
	}
	defer empty(h.OneDrive)
	list := *h.OneDrive
	k := byKey(len(list), func(i int) string { return upnKey(list[i].UPN) + "\n" + list[i].SiteURL })
	return w.insert("INSERT INTO onedrive_sites", 7, len(k.order), func(i int) []any {
		r := &list[k.order[i]]
		return []any{w.tenant, upnKey(r.UPN), r.SiteURL, r.UPN, r.Bytes, r.Files, when(r.LastActive)}
	})
}

func (w *writer) activations(h models.Harvest) error {
	if h.Activations == nil {
		return nil
	}
	if err := w.clear("activations"); err != nil {
		return err
	}
	defer empty(h.Activations)
	list := *h.Activations
	k := byKey(len(list), func(i int) string { return upnKey(list[i].UPN) + "\n" + list[i].Product })
	return w.insert("INSERT INTO activations", 9, len(k.order), func(i int) []any {
		r := &list[k.order[i]]
		return []any{
			w.tenant, upnKey(r.UPN), r.Product, r.UPN, when(r.Last), r.Windows, r.Mac, r.Mobile, bit(r.SharedComputer),
		}
	})
}

// serviceSignIns adds to the rows kept: of each user and service the newest
// date stays, whatever order the scans read them in. Users who left a year ago
// are let go of, so that the table does not grow for ever.
func (w *writer) serviceSignIns(h models.Harvest) error {
	if h.ServiceSignIns == nil {
		return nil
	}
	defer empty(h.ServiceSignIns)
	list := *h.ServiceSignIns
	err := w.repeat(`INSERT INTO service_sign_ins VALUES (?, ?, ?, ?) ON CONFLICT (tenant, user_id, service)
		DO UPDATE SET last = max(ifnull(last, excluded.last), ifnull(excluded.last, last))`, len(list), func(i int) []any {
		return []any{w.tenant, list[i].UserID, string(list[i].Service), when(list[i].Last)}
	})
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `DELETE FROM service_sign_ins WHERE tenant = ?1 AND ifnull(last, 0) < ?2
		AND user_id NOT IN (SELECT id FROM users WHERE tenant = ?1)`, w.tenant, h.Scan.FinishedAt.AddDate(-1, 0, 0).Unix())
	return err
}

func (w *writer) mfa(h models.Harvest) error {
	if h.MFA == nil {
		return nil
	}
	if err := w.clear("mfa"); err != nil {
		return err
	}
	defer empty(h.MFA)
	list := *h.MFA
	k := byKey(len(list), func(i int) string { return list[i].UserID })
	return w.insert("INSERT INTO mfa", 6, len(k.order), func(i int) []any {
		r := &list[k.order[i]]
		return []any{w.tenant, r.UserID, int64(r.Registered), int64(r.Capable), int64(r.Admin), lines(r.Methods)}
	})
}

func (w *writer) copilotCounts(h models.Harvest) error {
	if h.CopilotCounts == nil {
		return nil
	}
	if err := w.clear("copilot_counts"); err != nil {
		return err
	}
	defer empty(h.CopilotCounts)
	list := *h.CopilotCounts
	k := byKey(len(list), func(i int) string { return strconv.FormatInt(seconds(list[i].Day), 10) + "\n" + list[i].App })
	return w.insert("INSERT INTO copilot_counts", 5, len(k.order), func(i int) []any {
		r := &list[k.order[i]]
		return []any{w.tenant, seconds(r.Day), r.App, r.Enabled, r.Active}
	})
}

func (w *writer) groups(h models.Harvest) error {
	if h.Groups == nil {
		return nil
	}
	if err := w.clear("license_groups"); err != nil {
		return err
	}
	defer empty(h.Groups)
	list := *h.Groups
	k := byKey(len(list), func(i int) string { return list[i].ID })
	return w.insert("INSERT INTO license_groups", 5, len(k.order), func(i int) []any {
		r := &list[k.order[i]]
		return []any{w.tenant, r.ID, orNull(r.Name), lines(r.SKUIDs), int64(r.HasErrors)}
	})
}

func (w *writer) deletedUsers(h models.Harvest) error {
	if h.DeletedUsers == nil {
		return nil
	}
	if err := w.clear("deleted_users"); err != nil {
		return err
	}
	defer empty(h.DeletedUsers)
	list := *h.DeletedUsers
	k := byKey(len(list), func(i int) string { return list[i].ID })
	return w.insert("INSERT INTO deleted_users", 6, len(k.order), func(i int) []any {
		r := &list[k.order[i]]
		return []any{w.tenant, r.ID, r.UPN, orNull(r.Name), when(r.DeletedAt), lines(r.SKUIDs)}
	})
}
