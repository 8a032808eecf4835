package settings

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"testing"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func show(t *testing.T, part string) (*pagetest.Stage, *pagetest.World, *Page) {
	t.Helper()
	s, w := pagetest.NewStage(t), &pagetest.World{}
	p := New(s.Env, w, w, s, w.ListPrice, "/data")
	s.Show(p, page.Route{Page: page.Settings, Filter: part})
	return s, w, p
}

func TestTheCompanyIsSavedWithLogoAndColour(t *testing.T) {
	s, w, p := show(t, partCompany)
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	s.FileName, s.File = "logo.png", logo.Bytes()
	p.company.choose()
	p.company.name.SetValue("Southlight IT")
	p.company.color.SetValue("#0e8a5f")
	p.company.save()
	s.Settle()
	ws, _ := w.Workspace(context.Background())
	if ws.Company != "Southlight IT" || ws.BrandColor != "#0E8A5F" || !bytes.Equal(ws.Logo, logo.Bytes()) || !ws.Onboarded {
		t.Errorf("saved %q %q, %d bytes of logo", ws.Company, ws.BrandColor, len(ws.Logo))
	}
	if !slices.Contains(s.Told, "Saved") {
		t.Errorf("told %q", s.Told)
	}
}

func TestWhatCannotBeSavedIsSaid(t *testing.T) {
	s, w, p := show(t, partCompany)
	p.company.email.SetValue("not an address")
	p.company.color.SetValue("blue")
	p.company.save()
	s.Settle()
	if !s.Says("This is no e-mail address.") || !s.Says("Enter a colour such as") || len(w.Orders()) != 0 {
		t.Errorf("orders %q", w.Orders())
	}
	s.FileName, s.File = "logo.png", []byte("no picture")
	p.company.choose()
	if len(s.Failed) != 1 {
		t.Error("a file that is no picture was taken for a logo")
	}
}

func TestTypingIsNotOverwrittenByFreshData(t *testing.T) {
	s, _, p := show(t, partCompany)
	p.company.name.SetValue("Half a na")
	p.company.dirty = true
	p.Changed()
	s.Settle()
	if got := p.company.name.Value(); got != "Half a na" {
		t.Errorf("the field says %q", got)
	}
}

func TestThresholdGraceAndThemeAreSaved(t *testing.T) {
	s, w, p := show(t, partDefaults)
	p.defaults.days.Select("60")
	p.defaults.grace.SetValue("14")
	p.defaults.theme.Select("dark")
	p.defaults.save()
	s.Settle()
	ws, _ := w.Workspace(context.Background())
	if ws.InactiveAfterDays != 60 || ws.GraceDays != 14 || ws.Theme != "dark" {
		t.Errorf("saved %d, %d, %s", ws.InactiveAfterDays, ws.GraceDays, ws.Theme)
	}
	p.defaults.grace.SetValue("-1")
	p.defaults.save()
	if !s.Says("from 0 to 365") {
		t.Error("a negative grace period was taken")
	}
}

func TestAProductsPriceClassAndTickAreSavedAndTakenBack(t *testing.T) {
	s, w, p := show(t, partPrices)
	sku := pagetest.Results()[0].Seats[0].SKUID
	p.Open(page.Route{Page: page.Settings, Filter: partPrices, Select: sku})
	p.prices.edit(p.find(t, sku))
	p.prices.price.SetValue("19.5")
	p.prices.managed.Select("no")
	p.prices.save()
	s.Settle()
	for _, want := range []string{"save price " + sku + " 19.5", "save sku " + sku} {
		if !slices.Contains(w.Orders(), want) {
			t.Errorf("no order %q in %q", want, w.Orders())
		}
	}
	if got := p.find(t, sku); got.own == nil || got.managed {
		t.Errorf("the table still says %+v", got)
	}
	p.prices.price.SetValue("")
	p.prices.save()
	s.Settle()
	if !slices.Contains(w.Orders(), "delete price "+sku) {
		t.Errorf("an empty price is not taken back: %q", w.Orders())
	}
}

func (p *Page) find(t *testing.T, sku string) product {
	t.Helper()
	for _, x := range p.data.products {
		if x.skuID == sku {
			return x
		}
	}
	t.Fatal("no such product")
	return product{}
}
