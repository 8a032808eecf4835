package leakage

import (
	"bytes"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/finding"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/datatable"
)

func (p *Page) buildTables() {
	p.findings = datatable.New(findingColumns(), datatable.Options[*insight.Finding]{
		Key: func(f *insight.Finding) string { return f.Key() }, TwoLines: true,
		Empty:    lang.L("No finding here. Choose another cause or clear the search."),
		OnSelect: func(f *insight.Finding) { p.panel.Show(f) }, OnOpen: func(f *insight.Finding) { p.panel.Show(f) },
		OnShown: p.shown, Menu: p.menu, Post: p.env.Runner.Post, Now: p.env.Now,
	})
	p.hidden = datatable.New(p.hiddenColumns(), datatable.Options[insight.Unseen]{
		Key: func(u insight.Unseen) string { return u.TenantID + u.UserID }, TwoLines: true,
		Empty:    lang.L("Every licensed user can be judged."),
		OnSelect: p.explainHidden, OnOpen: p.explainHidden, OnShown: p.shown, Post: p.env.Runner.Post, Now: p.env.Now,
	})
	p.unpriced = datatable.New(p.unpricedColumns(), datatable.Options[insight.Unpriced]{
		Key:      func(u insight.Unpriced) string { return u.TenantID + u.SKUID },
		Empty:    lang.L("Every product has a price."),
		OnSelect: p.explainUnpriced, OnOpen: p.explainUnpriced, OnShown: p.shown, Post: p.env.Runner.Post, Now: p.env.Now,
	})
}

func findingColumns() []datatable.Column[*insight.Finding] {
	type f = *insight.Finding
	return []datatable.Column[f]{
		{ID: "who", Title: lang.L("Who"), Flex: 1.5, MinWidth: 140, Bold: true,
			Text: func(x f) string { who, _ := page.Who(x); return who }, Sub: func(x f) string { _, detail := page.Who(x); return detail }},
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1, MinWidth: 100, Priority: 3, Text: func(x f) string { return x.TenantName }},
		{ID: "licence", Title: lang.L("Licence"), Flex: 1.5, MinWidth: 142, Text: func(x f) string { return page.ShortProduct(x.Product, x.PartNumber) }},
		{ID: "cause", Title: lang.L("Cause"), Width: 140, Text: func(x f) string { return page.CauseOf(x) }},
		{ID: "certainty", Title: lang.L("Certainty"), Width: 88, Text: func(x f) string { return string(x.Certainty) },
			Badge: func(x f) (string, theme.Tone) {
				return lang.L(string(x.Certainty)), page.CertaintyTone(x.Certainty)
			}},
		{ID: "last", Title: lang.L("Last activity"), Width: 108, Muted: true, Priority: 2,
			Text: func(x f) string { return lastUse(x) }, Number: func(x f) float64 { return float64(x.LastUse.Unix()) }},
		{ID: "money", Title: lang.L("Per month"), Width: 96, Align: fyne.TextAlignTrailing, Bold: true,
			Text: func(x f) string { return page.Amount(x.Monthly) }, Number: func(x f) float64 { return page.Number(x.Monthly) }},
	}
}

func lastUse(f *insight.Finding) string {
	switch {
	case f.Cause == insight.Unassigned:
		return page.None
	case f.LastUse.IsZero():
		return lang.L("never")
	default:
		return page.Date(f.LastUse)
	}
}

func (p *Page) hiddenColumns() []datatable.Column[insight.Unseen] {
	type u = insight.Unseen
	return []datatable.Column[u]{
		{ID: "who", Title: lang.L("Who"), Flex: 1.2, MinWidth: 150, Bold: true,
			Text: func(x u) string { return cmpName(x.DisplayName, x.UPN) }, Sub: func(x u) string { return x.UPN }},
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1, MinWidth: 100, Text: func(x u) string { return p.model.tenants[x.TenantID] }},
		{ID: "licence", Title: lang.L("Licences"), Flex: 1.4, MinWidth: 120, Priority: 2, Text: func(x u) string { return p.model.productNames(x.SKUIDs) }},
		{ID: "reason", Title: lang.L("Why nobody can tell"), Flex: 2, MinWidth: 150, Muted: true, Text: func(x u) string { return lang.L(x.Reason) }},
	}
}

