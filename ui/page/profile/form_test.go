package profile_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/page/profile"
	"msp-license-tracker/ui/widget/place"

	"fyne.io/fyne/v2"
)

// sheet shows a form as a page would.
type sheet struct{ content fyne.CanvasObject }

func (s sheet) Content() fyne.CanvasObject { return s.content }
func (sheet) Open(page.Route)              {}
func (sheet) Leave()                       {}
func (sheet) Changed()                     {}

func show(t *testing.T) (*pagetest.Stage, *profile.Form) {
	t.Helper()
	s := pagetest.NewStage(t)
	f := profile.New(s, s.Env.Fail)
	f.Fill(models.DefaultWorkspace())
	s.Show(sheet{place.Column(16, f.Company(), f.Brand(), f.Reports())}, page.Route{})
	return s, f
}

func TestWhatWasTypedIsTakenOverWithLogoAndColour(t *testing.T) {
	s, f := show(t)
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	s.FileName, s.File = "logo.png", logo.Bytes()
	s.Tap("Choose logo")
	s.Write("Company", " Southlight IT ")
	s.Write("Brand colour", "#0e8a5f")
	w := models.DefaultWorkspace()
	if f.Into(&w); !f.Valid() || w.Company != "Southlight IT" || w.BrandColor != "#0E8A5F" || !bytes.Equal(w.Logo, logo.Bytes()) || w.Currency != "USD" {
		t.Errorf("took over %q %q, %d bytes of logo", w.Company, w.BrandColor, len(w.Logo))
	}
}

func TestWhatCannotBeSavedIsSaid(t *testing.T) {
	s, f := show(t)
	s.Write("E-mail", "not an address")
	s.Write("Brand colour", "blue")
	if f.Valid() || !s.Says("This is no e-mail address.") || !s.Says("Enter a colour such as") {
		t.Error("wrong values are taken")
	}
	s.FileName, s.File = "logo.png", []byte("no picture")
	s.Tap("Choose logo")
	if len(s.Failed) != 1 {
		t.Error("a file that is no picture was taken for a logo")
	}
}

func TestTypingIsNotOverwrittenByFreshData(t *testing.T) {
	s, f := show(t)
	s.Write("Company", "Half a na")
	w := models.DefaultWorkspace()
	w.Company = "Stored"
	f.Fill(w)
	if f.Into(&w); w.Company != "Half a na" {
		t.Errorf("the field says %q", w.Company)
	}
	f.Clean()
	w.Company = "Stored"
	f.Fill(w)
	if !f.Named() || !s.Says("Stored") {
		t.Error("a clean form does not follow what is stored")
	}
}
