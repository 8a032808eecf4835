package register

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// recent is for how long after a change one that cannot be found may still be
// on its way, and not removed by somebody.
const recent = 10 * time.Minute

// attempt is one run after the sign-in. It never leaves this package.
type attempt struct {
	*Service
	cloud   cloud.Cloud
	conn    models.Connection // the cloud's fields alone
	dir     directory
	home    string
	name    string
	kind    models.CredentialKind
	months  int
	current models.Registration      // in this cloud and home tenant; zero = none
	draft   models.RegistrationDraft // kept from before the first change
	made    bool                     // the application is new
}

// resume finds what is known from before: the registration and the draft of an
// attempt that was cut short. A new draft is stored at once, because its name
// is what marks the credentials of this attempt at Microsoft.
func (a *attempt) resume(ctx context.Context) error {
	current, err := a.Store.RegistrationIn(ctx, a.conn.Cloud, a.conn.LoginURL)
	switch {
	case err == nil && current.TenantID == a.home:
		a.current = current
	case err != nil && !errors.Is(err, models.ErrNotFound):
		return err
	}
	a.draft, err = a.Store.RegistrationDraft(ctx, a.conn.Cloud, a.conn.LoginURL, a.home)
	if err == nil || !errors.Is(err, models.ErrNotFound) {
		return err
	}
	mark := make([]byte, 4)
	if _, err := rand.Read(mark); err != nil {
		return err
	}
	a.draft = models.RegistrationDraft{
		Cloud: a.conn.Cloud, LoginURL: a.conn.LoginURL, TenantID: a.home,
		CredentialName: usualName + " " + hex.EncodeToString(mark), StartedAt: a.moment(),
	}
	return a.Store.SaveRegistrationDraft(ctx, a.draft)
}

func (a *attempt) remember(ctx context.Context, app application) error {
	a.draft.ObjectID, a.draft.ClientID = app.ID, app.AppID
	return a.Store.SaveRegistrationDraft(ctx, a.draft)
}

// cloudOnly are the fields of a connection that name its cloud.
func cloudOnly(c cloud.Cloud, conn models.Connection) models.Connection {
	return models.Connection{Cloud: c.Name, LoginURL: conn.LoginURL, GraphURL: conn.GraphURL, CAFile: conn.CAFile}
}

// lacksRole gives a refusal for want of a directory role its own words.
func lacksRole(err error, code string) error {
	e, ok := fault.Of(err)
	if !ok || e.Status != 403 || e.Code == fault.PolicyNoSecret || e.Code == fault.PolicyNoSelfSigned || e.Code == fault.PolicyCredentialLifetime {
		return err
	}
	own := fault.Local(code, e.Op, err)
	own.Status, own.RequestID, own.Time = e.Status, e.RequestID, e.Time
	return own
}

// joined is an error with what undoing gave, which is usually nothing.
func joined(err, undo error) error {
	if undo == nil {
		return err
	}
	return errors.Join(err, undo)
}
