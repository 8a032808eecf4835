package ui

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
)

// ScanNow scans what the window is narrowed to: a tenant, a customer's
// tenants, or all.
func (w *Window) ScanNow() {
	scope := w.router.now.Scope
	switch {
	case scope.TenantID != "":
		w.ScanTenant(scope.TenantID)
	case scope.CustomerID != "":
		for i := range w.rows {
			if t := w.rows[i].Tenant; t.CustomerID == scope.CustomerID && t.State == models.TenantConnected {
				w.ScanTenant(t.ID)
			}
		}
	case len(w.rows) == 0:
		w.Navigate(page.Route{Page: page.Connect})
	default:
		w.background(lang.L("The scan did not end well."), func(ctx context.Context) error {
			return w.announce(w.deps.Scanner.ScanAll(ctx, models.TriggerManual), lang.L("The scan of all tenants has ended."))
		})
	}
}

// ScanTenant implements page.TenantActions.
func (w *Window) ScanTenant(id string) {
	name := w.tenantName(id)
	w.background(lang.L("The scan of")+" "+name+" "+lang.L("did not end well."), func(ctx context.Context) error {
		return w.announce(w.deps.Scanner.Scan(ctx, id, models.TriggerManual), name+" "+lang.L("has been scanned."))
	})
}

// announce tells the end of work that went well. It may be called from any
// goroutine.
func (w *Window) announce(err error, s string) error {
	if err == nil {
		w.runner.Post(func() { w.notify(theme.Positive, s) })
	}
	return err
}

// Tenant finds a tenant the window knows.
func (w *Window) Tenant(id string) (models.Tenant, bool) {
	for i := range w.rows {
		if w.rows[i].Tenant.ID == id {
			return w.rows[i].Tenant, true
		}
	}
	return models.Tenant{}, false
}

// CancelScan implements page.TenantActions; "" cancels all.
func (w *Window) CancelScan(id string) { w.deps.Scanner.Cancel(id) }

// Disconnect implements page.TenantActions.
func (w *Window) Disconnect(id, name string) {
	w.confirm(lang.L("Disconnect")+" "+name+"?",
		lang.L("Scans of this tenant stop and its credential is removed from this computer's keyring. Everything scanned so far stays and can be looked at."),
		lang.L("Disconnect"), func() {
			w.background(lang.L("The tenant could not be disconnected."), func(ctx context.Context) error {
				if err := w.deps.Tenants.Disconnect(ctx, id); err != nil {
					return err
				}
				w.runner.Post(func() {
					w.notify(theme.Positive, name+" "+lang.L("is disconnected. Its data stays."))
					w.onFresh()
				})
				return nil
			})
		})
}

// ClientPDF implements page.TenantActions.
func (w *Window) ClientPDF(id, name string) {
	w.save(fileName(name)+" licences.pdf", func(to *target, err error) {
		if !w.accepted(to, err) {
			return
		}
		w.notify(theme.Neutral, lang.L("Writing the report of")+" "+name+"…")
		w.background(lang.L("The report could not be written."), func(ctx context.Context) error {
			// The whole report is made before the file is touched, so that a
			// failing one leaves no half of it.
			var b bytes.Buffer
			if err := w.deps.Reporter.Client(ctx, portfolio.Scope{TenantID: id}, &b); err != nil {
				to.discard()
				return err
			}
			return w.finish(to, b.Bytes())
		})
	})
}

// Save implements the pages' wish to write a file the owner chooses.
func (w *Window) Save(name string, content []byte) {
	w.save(name, func(to *target, err error) {
		if w.accepted(to, err) {
			w.background(lang.L("The file could not be written."), func(context.Context) error { return w.finish(to, content) })
		}
	})
}

// accepted says whether the owner chose a place; a failure is shown.
func (w *Window) accepted(to *target, err error) bool {
	if err != nil {
		w.fail(lang.L("The file cannot be saved there."), err)
	}
	return err == nil && to != nil
}

func (w *Window) finish(to *target, content []byte) error {
	if err := to.write(content); err != nil {
		to.discard()
		return err
	}
	w.runner.Post(func() { w.saved(to.path) })
	return nil
}

// Pick implements the pages' wish to read a file the owner chose.
func (w *Window) Pick(extensions []string, done func(name string, content []byte)) {
	w.pick(extensions, func(name string, content []byte, err error) {
		if err != nil {
			w.fail(lang.L("The file cannot be read."), err)
			return
		}
		if name != "" {
			done(name, content)
		}
	})
}

// background runs work off the UI goroutine and shows its failure. A cancelled
// order is no failure: the owner gave it.
func (w *Window) background(failure string, work func(context.Context) error) {
	w.runner.Go(func(ctx context.Context) {
		err := work(ctx)
		if err == nil || errors.Is(err, context.Canceled) {
			return
		}
		w.runner.Post(func() { w.fail(failure, err) })
	})
}

func (w *Window) tenantName(id string) string {
	if t, ok := w.Tenant(id); ok {
		return page.TenantName(t)
	}
	return id
}

// fileName keeps what every file system takes: a tenant's name is foreign text.
func fileName(s string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, s)
	clean = strings.Trim(clean, " .-")
	if clean == "" {
		return "tenant"
	}
	if runes := []rune(clean); len(runes) > 80 {
		clean = string(runes[:80])
	}
	return clean
}

// escape clears the search first, then the page's filter.
func (w *Window) escape() {
	if w.shell.search.box.Text() != "" {
		w.shell.search.reset()
		return
	}
	if to := w.router.now; to.Filter != "" {
		to.Filter, to.Select = "", ""
		w.Navigate(to)
	}
}
