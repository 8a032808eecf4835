package workspace_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/store"
	"msp-license-tracker/models/workspace"
)

const tenantID = "8f0e2a34-0000-4000-8000-0000000000aa"

// office is a workspace over a real database, with its events and keyring.
type office struct {
	*workspace.Workspace
	store     *store.Store
	events    []event.Event
	forgotten []string
	keyring   error
}

func (o *office) Delete(id string) error {
	o.forgotten = append(o.forgotten, id)
	return o.keyring
}

func open(t *testing.T) *office {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	err = s.SaveTenant(t.Context(), models.Tenant{ID: tenantID, Name: "Contoso", State: models.TenantConnected,
		Connection: models.Connection{Kind: models.OwnRegistration}})
	if err != nil {
		t.Fatal(err)
	}
	o := &office{store: s}
	o.Workspace = workspace.New(s, o, func(e event.Event) { o.events = append(o.events, e) })
	return o
}

// published hands over the events since the last call.
func (o *office) published() []event.Event {
	e := o.events
	o.events = nil
	return e
}

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// claiming makes a small PNG say in its header that it unfolds into a big one.
func claiming(data []byte, w, h uint32) []byte {
	const header, checksum = 12, 29 // from the word IHDR to its checksum
	binary.BigEndian.PutUint32(data[header+4:], w)
	binary.BigEndian.PutUint32(data[header+8:], h)
	binary.BigEndian.PutUint32(data[checksum:], crc32.ChecksumIEEE(data[header:checksum]))
	return data
}

func TestProfileIsTidiedSavedAndTold(t *testing.T) {
	o := open(t)
	p := models.DefaultWorkspace()
	p.Company, p.ContactEmail, p.Website = "  Northwind IT ", "ann@northwind.example", "northwind.example"
	p.Currency, p.BrandColor, p.Logo = "eur", "#a1b2c3", picture(t, 40, 20)
	if err := o.SaveWorkspace(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	p.Company, p.Currency, p.BrandColor = "Northwind IT", "EUR", "#A1B2C3"
	got, err := o.Workspace.Workspace(t.Context())
	if diff := cmp.Diff(p, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if diff := cmp.Diff([]event.Event{event.WorkspaceChanged{}, event.FiguresChanged{}}, o.published()); diff != "" {
		t.Errorf("a new currency moves figures:\n%s", diff)
	}
	p.Company = "Northwind"
	if err := o.SaveWorkspace(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]event.Event{event.WorkspaceChanged{}}, o.published()); diff != "" {
		t.Errorf("a new name moves no figures:\n%s", diff)
	}
}

func TestProfileThatBreaksARuleIsRefused(t *testing.T) {
	jpegHead := []byte("\xff\xd8\xff\xe0 not really a picture")
	for name, spoil := range map[string]func(*models.Workspace){
		"currency":       func(p *models.Workspace) { p.Currency = "EURO" },
		"no currency":    func(p *models.Workspace) { p.Currency = "" },
		"color":          func(p *models.Workspace) { p.BrandColor = "blue" },
		"short color":    func(p *models.Workspace) { p.BrandColor = "#12" },
		"signed color":   func(p *models.Workspace) { p.BrandColor = "#+12345" },
		"threshold":      func(p *models.Workspace) { p.InactiveAfterDays = 45 },
		"grace":          func(p *models.Workspace) { p.GraceDays = -1 },
		"theme":          func(p *models.Workspace) { p.Theme = "pink" },
		"email":          func(p *models.Workspace) { p.ContactEmail = "ann at northwind" },
		"named email":    func(p *models.Workspace) { p.ContactEmail = "Ann <ann@northwind.example>" },
		"website":        func(p *models.Workspace) { p.Website = "javascript://alert.example" },
		"line break":     func(p *models.Workspace) { p.Company = "a\nb" },
		"long name":      func(p *models.Workspace) { p.Company = strings.Repeat("ü", 201) },
		"long note":      func(p *models.Workspace) { p.LegalNote = strings.Repeat("x", 4001) },
		"logo bytes":     func(p *models.Workspace) { p.Logo = make([]byte, 2<<20+1) },
		"logo pixels":    func(p *models.Workspace) { p.Logo = claiming(picture(t, 1, 1), 4100, 4100) },
		"logo format":    func(p *models.Workspace) { p.Logo = []byte("GIF89a...") },
		"broken logo":    func(p *models.Workspace) { p.Logo = jpegHead },
		"truncated logo": func(p *models.Workspace) { b := picture(t, 64, 64); p.Logo = b[:len(b)-20] },
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			p := models.DefaultWorkspace()
			spoil(&p)
			mustRefuse(t, o, o.SaveWorkspace(t.Context(), p))
			if got, _ := o.Workspace.Workspace(t.Context()); !cmp.Equal(got, models.DefaultWorkspace()) {
				t.Error("something was saved")
			}
		})
	}
}

