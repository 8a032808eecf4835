package form

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// Kinds of proof the owner can choose; the last two are certificates.
const (
	KindSecret = "secret"
	KindFile   = "file"
	KindMade   = "made"
)

// madeMonths is how long a certificate made here is valid.
const madeMonths = 12

// Files is what the proof of identity asks of the window.
type Files interface {
	// Pick asks for a file and reads it.
	Pick(extensions []string, done func(name string, content []byte))
	// Save asks where to write a file.
	Save(name string, content []byte)
}

// Certificates makes self-signed certificates.
type Certificates interface {
	NewCertificate(ctx context.Context, name string, months int) (models.NewCertificate, error)
}

// Credential is the proof of identity of an app registration: a secret, a
// certificate file, or a certificate made here. What was typed is forgotten by
// Forget.
type Credential struct {
	// OnChange is told when the fields need another height; it may be nil.
	OnChange func()

	env    page.Env
	files  Files
	maker  Certificates
	loader *page.Loader

	kind      *selectbox.Box
	secret    *field.Field
	file      *button.Button
	fileField *field.Field
	password  *field.Field
	make      *button.Button
	made      *fyne.Container
	madeField *field.Field
	root      *fyne.Container
	held      held
}

// held is what must never be printed.
type held struct {
	fileName    string
	certificate models.Sensitive
	certMade    models.NewCertificate
}

// Format prints no field: fmt looks past the redaction of values in unexported
// fields.
func (h held) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "[redacted]") }

// NewCredential begins with a secret.
func NewCredential(env page.Env, files Files, maker Certificates, judge Judge) *Credential {
	c := &Credential{env: env, files: files, maker: maker, loader: page.NewLoader(env.Runner)}
	c.kind = selectbox.New("", c.Choose,
		selectbox.Option{ID: KindSecret, Text: lang.L("Client secret")},
		selectbox.Option{ID: KindMade, Text: lang.L("Certificate, made here")},
		selectbox.Option{ID: KindFile, Text: lang.L("Certificate file")})
	c.kind.Select(KindSecret)
	c.secret = Pasted(field.Secret(lang.L("Client secret"), ""), models.PastedSecret, judge, lang.L("Enter the client secret.")).
		WithHint(lang.L("The column “Value”. It goes to this computer's keyring and nowhere else."))
	c.file = button.Secondary(lang.L("Choose file…"), c.pick).WithIcon(theme.IconKey)
	c.fileField = field.Of(lang.L("Certificate with private key (.pfx or .pem)"), place.Row(0, c.file))
	c.password = field.Secret(lang.L("Password of the file, if it has one"), "")
	c.make = button.Secondary(lang.L("Make certificate"), c.create).WithIcon(theme.IconKey)
	c.made = place.Column(2*theme.Pad, place.Row(0, c.make))
	c.madeField = field.Of(lang.L("Certificate"), c.made)
	c.root = place.Column(3*theme.Pad, field.Of(lang.L("Proof of identity"), c.kind), c.secret, c.fileField, c.password, c.madeField)
	c.adapt()
	return c
}

// settle makes room for what is shown now.
func (c *Credential) settle() {
	Settle(c.root)
	if c.OnChange != nil {
		c.OnChange()
	}
}

// Object is what the form shows.
func (c *Credential) Object() fyne.CanvasObject { return c.root }

// Choose selects a kind as the owner would.
func (c *Credential) Choose(kind string) {
	c.kind.Select(kind)
	c.adapt()
}

// Kind is the kind of credential as a connection names it.
func (c *Credential) Kind() models.CredentialKind {
	if c.kind.Selected() == KindSecret {
		return models.SecretCredential
	}
	return models.CertificateCredential
}

// SetSecret pastes a secret as the owner would.
func (c *Credential) SetSecret(s string) { c.secret.SetValue(s) }

