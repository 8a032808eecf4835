package life

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// rotation is the dialog that replaces a credential. What is typed into it
// lives no longer than the dialog.
type rotation struct {
	orders *Orders
	tenant models.Tenant
	loader *page.Loader
	modal  *modal.Modal

	kind         *selectbox.Box
	secret       *field.Field
	file         *button.Button
	fileField    *field.Field
	password     *field.Field
	ends         *field.Field
	busy         *busy.Bar
	problem      *fyne.Container
	body         *fyne.Container
	certificate  models.Sensitive
	usesSecret   bool
	needPassword bool
}

// NewCredential asks for a new secret or certificate of a tenant's own
// registration. The old one works until the new one is proved.
func (o *Orders) NewCredential(t models.Tenant) {
	r := &rotation{orders: o, tenant: t, loader: page.NewLoader(o.env.Runner), usesSecret: t.Connection.Credential != models.CertificateCredential}
	r.build()
	start := fyne.Focusable(r.secret.Input)
	if !r.usesSecret {
		start = r.file
	}
	r.modal = modal.Show(o.env.Window.Canvas(), modal.Options{
		Title: lang.L("New credential for") + " " + page.TenantName(t), Width: 520, Content: r.body,
		Confirm: lang.L("Prove and replace"), OnConfirm: func() bool { r.send(); return false }, OnCancel: r.cancel, Focus: start,
	})
}

func (r *rotation) build() {
	r.kind = selectbox.New("", func(id string) { r.usesSecret = id == string(models.SecretCredential); r.adapt() },
		selectbox.Option{ID: string(models.SecretCredential), Text: lang.L("Client secret")},
		selectbox.Option{ID: string(models.CertificateCredential), Text: lang.L("Certificate file")})
	r.kind.Select(string(models.SecretCredential))
	if !r.usesSecret {
		r.kind.Select(string(models.CertificateCredential))
	}
	r.secret = field.Secret(lang.L("New client secret"), "").WithHint(lang.L("The column “Value”. It goes to this computer's keyring and nowhere else."))
	r.file = button.Secondary(lang.L("Choose file…"), r.pick).WithIcon(theme.IconKey)
	r.fileField = field.Of(lang.L("Certificate with private key (.pfx or .pem)"), place.Row(0, r.file))
	r.password = field.Secret(lang.L("Password of the file, if it has one"), "")
	r.ends = field.New(lang.L("It ends on (optional)"), "2027-11-20").WithHint(lang.L("Year-month-day, as the portal shows it: then the program warns in time.")).Validate(checkDay)
	r.busy = busy.New(r.stop)
	r.busy.Done()
	r.problem = place.Column(2 * theme.Pad)
	r.body = place.Column(3*theme.Pad,
		text.Muted(lang.L("Make it in the tenant's app registration first. The program asks Microsoft for a token with it; only when that worked is the old one dropped.")).Wrapped(),
		r.problem, field.Of(lang.L("Proof of identity"), r.kind), r.secret, r.fileField, r.password, r.ends, r.busy)
	r.adapt()
}

// adapt shows the fields of the chosen kind.
func (r *rotation) adapt() {
	visible(r.secret, r.usesSecret)
	visible(r.fileField, !r.usesSecret)
	visible(r.password, !r.usesSecret && r.needPassword)
	r.fit()
}

func (r *rotation) fit() {
	r.body.Refresh()
	if r.modal != nil {
		r.modal.Fit()
	}
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func (r *rotation) pick() {
	r.orders.picker.Pick([]string{".pfx", ".p12", ".pem"}, func(name string, content []byte) {
		r.certificate = models.Sensitive(content)
		r.needPassword = !strings.HasSuffix(strings.ToLower(name), ".pem")
		r.file.SetText(name)
		r.fileField.SetError("")
		r.adapt()
	})
}

func (r *rotation) send() {
	req, ok := r.request()
	if !ok || r.loader.Busy() {
		r.fit()
		return
	}
	r.problem.Objects = nil
	r.modal.Confirm().Disable()
	r.busy.Set(lang.L("Asking Microsoft for a token with it…"), busy.Unknown)
	r.busy.Show()
	r.fit()
	page.Load(r.loader, func(ctx context.Context) (models.Tenant, error) {
		t, _, err := r.orders.credentials.RotateCredential(ctx, r.tenant.ID, req)
		return t, err
	}, r.answered)
}

func (r *rotation) answered(_ models.Tenant, err error) {
	r.busy.Done()
	r.modal.Confirm().Enable()
	if err != nil {
		r.problem.Objects = frame.Problem(lang.L("New credential"), models.Explain(err), r.orders.env.Copy)
		r.problem.Add(text.Small(lang.L("The old credential is still in place.")))
		r.fit()
		return
	}
	r.forget()
	r.modal.Close()
	r.orders.env.Notify(theme.Positive, lang.L("The new credential works and is in use. The old one can be deleted in the app registration."))
}

// stop gives up what is under way; the old credential stays.
func (r *rotation) stop() {
	r.loader.Stop()
	r.busy.Done()
	r.modal.Confirm().Enable()
	r.fit()
}

func (r *rotation) cancel() {
	r.stop()
	r.forget()
}

func (r *rotation) forget() {
	r.certificate, r.needPassword = "", false
	r.secret.SetValue("")
	r.password.SetValue("")
	r.file.SetText(lang.L("Choose file…"))
}