func TestThresholdIsOneOfTheChoices(t *testing.T) {
	o := open(t)
	for _, days := range models.InactiveChoices {
		if err := o.SetThreshold(t.Context(), days); err != nil {
			t.Errorf("%d days: %v", days, err)
		}
	}
	o.published()
	mustRefuse(t, o, o.SetThreshold(t.Context(), 91))
	if p, _ := o.Workspace.Workspace(t.Context()); p.InactiveAfterDays != 180 {
		t.Errorf("threshold is %d", p.InactiveAfterDays)
	}
}

func price(amount string) money.Price {
	return money.Price{SKUID: "sku", Amount: decimal.RequireFromString(amount), Currency: "usd"}
}

func TestPriceIsStoredExactlyAndByDay(t *testing.T) {
	o := open(t)
	p := price("22.123456789")
	p.TenantID = tenantID
	p.Effective = time.Date(2026, 7, 1, 13, 30, 0, 0, time.FixedZone("CEST", 7200))
	p.Expires = time.Date(2027, 7, 1, 0, 0, 0, 0, time.UTC)
	if err := o.SavePrice(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]event.Event{event.FiguresChanged{TenantID: tenantID}}, o.published()); diff != "" {
		t.Error(diff)
	}
	p.Scope, p.Currency, p.Frequency, p.Source = money.TenantPrice, "USD", money.Monthly, "entered by the owner"
	p.Effective = time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	got, err := o.Prices(t.Context())
	if diff := cmp.Diff([]money.Price{p}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if err := o.DeletePrice(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if got, _ := o.Prices(t.Context()); len(got) != 0 {
		t.Errorf("still there: %v", got)
	}
}

func TestPriceThatBreaksARuleIsRefused(t *testing.T) {
	july := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	for name, spoil := range map[string]func(*money.Price){
		"negative":            func(p *money.Price) { p.Amount = decimal.RequireFromString("-0.01") },
		"absurd":              func(p *money.Price) { p.Amount = decimal.New(1, 400) },
		"too exact":           func(p *money.Price) { p.Amount = decimal.New(1, -13) },
		"no SKU":              func(p *money.Price) { p.SKUID = "" },
		"currency":            func(p *money.Price) { p.Currency = "$" },
		"frequency":           func(p *money.Price) { p.Frequency = "weekly" },
		"dates":               func(p *money.Price) { p.Effective, p.Expires = july, july },
		"list price":          func(p *money.Price) { p.Scope = money.ListPrice },
		"tenant without id":   func(p *money.Price) { p.Scope = money.TenantPrice },
		"workspace of tenant": func(p *money.Price) { p.Scope, p.TenantID = money.WorkspacePrice, tenantID },
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			p := price("1")
			spoil(&p)
			mustRefuse(t, o, o.SavePrice(t.Context(), p))
		})
	}
}