func (c *Credential) adapt() {
	kind := c.kind.Selected()
	Visible(c.secret, kind == KindSecret)
	Visible(c.fileField, kind == KindFile)
	Visible(c.password, kind == KindFile && hasPassword(c.held.fileName))
	Visible(c.madeField, kind == KindMade)
	c.settle()
}

func (c *Credential) pick() {
	c.files.Pick([]string{".pfx", ".p12", ".pem", ".crt", ".cer"}, func(name string, content []byte) {
		c.held.fileName, c.held.certificate = name, models.Sensitive(content)
		c.file.SetText(name)
		c.fileField.SetError("")
		c.adapt()
	})
}

// create makes a certificate in the background and offers its public part.
func (c *Credential) create() {
	c.make.Disable()
	c.madeField.SetError("")
	page.Load(c.loader, func(ctx context.Context) (models.NewCertificate, error) {
		return c.maker.NewCertificate(ctx, "MSP License Tracker", madeMonths)
	}, func(made models.NewCertificate, err error) {
		c.make.Enable()
		if err != nil {
			c.madeField.SetError(Sentence(models.Explain(err)))
			return
		}
		c.held.certMade = made
		c.showMade()
	})
}

func (c *Credential) showMade() {
	made := c.held.certMade
	save := button.Secondary(lang.L("Save public part…"), func() { c.files.Save("msp-license-tracker.cer", made.Public) }).WithIcon(theme.IconDownload)
	c.made.Objects = []fyne.CanvasObject{
		text.Small(lang.L("Thumbprint") + " " + made.Thumbprint).Wrapped(),
		text.Small(lang.L("Valid until") + " " + page.Date(made.Ends)).Wrapped(),
		place.Wrap(2*theme.Pad, save, button.Link(lang.L("Copy thumbprint"), func() { c.env.Copy(made.Thumbprint) })),
		text.Muted(lang.L("Upload the public part in the portal under Certificates & secrets before you go on. The private key stays here and goes to the keyring once it was proved.")).Wrapped(),
	}
	c.settle()
}

// Valid marks what is missing or wrong.
func (c *Credential) Valid() bool {
	err := c.check()
	switch c.kind.Selected() {
	case KindSecret:
		return c.secret.Valid()
	case KindFile:
		c.fileField.SetError(said(err))
	default:
		c.madeField.SetError(said(err))
	}
	c.settle()
	return err == nil
}

func (c *Credential) check() error {
	switch kind := c.kind.Selected(); {
	case kind == KindFile && c.held.certificate == "":
		return errors.New(lang.L("Choose the certificate file with its private key (.pfx or .pem)."))
	case kind == KindMade && c.held.certMade.Private == "":
		return errors.New(lang.L("Make the certificate first and upload its public part."))
	}
	return nil
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Into writes exactly one of secret and certificate into a request.
func (c *Credential) Into(r *models.ConnectRequest) {
	r.Connection.Credential = c.Kind()
	r.Secret, r.Certificate, r.Password = "", "", ""
	switch c.kind.Selected() {
	case KindSecret:
		r.Secret = models.Sensitive(strings.TrimSpace(c.secret.Value()))
	case KindFile:
		r.Certificate, r.Password = c.held.certificate, models.Sensitive(c.password.Value())
	default:
		r.Certificate, r.Connection.CredentialEnds = c.held.certMade.Private, c.held.certMade.Ends
	}
}

// Forget empties what nobody may read twice and gives up what is under way.
func (c *Credential) Forget() {
	c.loader.Stop()
	c.make.Enable()
	c.held = held{}
	c.secret.SetValue("")
	c.password.SetValue("")
	c.file.SetText(lang.L("Choose file…"))
	c.made.Objects = []fyne.CanvasObject{place.Row(0, c.make)}
	c.made.Refresh()
	c.adapt()
}

// hasPassword says whether a certificate file usually has one.
func hasPassword(file string) bool {
	ext := strings.ToLower(filepath.Ext(file))
	return ext == ".pfx" || ext == ".p12"
}
