package register

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"msp-license-tracker/sync/fault"
)

const opPrincipal = "make the enterprise application"

// principal finds or makes the application's presence in the home tenant.
func (a *attempt) principal(ctx context.Context, app application) (id string, err error) {
	a.progress("Making the enterprise application in your organization.")
	var sp struct {
		ID string `json:"id"`
	}
	path := "/servicePrincipals(appId='" + url.PathEscape(app.AppID) + "')?$select=id"
	err = a.until(ctx, "Waiting until the new registration is known everywhere:",
		func(err error) bool { return spreading(err) || exists(err) || a.made && forbidden(err) },
		func() error {
			err := a.dir.get(ctx, opPrincipal, path, &sp)
			if !missing(err) {
				return err
			}
			return a.dir.call(ctx, opPrincipal, http.MethodPost, "/servicePrincipals", map[string]string{"appId": app.AppID}, &sp)
		})
	if err == nil && sp.ID == "" {
		err = fault.Local(fault.Unreadable, opPrincipal, nil)
	}
	return sp.ID, lacksRole(err, fault.RegistrationRole)
}

// grant gives the enterprise application its permissions in the home tenant,
// which is what an administrator's consent does. One that is there already is
// a success.
func (a *attempt) grant(ctx context.Context, principal string, g graphRoles) error {
	const op = "grant the permissions"
	a.progress("Granting the permissions in your organization.")
	base := "/servicePrincipals/" + url.PathEscape(principal) + "/appRoleAssignments"
	have, err := a.granted(ctx, op, base)
	if err != nil {
		return lacksRole(err, fault.RegistrationGrantRole)
	}
	for _, r := range g.roles {
		if slices.Contains(have, strings.ToLower(g.resource+" "+r.id)) {
			continue
		}
		body := map[string]string{"principalId": principal, "resourceId": g.resource, "appRoleId": r.id}
		err := a.until(ctx, "Waiting until the enterprise application is known everywhere:", spreading, func() error {
			err := a.dir.call(ctx, op, http.MethodPost, base, body, nil)
			if exists(err) {
				return nil
			}
			return err
		})
		if err != nil {
			return lacksRole(needs(err, r.name), fault.RegistrationGrantRole)
		}
	}
	return nil
}

// granted lists what the enterprise application has, as "resource role".
func (a *attempt) granted(ctx context.Context, op, path string) ([]string, error) {
	var page struct {
		Value []struct {
			Resource string `json:"resourceId"`
			Role     string `json:"appRoleId"`
		} `json:"value"`
	}
	err := a.until(ctx, "Waiting until the enterprise application is known everywhere:", spreading,
		func() error { return a.dir.get(ctx, op, path, &page) })
	var out []string
	for _, x := range page.Value {
		out = append(out, strings.ToLower(x.Resource+" "+x.Role))
	}
	return out, err
}

// exists says that what was to be made is there already.
func exists(err error) bool {
	e, ok := fault.Of(err)
	return ok && (e.Status == http.StatusConflict || e.Code == "Request_MultipleObjectsWithSameKeyValue" ||
		e.Status == http.StatusBadRequest && strings.Contains(e.Error(), "already exist"))
}

func forbidden(err error) bool {
	e, ok := fault.Of(err)
	return ok && e.Status == http.StatusForbidden
}

func needs(err error, permission string) error {
	if e, ok := fault.Of(err); ok {
		return e.Needs(permission)
	}
	return err
}
