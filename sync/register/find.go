package register

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/sync/fault"
)

const opApplication = "make the app registration"

var errNoneYet = errors.New("the application is not listed yet")

// application finds our registration, or makes it, and gives it what it lacks.
func (a *attempt) application(ctx context.Context, g graphRoles) (application, error) {
	a.progress("Looking for a registration made before.")
	app, found, err := a.find(ctx)
	if err != nil {
		return app, lacksRole(err, fault.RegistrationRole)
	}
	if !found {
		if app, err = a.create(ctx, g); err != nil {
			return app, lacksRole(err, fault.RegistrationRole)
		}
	}
	if err := a.remember(ctx, app); err != nil {
		return app, err
	}
	if change := app.repairs(g); change != nil {
		a.progress("Completing the registration.")
		if err := a.patch(ctx, app.ID, change); err != nil {
			return app, lacksRole(err, fault.RegistrationRole)
		}
	}
	return app, nil
}

// find looks where an earlier attempt or another computer may have left it: by
// the id known here, then by mark and name.
func (a *attempt) find(ctx context.Context) (application, bool, error) {
	for _, id := range []string{a.current.ClientID, a.draft.ClientID} {
		if id == "" {
			continue
		}
		app, err := a.byClientID(ctx, id)
		switch {
		case err == nil || !missing(err):
			return app, err == nil, err
		case a.fresh(id): // it exists; a second one must not be made
			return app, false, fault.Local(fault.RegistrationSpreading, "read the app registration", err)
		}
	}
	// Where the answer to an earlier request to make it was lost, it may exist
	// and not be listed yet.
	var app application
	err := a.until(ctx, "Looking for a registration that may have been made a moment ago:",
		func(err error) bool { return errors.Is(err, errNoneYet) && a.lost() },
		func() (err error) { app, err = a.search(ctx); return err })
	if errors.Is(err, errNoneYet) {
		return app, false, nil
	}
	return app, err == nil, err
}

// lost says whether an application was asked for a short while ago and nobody
// knows what became of it.
func (a *attempt) lost() bool {
	return a.draft.ClientID == "" && !a.draft.AskedAt.IsZero() && a.Now().Sub(a.draft.AskedAt) < recent
}

// fresh says whether an application was made a short while ago, so that it
// exists even where it cannot be found.
func (a *attempt) fresh(clientID string) bool {
	return clientID == a.draft.ClientID && !a.draft.AskedAt.IsZero() && a.Now().Sub(a.draft.AskedAt) < recent
}

// byClientID reads one application, with patience for one made a moment ago.
func (a *attempt) byClientID(ctx context.Context, clientID string) (application, error) {
	var app application
	err := a.until(ctx, "Waiting until the new registration is known everywhere:",
		func(err error) bool { return a.fresh(clientID) && missing(err) },
		func() error {
			return a.dir.get(ctx, "read the app registration", "/applications(appId='"+url.PathEscape(clientID)+"')", &app)
		})
	return app, err
}

// search lists applications by our mark and by name. A cloud that cannot
// search by mark is asked by name alone.
func (a *attempt) search(ctx context.Context) (application, error) {
	var all []application
	for _, filter := range []string{"tags/any(t:t eq '" + marker + "')", "displayName eq '" + strings.ReplaceAll(a.name, "'", "''") + "'"} {
		var page struct {
			Value []application `json:"value"`
		}
		err := a.dir.get(ctx, "look for the app registration", "/applications?$filter="+url.QueryEscape(filter), &page)
		if e, ok := fault.Of(err); ok && strings.HasPrefix(filter, "tags") && (e.Status == http.StatusBadRequest || e.Status == http.StatusNotImplemented) {
			continue
		}
		if err != nil {
			return application{}, err
		}
		all = append(all, page.Value...)
	}
	all = slices.DeleteFunc(all, func(app application) bool { return app.ours(a.name) == 0 })
	if len(all) == 0 {
		return application{}, errNoneYet
	}
	return slices.MinFunc(all, func(x, y application) int {
		return cmp.Or(cmp.Compare(y.ours(a.name), x.ours(a.name)), x.Created.Compare(y.Created), strings.Compare(x.ID, y.ID))
	}), nil
}

// create asks for a new application. That it was asked for is written down
// first, so that an answer that gets lost is missed.
func (a *attempt) create(ctx context.Context, g graphRoles) (application, error) {
	a.progress("Making the app registration.")
	a.draft.ObjectID, a.draft.ClientID, a.draft.AskedAt = "", "", a.moment()
	if err := a.Store.SaveRegistrationDraft(ctx, a.draft); err != nil {
		return application{}, err
	}
	var app application
	err := a.dir.call(ctx, opApplication, http.MethodPost, "/applications", blueprint(a.name, g), &app)
	if err == nil && (app.ID == "" || app.AppID == "") {
		err = fault.Local(fault.Unreadable, opApplication, nil)
	}
	a.made = err == nil
	if e, ok := fault.Of(err); ok && e.Status >= 400 && e.Status < 500 {
		a.draft.AskedAt = time.Time{} // refused for certain: nothing to look for the next time
		return app, joined(err, a.Store.SaveRegistrationDraft(ctx, a.draft))
	}
	return app, err
}

// patch changes the application, with patience for a new one.
func (a *attempt) patch(ctx context.Context, objectID string, change map[string]any) error {
	return a.until(ctx, "Waiting until the new registration is known everywhere:", spreading, func() error {
		return a.dir.call(ctx, "change the app registration", http.MethodPatch, "/applications/"+url.PathEscape(objectID), change, nil)
	})
}
