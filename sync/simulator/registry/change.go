package registry

import (
	"slices"
	"time"
)

// Create adds a registration; ids, times and key ids are filled in.
func (r *Registry) Create(tenant string, a App) (App, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.checkKeys(tenant, a.Keys); err != nil {
		return App{}, err
	}
	a.ID, a.ObjectID, a.Home = r.id("client"), r.id("application"), tenant
	a.Created, a.settling = r.o.Now().UTC().Truncate(time.Second), r.now().Add(r.o.Replication)
	if a.Audience == "" {
		a.Audience = SingleTenant
	}
	r.dress(a.Keys, nil)
	r.apps = append(r.apps, &a)
	return a.copy(), nil
}

// Change edits a registration. A changed permission list reaches the consent
// page, and new certificates the login, after the replication delay.
func (r *Registry) Change(tenant, key string, edit func(*App)) (App, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, err := r.own(tenant, key)
	if err != nil {
		return App{}, err
	}
	before, next := a.copy(), a.copy()
	edit(&next)
	if err := r.checkKeys(tenant, fresh(next.Keys, before.Keys)); err != nil {
		return App{}, err
	}
	r.dress(next.Keys, before.Keys)
	if !slices.EqualFunc(before.Required, next.Required, sameRequired) {
		next.shown, next.changed = before.Required, r.now()
	}
	*a = next
	return a.copy(), nil
}

func sameRequired(a, b Required) bool {
	return a.Service == b.Service && slices.Equal(a.Access, b.Access)
}

// Delete removes a registration with everything granted to it.
func (r *Registry) Delete(tenant, key string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, err := r.own(tenant, key)
	if err != nil {
		return err
	}
	r.apps = slices.DeleteFunc(r.apps, func(x *App) bool { return x == a })
	for _, p := range slices.Clone(r.principals) {
		if p.AppID == a.ID {
			r.drop(p)
		}
	}
	return nil
}