func cmpName(name, upn string) string {
	if name != "" {
		return name
	}
	return upn
}

func (p *Page) unpricedColumns() []datatable.Column[insight.Unpriced] {
	type u = insight.Unpriced
	return []datatable.Column[u]{
		{ID: "product", Title: lang.L("Product"), Flex: 1.6, MinWidth: 150, Bold: true, Text: func(x u) string { return page.ProductName(x.Product, x.PartNumber) }},
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1, MinWidth: 100, Text: func(x u) string { return p.model.tenants[x.TenantID] }},
		{ID: "owned", Title: lang.L("Seats owned"), Width: 96, Align: fyne.TextAlignTrailing, Text: func(x u) string { return page.Count(x.Owned) }, Number: func(x u) float64 { return float64(x.Owned) }},
		{ID: "findings", Title: lang.L("Findings"), Width: 80, Align: fyne.TextAlignTrailing, Text: func(x u) string { return page.Count(x.Findings) }, Number: func(x u) float64 { return float64(x.Findings) }},
		{ID: "reason", Title: lang.L("Why"), Flex: 1.6, MinWidth: 120, Muted: true, Text: func(x u) string { return lang.L(x.Reason) }},
	}
}

func (p *Page) explainHidden(u insight.Unseen) {
	p.panel.Note(cmpName(u.DisplayName, u.UPN), u.UPN+" · "+p.model.tenants[u.TenantID], []finding.Line{
		{Label: lang.L("Why nobody can tell"), Value: lang.L(u.Reason)},
		{Label: lang.L("The cure"), Value: lang.L(u.Cure)},
		{Label: lang.L("Licences"), Value: p.model.productNames(u.SKUIDs)},
		{Label: lang.L("What this means"), Value: lang.L("The person is counted apart, never as inactive, and enters no sum.")},
	}, button.Secondary(lang.L("Open tenant"), func() { p.openTenant(u.TenantID) }))
}

func (p *Page) explainUnpriced(u insight.Unpriced) {
	p.panel.Note(page.ProductName(u.Product, u.PartNumber), p.model.tenants[u.TenantID], []finding.Line{
		{Label: lang.L("Why"), Value: lang.L(u.Reason)},
		{Label: lang.L("What this means"), Value: lang.L("Its seats and findings are listed, but no sum holds money for them.")},
		{Label: lang.L("The cure"), Value: lang.L("Enter your own price for it in Settings.")},
	}, button.Primary(lang.L("Enter a price"), func() {
		p.env.Navigate(page.Route{Page: page.Settings, Filter: "prices", Select: u.SKUID})
	}))
}

func (p *Page) menu(f *insight.Finding) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Copy proof"), func() { p.env.Copy(finding.Explain(f, p.env.Now()).Text()) }),
		fyne.NewMenuItem(lang.L("Open tenant"), func() { p.openTenant(f.TenantID) }),
	}
}

func (p *Page) shown(shown, all int) {
	p.count.SetText(countText(shown, all))
}

func countText(shown, all int) string {
	if shown == all {
		return page.Plural(all, "row", "rows")
	}
	return page.Count(shown) + " " + lang.L("of") + " " + page.Plural(all, "row", "rows")
}

func (p *Page) exportCSV() {
	var b bytes.Buffer
	if err := finding.WriteCSV(&b, p.findings.Shown()); err != nil {
		p.env.Fail(lang.L("The list could not be written."), err)
		return
	}
	p.saver.Save("leakage.csv", b.Bytes())
}
