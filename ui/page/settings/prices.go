package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// prices is the part with every product, its price, class and tick.
type prices struct {
	page   *Page
	object fyne.CanvasObject
	table  *datatable.Table[product]
	side   *card.Card
	chosen product

	price     *field.Field
	frequency *selectbox.Box
	currency  *selectbox.Box
	class     *selectbox.Box
	managed   *selectbox.Box
}

func newPrices(p *Page) *prices {
	x := &prices{page: p}
	x.table = datatable.New(productColumns(), datatable.Options[product]{
		Key: func(r product) string { return r.skuID }, TwoLines: true, OnSelect: x.edit, OnOpen: x.edit, Now: p.env.Now, Post: p.env.Runner.Post,
		Empty: lang.L("Products appear here after the first scan."),
	})
	x.buildEditor()
	x.side = card.New(x.hint())
	x.object = place.Inset(theme.Margin, page.Beside(card.Flush(x.table), x.side))
	return x
}

func productColumns() []datatable.Column[product] {
	faint := func(r product) fyne.ThemeColorName {
		if !r.managed || r.class != models.ClassPaid {
			return theme.TextFaint
		}
		return ""
	}
	return []datatable.Column[product]{
		{ID: "product", Title: lang.L("Product"), Flex: 2, MinWidth: 236, Bold: true, Ink: faint, Text: func(r product) string { return r.name }, Sub: func(r product) string { return r.partNumber }},
		{ID: "owned", Title: lang.L("Seats owned"), Width: 96, Align: fyne.TextAlignTrailing, Priority: 1, Text: func(r product) string { return page.Count(r.owned) }, Number: func(r product) float64 { return float64(r.owned) }},
		{ID: "list", Title: lang.L("List price"), Width: 92, Align: fyne.TextAlignTrailing, Muted: true, Text: func(r product) string { return priceText(r.list) }},
		{ID: "own", Title: lang.L("Your price"), Width: 96, Align: fyne.TextAlignTrailing, Bold: true, Text: func(r product) string { return priceText(r.own) }},
		{ID: "class", Title: lang.L("Class"), Width: 84, Priority: 2, Text: func(r product) string { return page.ClassName(r.class) }},
		{ID: "sums", Title: lang.L("In sums"), Width: 110, Text: func(r product) string { return r.counted() },
			Dot: func(r product) theme.Tone {
				if r.counted() == lang.L("counted") {
					return theme.Positive
				}
				if r.counted() == lang.L("unpriced") {
					return theme.Caution
				}
				return theme.Neutral
			}},
	}
}

func (x *prices) hint() fyne.CanvasObject {
	return place.Column(2*theme.Pad, text.Title(lang.L("Price, class and tick")),
		text.Muted(lang.L("Choose a product to enter your own price, to change what kind of licence it is, or to leave it out of every figure.")).Wrapped())
}

func (x *prices) buildEditor() {
	x.price = field.New(lang.L("Your price per seat"), "22.50").Validate(func(s string) error {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		_, err := parsePrice(s)
		return err
	}).WithHint(lang.L("Empty: the list price counts."))
	x.frequency = selectbox.New("", nil, selectbox.Option{ID: string(money.Monthly), Text: lang.L("a month")},
		selectbox.Option{ID: string(money.Annual), Text: lang.L("a year")}, selectbox.Option{ID: string(money.ThreeYear), Text: lang.L("for three years")})
	var currencies []selectbox.Option
	for _, c := range money.Currencies() {
		currencies = append(currencies, selectbox.Option{ID: c, Text: c})
	}
	x.currency = selectbox.New("", nil, currencies...)
	var classes []selectbox.Option
	for _, c := range []models.SKUClass{models.ClassPaid, models.ClassFree, models.ClassTrial, models.ClassDonated, models.ClassCapacity, models.ClassDevice} {
		classes = append(classes, selectbox.Option{ID: string(c), Text: page.ClassName(c)})
	}
	x.class = selectbox.New("", nil, classes...)
	x.managed = selectbox.New("", nil, selectbox.Option{ID: "yes", Text: lang.L("Yes, it enters every figure")}, selectbox.Option{ID: "no", Text: lang.L("No, leave it out")})
}

func (x *prices) fill(products []product, selected string) {
	x.table.SetRows(products)
	if selected == "" {
		selected = x.chosen.skuID
	}
	if selected == "" && len(products) > 0 {
		selected = products[0].skuID
	}
	for _, p := range products {
		if p.skuID == selected && selected != "" {
			x.table.SelectKey(selected)
			x.edit(p)
		}
	}
}

// edit shows a product's decisions at the right.
func (x *prices) edit(p product) {
	x.chosen = p
	x.price.SetValue("")
	x.frequency.Select(string(money.Monthly))
	x.currency.Select(x.page.data.workspace.Currency)
	if p.own != nil {
		x.price.SetValue(p.own.Amount.String())
		x.frequency.Select(string(p.own.Frequency))
		x.currency.Select(p.own.Currency)
	}
	x.class.Select(string(p.class))
	x.managed.Select(map[bool]string{true: "yes", false: "no"}[p.managed])
	x.side.SetContent(container.NewVScroll(page.Side(place.Column(3*theme.Pad, text.Strong(p.name).Sized(15).Wrapped(),
		text.Small(p.partNumber+" · "+page.Plural(p.owned, "seat", "seats")+" "+lang.L("in")+" "+page.Plural(p.tenants, "tenant", "tenants")).Wrapped(),
		text.Small(lang.L("List price")+": "+priceText(p.list)).Wrapped(),
		x.price, place.Shares(2*theme.Pad, 0, []float32{1, 1}, field.Of(lang.L("Paid"), x.frequency), field.Of(lang.L("Currency"), x.currency)),
		field.Of(lang.L("Class"), x.class), field.Of(lang.L("Managed"), x.managed),
		place.Row(0, button.Primary(lang.L("Save"), x.save))))))
}

// save stores price, class and tick of the chosen product.
func (x *prices) save() {
	if !x.price.Valid() {
		return
	}
	p, typed := x.chosen, strings.TrimSpace(x.price.Value())
	class, managed := models.SKUClass(x.class.Selected()), x.managed.Selected() == "yes"
	price := money.Price{Scope: money.WorkspacePrice, SKUID: p.skuID, Currency: x.currency.Selected(), Frequency: money.Frequency(x.frequency.Selected()), Source: lang.L("your price")}
	if typed != "" {
		price.Amount, _ = parsePrice(typed) // checked above
	}
	store := x.page.store
	x.page.order(lang.L("The product was not saved."), p.name+" "+lang.L("saved"), func(ctx context.Context) error {
		if class != p.class || managed != p.managed {
			if err := store.SaveSKUSetting(ctx, models.SKUSetting{SKUID: p.skuID, Class: &class, Managed: &managed}); err != nil {
				return err
			}
		}
		switch {
		case typed != "":
			return store.SavePrice(ctx, price)
		case p.own != nil:
			return store.DeletePrice(ctx, *p.own)
		}
		return nil
	})
}
