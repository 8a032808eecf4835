package onboarding

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// run shows how the registration is being made.
type run struct {
	step   *register
	loader *page.Loader
	ticker *page.Ticker

	req  models.RegistrationRequest
	code models.DeviceCode
	said []string

	help, left *text.Label
	bar        *busy.Bar
	lines      *fyne.Container
	typed      *fyne.Container // the code to type elsewhere
	root       *fyne.Container
}

func newRun(r *register) *run {
	x := &run{step: r, loader: page.NewLoader(r.page.env.Runner), help: text.Muted("").Wrapped(), left: text.Small(""), lines: place.Column(1.5 * theme.Pad), typed: place.Column(3 * theme.Pad)}
	x.ticker = page.NewTicker(r.page.env.Runner, x.tick)
	x.bar = busy.New(x.cancel)
	x.root = form.Narrow(form.Width, place.Column(4*theme.Pad, text.Heading(lang.L("Making your app registration")), x.help, x.typed, x.bar, x.lines))
	return x
}

// start makes the registration; after a failure it is called again with the
// same request.
func (x *run) start(req models.RegistrationRequest) {
	p := x.step.page
	x.req, x.code, x.said = req, models.DeviceCode{}, nil
	x.typed.Objects, x.lines.Objects = nil, nil
	x.typed.Hide()
	x.help.SetText(lang.L("Sign in in the browser that just opened. The rest goes by itself."))
	if req.DeviceCode {
		x.help.SetText(lang.L("Open the address on any device, enter the code and sign in there. The rest goes by itself."))
	}
	x.bar.Set(lang.L("Asking Microsoft…"), busy.Unknown)
	x.step.show(viewRun, x.root)
	page.Load(x.loader, func(ctx context.Context) (models.Registration, error) {
		return p.world.Registrar.Register(ctx, req, p.world.Shell.OpenLink, func(c models.DeviceCode) {
			p.env.Runner.Post(func() { x.showCode(c) })
		})
	}, func(r models.Registration, err error) {
		x.rest()
		if err != nil {
			x.failed(models.Explain(err))
			return
		}
		x.step.created(r)
	})
}

func (x *run) failed(e models.Explanation) {
	again := button.Primary(lang.L("Try again"), func() { x.start(x.req) }).WithIcon(theme.IconRefresh)
	other := x.req
	other.DeviceCode = !x.req.DeviceCode
	label := lang.L("Use a device code")
	if x.req.DeviceCode {
		label = lang.L("Sign in in the browser")
	}
	x.step.failed(e, again, button.Secondary(label, func() { x.start(other) }), button.Secondary(lang.L("Make it by hand"), x.step.hand.open))
}

// showCode shows a code big enough to be typed from.
func (x *run) showCode(c models.DeviceCode) {
	if x.step.view != viewRun {
		return
	}
	p := x.step.page
	x.code = c
	open := func() {
		if err := p.world.Shell.OpenLink(c.URL); err != nil {
			p.env.Fail(lang.L("The page cannot be opened."), err)
		}
	}
	x.typed.Objects = []fyne.CanvasObject{card.New(place.Column(3*theme.Pad,
		text.Title(lang.L("Your code")), text.Figure(c.UserCode).Sized(34),
		place.Wrap(2*theme.Pad, button.Primary(lang.L("Copy code"), func() { p.env.Copy(c.UserCode) }).WithIcon(theme.IconCopy),
			button.Secondary(strings.TrimPrefix(c.URL, "https://"), open).WithTrailingIcon(theme.IconExternal)),
		x.left))}
	x.typed.Show()
	x.tick()
	x.ticker.Start()
	form.Settle(x.root, x.step.content)
}

func (x *run) tick() {
	x.left.SetText(lang.L("The code works for another") + " " + page.Countdown(x.code.Expires.Sub(x.step.page.env.Now())) + ".")
}

// told adds a sentence; one that only counts on takes the place of the last.
func (x *run) told(s string) {
	n := len(x.said)
	switch {
	case n > 0 && x.said[n-1] == s:
		return
	case n > 0 && sameBeginning(x.said[n-1], s):
		x.said[n-1] = s
	default:
		x.said = append(x.said, s)
	}
	x.bar.Set(s, busy.Unknown)
	x.lines.Objects = nil
	for _, before := range x.said[:len(x.said)-1] {
		x.lines.Add(text.Flow(text.Span{Text: "✓  ", Ink: theme.Good, Bold: true}, text.Span{Text: lang.L(before), Ink: theme.TextMuted}))
	}
	form.Settle(x.root, x.step.content)
}

// sameBeginning says whether two sentences tell the same thing with another
// number behind it.
func sameBeginning(a, b string) bool {
	first := func(s string) string { head, _, _ := strings.Cut(s, "."); return head }
	return first(a) == first(b)
}

func (x *run) cancel() {
	x.leave()
	x.step.plan.open()
}

func (x *run) rest() {
	x.ticker.Stop()
	x.bar.Done()
}

func (x *run) leave() {
	x.loader.Stop()
	x.rest()
}
