package partner

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// ask is something Microsoft asks the owner for: a sign-in or an allowance.
type ask func(ctx context.Context, open func(string) error, show func(models.DeviceCode)) error

// waiting is the dialog while the owner is at Microsoft's pages, in the browser
// here or with a code on another device.
type waiting struct {
	page   *Page
	what   string
	ask    ask
	done   func()
	loader *page.Loader
	ticker *page.Ticker
	modal  *modal.Modal
	body   *fyne.Container

	browser bool
	running chan struct{} // closed when the newest question has ended
	code    models.DeviceCode
	left    *text.Label // how long the code is valid
}

func (p *Page) signIn(browser bool) {
	p.wait(lang.L("Sign in to your partner tenant"), browser, func(ctx context.Context, open func(string) error, show func(models.DeviceCode)) error {
		_, err := p.service.SignIn(ctx, open, show)
		return err
	}, func() {
		p.env.Notify(theme.Positive, lang.L("You are signed in."))
		p.asked = false
		p.say()
		p.load()
	})
}

func (p *Page) allow() {
	p.wait(lang.L("Allow approvals through Partner Center"), true, p.service.AllowApprovals, func() {
		p.env.Notify(theme.Positive, lang.L("Customers can be approved from here now."))
		p.load()
	})
}

func (p *Page) wait(what string, browser bool, a ask, done func()) {
	w := &waiting{page: p, what: what, ask: a, done: done, browser: browser, loader: page.NewLoader(p.env.Runner), body: place.Column(3 * theme.Pad), left: text.Small("")}
	w.ticker = page.NewTicker(p.env.Runner, w.tick)
	w.modal = modal.Show(p.env.Window.Canvas(), modal.Options{Title: what, Content: w.body, Width: 480, OnCancel: w.end})
	w.start()
}

// start asks; an earlier question is given up, and has ended before the new one
// begins.
func (w *waiting) start() {
	w.ticker.Stop()
	w.code = models.DeviceCode{}
	open := w.page.shell.OpenLink
	if !w.browser {
		open = nil
	}
	run := w.page.env.Runner
	before, ended := w.running, make(chan struct{})
	w.running = ended
	page.Load(w.loader, func(ctx context.Context) (struct{}, error) {
		defer close(ended)
		if before != nil {
			<-before
		}
		if err := ctx.Err(); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.ask(ctx, open, func(c models.DeviceCode) {
			run.Post(func() {
				if ctx.Err() == nil {
					w.show(c)
				}
			})
		})
	}, func(_ struct{}, err error) { w.answered(err) })
	w.fill()
}

func (w *waiting) answered(err error) {
	w.ticker.Stop()
	if err != nil {
		w.failed(models.Explain(err))
		return
	}
	w.modal.Close()
	w.done()
}

// show presents a code with its time running out.
func (w *waiting) show(c models.DeviceCode) {
	w.code = c
	w.ticker.Start()
	w.fill()
}

func (w *waiting) end() {
	w.ticker.Stop()
	w.loader.Stop()
}

// other changes between the browser here and a code on another device.
func (w *waiting) other() {
	w.browser = !w.browser
	w.start()
}

func (w *waiting) put(objects ...fyne.CanvasObject) {
	w.body.Objects = objects
	w.body.Refresh()
	w.modal.Fit()
}

func (w *waiting) fill() {
	switch {
	case w.code.UserCode != "":
		w.put(w.coded()...)
	case w.browser:
		w.put(text.Muted(lang.L("Waiting for you in the browser. Sign in there with an account of your partner tenant; this window goes on by itself.")).Wrapped(),
			text.Small(lang.L("The browser did not open, or it is not the right one?")).Wrapped(), w.change(lang.L("Use a code on another device")))
	default:
		w.put(text.Muted(lang.L("Asking Microsoft for a code…")))
	}
}

func (w *waiting) change(label string) fyne.CanvasObject {
	return place.Row(0, button.Link(label, w.other))
}

// coded shows the code as large as it is to be read.
func (w *waiting) coded() []fyne.CanvasObject {
	env := w.page.env
	w.tick()
	out := []fyne.CanvasObject{
		text.Muted(lang.L("Open this page on any device, type the code and sign in with an account of your partner tenant:")).Wrapped(),
		text.Strong(w.code.URL).Ink(theme.Accent).Wrapped(),
		text.Figure(w.code.UserCode).Sized(36),
		w.left,
		place.Wrap(2*theme.Pad,
			button.Secondary(lang.L("Copy the code"), func() { env.Copy(w.code.UserCode) }).WithIcon(theme.IconCopy),
			button.Secondary(lang.L("Open the page"), w.openPage).WithIcon(theme.IconExternal)),
	}
	if !w.browser {
		out = append(out, w.change(lang.L("Use the browser here")))
	}
	return out
}

func (w *waiting) openPage() {
	if err := w.page.shell.OpenLink(w.code.URL); err != nil {
		w.page.env.Fail(lang.L("The page cannot be opened."), err)
	}
}

// tick says how long the code is still valid.
func (w *waiting) tick() {
	if w.code.Expires.IsZero() {
		w.left.SetText(lang.L("Waiting for you to sign in…"))
		return
	}
	left := w.code.Expires.Sub(w.page.env.Now()).Round(time.Second)
	if left <= 0 {
		w.ticker.Stop()
		w.left.SetInk(theme.Critical)
		w.left.SetText(lang.L("The code is no longer valid."))
		return
	}
	w.left.SetInk(theme.TextMuted)
	w.left.SetText(fmt.Sprintf("%s %d:%02d", lang.L("Waiting for you to sign in. The code is valid for"), int(left.Minutes()), int(left.Seconds())%60))
}

// failed says why, with both ways to try again.
func (w *waiting) failed(x models.Explanation) {
	objects := frame.Problem(w.what, x, w.page.env.Copy)
	w.put(append(objects, place.Wrap(2*theme.Pad,
		button.Primary(lang.L("Try the browser"), func() { w.browser = true; w.start() }),
		button.Secondary(lang.L("Use a code on another device"), func() { w.browser = false; w.start() })))...)
}
