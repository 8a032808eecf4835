package store

import (
	"slices"

	"msp-license-tracker/models"
)

func (w *writer) users(h models.Harvest) error {
	if h.Users == nil {
		return nil
	}
	if err := w.clear("licenses", "users"); err != nil {
		return err
	}
	list := *h.Users
	k := byKey(len(list), func(i int) string { return list[i].ID })
	var args [16]any
	err := w.insert("INSERT INTO users", len(args), len(k.order), func(i int) []any {
		u := &list[k.order[i]]
		args = [16]any{
			w.tenant, u.ID, u.UPN, upnKey(u.UPN), orNull(u.Mail), orNull(u.DisplayName), orNull(u.GivenName),
			orNull(u.Surname), orNull(u.JobTitle), orNull(u.Department), orNull(u.Country), orNull(string(u.Type)),
			int64(u.Enabled), int64(u.OnPremSync), when(u.CreatedAt), bit(holdsLicense(u)),
		}
		return args[:]
	})
	if err != nil {
		return err
	}
	err = w.licenses(list, k)
	empty(h.Users)
	return err
}

func holdsLicense(u *models.User) bool {
	return slices.ContainsFunc(u.Licenses, func(l models.License) bool { return l.SKUID != "" })
}

// licenses writes the licences of all users, in the order of the users.
func (w *writer) licenses(users []models.User, k keyed) error {
	type place struct{ user, license int32 }
	var places []place
	for _, u := range k.order {
		held := users[u].Licenses
		skus := byKey(len(held), func(i int) string { return held[i].SKUID })
		for _, l := range skus.order {
			places = append(places, place{u, l})
		}
	}
	var args [7]any
	return w.insert("INSERT INTO licenses", len(args), len(places), func(i int) []any {
		u := &users[places[i].user]
		l := &u.Licenses[places[i].license]
		args = [7]any{w.tenant, u.ID, l.SKUID, bit(l.Direct), lines(l.Groups), when(l.Since), orNull(l.Error)}
		return args[:]
	})
}

func (w *writer) signIns(h models.Harvest) error {
	if h.SignIns == nil {
		return nil
	}
	if err := w.clear("sign_ins"); err != nil {
		return err
	}
	list := *h.SignIns
	k := byKey(len(list), func(i int) string { return list[i].UserID })
	defer empty(h.SignIns)
	var args [5]any
	return w.insert("INSERT INTO sign_ins", len(args), len(k.order), func(i int) []any {
		s := &list[k.order[i]]
		args = [5]any{w.tenant, s.UserID, when(s.Success), when(s.Interactive), when(s.NonInteractive)}
		return args[:]
	})
}
