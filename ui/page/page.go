package page

import (
	"time"

	"fyne.io/fyne/v2"

	"msp-license-tracker/ui/theme"
)

// Page is one page as the shell sees it.
type Page interface {
	// Content is built once and kept.
	Content() fyne.CanvasObject
	// Open makes the page visible at a route and loads what is stale.
	Open(Route)
	// Leave is called when another page takes the place.
	Leave()
	// Changed says that stored data differs: a visible page loads afresh, a
	// hidden one notes that it is stale.
	Changed()
}

// Searcher is a page that narrows its rows by the text of the search box.
type Searcher interface{ Search(text string) }

// Teller is a page that shows how far a connection is, one sentence at a time.
type Teller interface{ Told(text string) }

// Watcher is a page that shows running scans: text says what happens now, share
// is how much is done; active is false when none runs.
type Watcher interface {
	Scanning(text string, share float64, active bool)
}

// Env is what every page gets from the shell.
type Env struct {
	Window   fyne.Window
	Runner   *Runner
	Now      func() time.Time
	Navigate func(Route)
	// Notify shows a short message that goes away by itself.
	Notify func(theme.Tone, string)
	// Fail shows an error in plain words with its cause and next step.
	Fail func(what string, err error)
	// Copy puts text on the clipboard and says so.
	Copy func(text string)
}

// TenantActions are the orders a row or page of one tenant can give. The
// shell carries them out in the background and reports the end.
type TenantActions interface {
	ScanTenant(tenantID string)
	CancelScan(tenantID string)
	// ClientPDF asks where to save and writes the client's report.
	ClientPDF(tenantID, name string)
	// Disconnect asks first, then stops scans and keeps the data.
	Disconnect(tenantID, name string)
}