func TestRateNeedsTwoCurrenciesANumberAndADay(t *testing.T) {
	o := open(t)
	good := insight.Rate{From: "eur", To: "USD", Value: " 1.0842 ", Date: time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)}
	if err := o.SaveRate(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	want := insight.Rate{From: "EUR", To: "USD", Value: "1.0842", Date: time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)}
	got, err := o.store.Rates(t.Context())
	if diff := cmp.Diff([]insight.Rate{want}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	o.published()
	for name, spoil := range map[string]func(*insight.Rate){
		"same":     func(r *insight.Rate) { r.To = "eur" },
		"zero":     func(r *insight.Rate) { r.Value = "0" },
		"negative": func(r *insight.Rate) { r.Value = "-1" },
		"comma":    func(r *insight.Rate) { r.Value = "1,08" },
		"absurd":   func(r *insight.Rate) { r.Value = "1e999" },
		"no day":   func(r *insight.Rate) { r.Date = time.Time{} },
		"currency": func(r *insight.Rate) { r.From = "E" },
	} {
		t.Run(name, func(t *testing.T) {
			r := good
			spoil(&r)
			mustRefuse(t, o, o.SaveRate(t.Context(), r))
		})
	}
}

func TestSKUSettingIsChecked(t *testing.T) {
	o := open(t)
	name, blank, paid, no := " Premium ", "  ", models.ClassPaid, false
	odd, five, minus := models.SKUClass("gold"), 5, -1
	good := models.SKUSetting{TenantID: tenantID, SKUID: "sku", Name: &name, Class: &paid, Managed: &no, Spare: &five}
	if err := o.SaveSKUSetting(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	got, err := o.SKUSettings(t.Context())
	if err != nil || len(got) != 1 || *got[0].Name != "Premium" || *got[0].Spare != 5 || *got[0].Managed || *got[0].Class != paid {
		t.Errorf("%+v, %v", got, err)
	}
	if name != " Premium " {
		t.Error("the caller's text was changed")
	}
	if diff := cmp.Diff([]event.Event{event.FiguresChanged{TenantID: tenantID}}, o.published()); diff != "" {
		t.Error(diff)
	}
	for what, bad := range map[string]models.SKUSetting{
		"no SKU":          {TenantID: tenantID, Managed: &no},
		"class":           {SKUID: "sku", Class: &odd},
		"negative spare":  {TenantID: tenantID, SKUID: "sku", Spare: &minus},
		"workspace spare": {SKUID: "sku", Spare: &five},
	} {
		t.Run(what, func(t *testing.T) { mustRefuse(t, o, o.SaveSKUSetting(t.Context(), bad)) })
	}
	if err := o.SaveSKUSetting(t.Context(), models.SKUSetting{TenantID: tenantID, SKUID: "sku", Name: &blank}); err != nil {
		t.Fatal(err)
	}
	if got, _ := o.SKUSettings(t.Context()); len(got) != 0 {
		t.Errorf("a setting that decides nothing stays: %+v", got)
	}
}

func TestTenantsAreMappedAndTagged(t *testing.T) {
	o := open(t)
	c, err := o.SaveCustomer(t.Context(), models.Customer{Name: " Contoso Group ", Currency: "gbp"})
	if err != nil || c.ID == "" || c.Name != "Contoso Group" || c.Currency != "GBP" {
		t.Fatalf("%+v, %v", c, err)
	}
	if err := o.MapTenant(t.Context(), tenantID, c.ID); err != nil {
		t.Fatal(err)
	}
	if err := o.SetTags(t.Context(), tenantID, []string{"vip", " VIP", "", "school"}); err != nil {
		t.Fatal(err)
	}
	if err := o.SetOverrides(t.Context(), tenantID, models.TenantSettings{InactiveAfterDays: 30}); err != nil {
		t.Fatal(err)
	}
	got, err := o.store.Tenant(t.Context(), tenantID)
	if err != nil || got.CustomerID != c.ID || !cmp.Equal(got.Tags, []string{"school", "vip"}) || got.Overrides.InactiveAfterDays != 30 {
		t.Errorf("%+v, %v", got, err)
	}
	o.published()
	mustRefuse(t, o, o.MapTenant(t.Context(), tenantID, "nobody"))
	mustRefuse(t, o, o.SetTags(t.Context(), tenantID, []string{"a\tb"}))
	mustRefuse(t, o, o.SetOverrides(t.Context(), tenantID, models.TenantSettings{InactiveAfterDays: 31}))
	_, err = o.SaveCustomer(t.Context(), models.Customer{Name: "  "})
	mustRefuse(t, o, err)
	if err := o.MapTenant(t.Context(), tenantID, ""); err != nil {
		t.Fatal(err)
	}
	if got, _ := o.store.Tenant(t.Context(), tenantID); got.CustomerID != "" {
		t.Error("still mapped")
	}
}

func TestLeavingTenantsForgetTheirOwnCredential(t *testing.T) {
	o := open(t)
	if err := o.Disconnect(t.Context(), tenantID); err != nil {
		t.Fatal(err)
	}
	if got, _ := o.store.Tenant(t.Context(), tenantID); got.State != models.TenantDisconnected {
		t.Errorf("state %q", got.State)
	}
	if diff := cmp.Diff([]event.Event{event.TenantsChanged{TenantID: tenantID}, event.FiguresChanged{TenantID: tenantID}}, o.published()); diff != "" {
		t.Error(diff)
	}
	if err := o.Reconnect(t.Context(), tenantID); err != nil {
		t.Fatal(err)
	}
	shared := models.Tenant{ID: "shared", State: models.TenantConnected, Connection: models.Connection{Kind: models.SharedRegistration}}
	if err := o.store.SaveTenant(t.Context(), shared); err != nil {
		t.Fatal(err)
	}
	if err := o.Disconnect(t.Context(), "shared"); err != nil {
		t.Fatal(err)
	}
	if err := o.Workspace.Delete(t.Context(), tenantID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.store.Tenant(t.Context(), tenantID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a deleted tenant is still there: %v", err)
	}
	if diff := cmp.Diff([]string{tenantID, tenantID}, o.forgotten); diff != "" {
		t.Errorf("forgotten (-want +got):\n%s", diff)
	}
	for _, err := range []error{o.Disconnect(t.Context(), "nobody"), o.SetTags(t.Context(), "nobody", nil), o.Reconnect(t.Context(), "nobody")} {
		if e := models.Explain(err); e.Code != "tenant-unknown" || !errors.Is(err, models.ErrNotFound) {
			t.Errorf("unknown tenant: %v", err)
		}
	}
}

func TestLockedKeyringIsToldAfterDisconnecting(t *testing.T) {
	o := open(t)
	o.keyring = errors.New("locked")
	err := o.Disconnect(t.Context(), tenantID)
	if models.Explain(err).Code != "secret-kept" {
		t.Errorf("got %v", err)
	}
	if got, _ := o.store.Tenant(t.Context(), tenantID); got.State != models.TenantDisconnected {
		t.Errorf("state %q: scans must stop all the same", got.State)
	}
}

func TestContrastFollowsWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000000", "#FFFFFF", 21}, {"#FFFFFF", "#FFFFFF", 1}, {"#777777", "#FFFFFF", 4.48}, {"#2457D6", "#FFFFFF", 6.15}} {
		got, ok := workspace.Contrast(c.a, c.b)
		if !ok || math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s on %s: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
	if _, ok := workspace.Contrast("red", "#FFFFFF"); ok {
		t.Error("a word is no colour")
	}
}

// mustRefuse wants plain words with cause and next step, and silence.
func mustRefuse(t *testing.T, o *office, err error) {
	t.Helper()
	e := models.Explain(err)
	if !errors.Is(err, models.ErrInvalid) || e.Title == "" || e.Cause == "" || e.Next == "" {
		t.Errorf("not refused in plain words: %v", err)
	}
	if told := o.published(); len(told) > 0 {
		t.Errorf("a refused change was published: %v", told)
	}
}
