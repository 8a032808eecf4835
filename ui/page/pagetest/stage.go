package pagetest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

// Stage is a shell without a window's frame: it takes what a page asks of the
// shell and remembers it. It belongs to the test's goroutine.
type Stage struct {
	Env    page.Env
	Queue  *uitest.Queue
	Routes []page.Route
	Told   []string
	Failed []models.Explanation
	Copied string
	Links  []string
	Scans  []string
	Mails  []string          // subjects of drafts that were opened
	Files  map[string][]byte // what was saved, by name

	// FileName and File answer the next wish to pick a file; "" cancels.
	FileName string
	File     []byte

	win fyne.Window
	t   *testing.T
}

// NewStage starts the test app and ends everything with the test.
func NewStage(t *testing.T) *Stage {
	t.Helper()
	app := uitest.App(t, theme.Light)
	s := &Stage{Queue: uitest.NewQueue(), win: app.NewWindow("stage"), t: t}
	runner := page.NewRunner(t.Context(), s.Queue.Post)
	s.Env = page.Env{Window: s.win, Runner: runner, Now: Clock,
		Navigate: func(r page.Route) { s.Routes = append(s.Routes, r) },
		Notify:   func(_ theme.Tone, text string) { s.Told = append(s.Told, text) },
		Fail:     func(_ string, err error) { s.Failed = append(s.Failed, models.Explain(err)) },
		Copy:     func(text string) { s.Copied = text }}
	t.Cleanup(func() { runner.Cancel(); runner.Wait() })
	return s
}

// Show opens a page at a route in a window of 1280 × 800 and waits for it.
func (s *Stage) Show(p page.Page, at page.Route) {
	s.t.Helper()
	s.win.SetContent(p.Content())
	s.win.Resize(fyne.NewSize(1280, 800))
	p.Open(at)
	s.Settle()
}

// Settle waits until all work has ended and everything posted has run.
func (s *Stage) Settle() {
	for {
		s.Env.Runner.Wait()
		if s.Queue.Drain() == 0 {
			return
		}
	}
}

// Says reports whether a text is on screen.
func (s *Stage) Says(text string) bool { return len(Texts(s.win.Canvas(), text)) > 0 }

// Tap presses the last text on screen that holds this one.
func (s *Stage) Tap(text string) {
	s.t.Helper()
	found := Texts(s.win.Canvas(), text)
	if len(found) == 0 {
		s.t.Fatalf("nothing on screen says %q", text)
	}
	p := found[len(found)-1]
	test.TapCanvas(s.win.Canvas(), p.At.AddXY(4, p.Text.Size().Height/2))
}

// Pick implements the shell's wish to pick a file.
func (s *Stage) Pick(_ []string, done func(string, []byte)) {
	if s.FileName != "" {
		done(s.FileName, s.File)
	}
}

// OpenLink implements the shell's wish to open a link.
func (s *Stage) OpenLink(address string) error {
	s.Links = append(s.Links, address)
	return nil
}

// OpenMail implements the shell's wish to open a mail draft.
func (s *Stage) OpenMail(subject, _ string) error {
	s.Mails = append(s.Mails, subject)
	return nil
}

// Save implements the shell's wish to write a file.
func (s *Stage) Save(name string, content []byte) {
	if s.Files == nil {
		s.Files = map[string][]byte{}
	}
	s.Files[name] = content
}

// ScanTenant implements the shell's order.
func (s *Stage) ScanTenant(id string) { s.Scans = append(s.Scans, id) }

// Tenant implements the shell's knowledge of tenants.
func (s *Stage) Tenant(id string) (models.Tenant, bool) {
	for _, r := range Rows() {
		if r.Tenant.ID == id {
			return r.Tenant, true
		}
	}
	return models.Tenant{}, false
}

// CancelScan implements the shell's order.
func (s *Stage) CancelScan(id string) { s.Told = append(s.Told, "cancel "+id) }

// ClientPDF implements the shell's order.
func (s *Stage) ClientPDF(id, _ string) { s.Told = append(s.Told, "client pdf "+id) }

// Disconnect implements the shell's order.
func (s *Stage) Disconnect(id, _ string) { s.Told = append(s.Told, "disconnect "+id) }

// Last is the newest route asked for.
func (s *Stage) Last() page.Route {
	s.t.Helper()
	if len(s.Routes) == 0 {
		s.t.Fatal("nobody asked to go anywhere")
	}
	return s.Routes[len(s.Routes)-1]
}

// Press sends keys to whatever has the keyboard.
func (s *Stage) Press(keys ...fyne.KeyName) {
	s.t.Helper()
	for _, k := range keys {
		f := s.win.Canvas().Focused()
		if f == nil {
			s.t.Fatal("nothing has the keyboard")
		}
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
	s.Settle()
}
