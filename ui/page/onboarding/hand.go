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
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// hand leads through the portal and takes the values that come out of it.
type hand struct {
	step   *register
	loader *page.Loader // proving all values
	looker *page.Loader // looking at both ids while they are pasted

	clouds         *form.Clouds
	tenant, client *field.Field
	credential     *form.Credential
	guide          *fyne.Container
	problem        *fyne.Container
	send           *button.Button
	bar            *busy.Bar
	values, both   *fyne.Container // the fields; guide and fields
	root           *fyne.Container
	linked         string // cloud and client id the guide's links lead to
	asked          string // ids looked at last
}

func newHand(r *register) *hand {
	w := r.page.world
	h := &hand{step: r, loader: page.NewLoader(r.page.env.Runner), looker: page.NewLoader(r.page.env.Runner), guide: place.Column(0), problem: place.Column(0)}
	judge := w.Registrar.CheckPasted
	h.tenant = form.Pasted(field.New(lang.L("Directory (tenant) id"), "00000000-0000-0000-0000-000000000000"), models.PastedTenantID, judge, lang.L("Paste the Directory (tenant) id of your own organization."))
	h.client = form.Pasted(field.New(lang.L("Application (client) id"), "00000000-0000-0000-0000-000000000000"), models.PastedClientID, judge, lang.L("Paste the Application (client) id."))
	for _, f := range []*field.Field{h.tenant, h.client} {
		judged := f.Input.OnChanged
		f.Input.OnChanged = func(s string) { judged(s); h.look() }
	}
	h.credential = form.NewCredential(r.page.env, w.Shell, w.Certificates, judge)
	h.credential.OnChange = h.settle
	h.clouds = form.NewClouds(w.Clouds, func() { h.asked = ""; h.look(); h.fill(); h.settle() })
	h.send = button.Primary(lang.L("Check"), h.adopt)
	h.bar = busy.New(h.cancel)
	h.values = place.Column(3*theme.Pad, h.problem, h.client, h.tenant, h.credential.Object(), place.Row(2*theme.Pad, h.send, place.Width(220, h.bar)))
	h.both = place.Shares(2*theme.Gap, 700, []float32{1.35, 1}, h.guide, card.Titled(lang.L("Paste the values here"), nil, h.values))
	h.root = place.Column(4*theme.Pad, place.Column(theme.Pad, text.Heading(lang.L("Make it by hand")),
		text.Muted(lang.L("Follow the steps in the portal. Every link opens the right page, every value to type there can be copied.")).Wrapped()),
		place.Width(320, h.clouds.Object()),
		h.both,
		place.Row(0, button.Link(lang.L("Back"), r.offer)))
	return h
}

func (h *hand) open() {
	h.fill()
	h.step.show(viewHand, form.Narrow(1.6*form.Width, h.root))
}

func (h *hand) connection() models.Connection {
	c := models.Connection{Kind: models.SharedRegistration, ClientID: strings.ToLower(strings.TrimSpace(h.client.Value()))}
	h.clouds.Into(&c)
	return c
}

// fill shows the steps for the chosen cloud; with a client id their links lead
// straight to its pages.
func (h *hand) fill() {
	conn := h.connection()
	if h.client.Error() != "" {
		conn.ClientID = ""
	}
	p := h.step.page
	if key := conn.Cloud + " " + conn.ClientID; key != h.linked || len(h.guide.Objects) == 0 {
		h.linked = key
		h.guide.Objects = []fyne.CanvasObject{form.Guide(p.world.Registrar.ManualSteps(conn), h.openLink, p.env.Copy)}
		form.Settle(h.guide, h.both, h.root, h.step.content)
	}
}

func (h *hand) openLink(address string) {
	if err := h.step.page.world.Shell.OpenLink(address); err != nil {
		h.step.page.env.Fail(lang.L("The page cannot be opened."), err)
	}
}

// look asks the login service about both ids as soon as both are whole: it
// finds swapped ones and those of another cloud.
func (h *hand) look() {
	tenant, client, conn := strings.TrimSpace(h.tenant.Value()), strings.TrimSpace(h.client.Value()), h.connection()
	whole := len(tenant) >= 4 && len(client) >= 36 && h.tenant.Error() == "" && h.client.Error() == ""
	if key := conn.Cloud + " " + tenant + " " + client; !whole || key == h.asked {
		return
	} else {
		h.asked = key
	}
	h.fill()
	registrar := h.step.page.world.Registrar
	page.Load(h.looker, func(ctx context.Context) (*models.Explanation, error) {
		return registrar.CheckIDs(ctx, conn, tenant, client), nil
	}, func(x *models.Explanation, _ error) {
		if x != nil {
			h.tenant.SetError(form.Sentence(*x))
			h.settle()
		}
	})
}

// adopt proves all values and takes the registration over.
func (h *hand) adopt() {
	tenant, client, cloud, credential := h.tenant.Valid(), h.client.Valid(), h.clouds.Valid(), h.credential.Valid()
	h.settle()
	if !tenant || !client || !cloud || !credential {
		return
	}
	req := models.ConnectRequest{TenantID: strings.TrimSpace(h.tenant.Value()), Connection: h.connection()}
	h.credential.Into(&req)
	h.say()
	h.send.Disable()
	h.bar.Set(lang.L("Asking Microsoft for a token…"), busy.Unknown)
	registrar := h.step.page.world.Registrar
	page.Load(h.loader, func(ctx context.Context) (models.Registration, error) { return registrar.Adopt(ctx, req) }, func(r models.Registration, err error) {
		h.rest()
		if err != nil {
			h.say(form.Trouble(lang.L("App registration"), models.Explain(err), h.step.page.env.Copy))
			return
		}
		h.credential.Forget()
		h.step.created(r)
	})
}

func (h *hand) say(objects ...fyne.CanvasObject) {
	h.problem.Objects = objects
	h.settle()
}

// settle makes room after a field said something or a part was shown.
func (h *hand) settle() { form.Settle(h.values, h.both, h.root, h.step.content) }

func (h *hand) cancel() {
	h.loader.Stop()
	h.rest()
}

func (h *hand) rest() {
	h.bar.Done()
	h.send.Enable()
	h.settle()
}

// leave gives up what is under way and forgets the secret; the ids stay.
func (h *hand) leave() {
	h.cancel()
	h.looker.Stop()
	h.credential.Forget()
}
