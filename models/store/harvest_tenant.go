package store

import "msp-license-tracker/models"

// organization also renews the name, domain and country the tenant is listed
// under.
func (w *writer) organization(h models.Harvest) error {
	o := h.Organization
	if o == nil {
		return nil
	}
	_, err := w.tx.ExecContext(w.ctx, "REPLACE INTO organizations VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		w.tenant, o.TenantID, o.Name, o.DefaultDomain, o.InitialDomain, o.Country, bit(o.OnPremSync), when(o.CreatedAt))
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `UPDATE tenants SET name = ifnull(?, name), domain = ifnull(?, domain),
		country = ifnull(?, country) WHERE key = ?`, orNull(o.Name), orNull(o.DefaultDomain), orNull(o.Country), w.tenant)
	return err
}

// facts stores the single values; each keeps its last one.
func (w *writer) facts(h models.Harvest) error {
	var count, hidden any
	if h.UserCount != nil {
		count = int64(*h.UserCount)
	}
	if h.NamesHidden != nil {
		hidden = bit(*h.NamesHidden)
	}
	if count == nil && hidden == nil {
		return nil
	}
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO directory_facts (tenant, user_count, names_hidden) VALUES (?, ?, ?)
		ON CONFLICT (tenant) DO UPDATE SET
			user_count = ifnull(excluded.user_count, user_count),
			names_hidden = ifnull(excluded.names_hidden, names_hidden)`, w.tenant, count, hidden)
	return err
}

func (w *writer) secureScore(h models.Harvest) error {
	if h.SecureScore == nil {
		return nil
	}
	_, err := w.tx.ExecContext(w.ctx, "REPLACE INTO secure_scores VALUES (?, ?, ?, ?, ?, ?, ?)",
		w.tenant, h.SecureScore.Current, h.SecureScore.Max, when(h.SecureScore.At),
		h.SecureScore.AverageAll, h.SecureScore.AverageSize, h.SecureScore.AverageIndustry)
	return err
}

func (w *writer) skus(h models.Harvest) error {
	if h.SKUs == nil {
		return nil
	}
	if err := w.clear("sku_plans", "skus"); err != nil {
		return err
	}
	list := *h.SKUs
	k := byKey(len(list), func(i int) string { return list[i].ID })
	err := w.insert("INSERT INTO skus", 11, len(k.order), func(i int) []any {
		s := &list[k.order[i]]
		return []any{
			w.tenant, s.ID, s.PartNumber, s.AppliesTo, s.Status, int64(s.Enabled), int64(s.Warning), int64(s.Suspended),
			int64(s.LockedOut), int64(s.Assigned), lines(s.SubscriptionIDs),
		}
	})
	for _, at := range k.order {
		if err == nil {
			err = w.plans(&list[at])
		}
	}
	return err
}

func (w *writer) plans(s *models.SKU) error {
	return w.insert("INSERT INTO sku_plans", 6, len(s.Plans), func(i int) []any {
		return []any{w.tenant, s.ID, int64(i), s.Plans[i].ID, s.Plans[i].Name, s.Plans[i].Status}
	})
}

func (w *writer) subscriptions(h models.Harvest) error {
	if h.Subscriptions == nil {
		return nil
	}
	if err := w.clear("subscriptions"); err != nil {
		return err
	}
	list := *h.Subscriptions
	k := byKey(len(list), func(i int) string { return list[i].ID })
	return w.insert("INSERT INTO subscriptions", 11, len(k.order), func(i int) []any {
		s := &list[k.order[i]]
		return []any{
			w.tenant, s.ID, s.CommerceID, s.SKUID, s.PartNumber, s.Status, int64(s.Seats), bit(s.Trial),
			when(s.CreatedAt), when(s.NextLifecycle), s.OwnerTenantID,
		}
	})
}
