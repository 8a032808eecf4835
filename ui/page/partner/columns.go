package partner

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/datatable"
)

func (p *Page) columns() []datatable.Column[row] {
	now := p.env.Now
	return []datatable.Column[row]{
		{ID: "name", Title: lang.L("Customer"), Flex: 1.7, MinWidth: 140, Bold: true,
			Text: func(r row) string { return r.name() }, Sub: func(r row) string { return r.Domain }},
		{ID: "relationship", Title: lang.L("Relationship"), Width: 98,
			Text:  func(r row) string { s, _ := relationship(&r.PartnerCustomer); return s },
			Badge: func(r row) (string, theme.Tone) { return relationship(&r.PartnerCustomer) }},
		{ID: "ends", Title: lang.L("Ends"), Width: 122, Priority: 1,
			Text: func(r row) string { return page.Date(r.Ends) }, Sub: func(r row) string { return extends(&r.PartnerCustomer, now()) },
			Number: func(r row) float64 { return float64(r.Ends.Unix()) }},
		{ID: "roles", Title: lang.L("Roles"), Flex: 2, MinWidth: 180, Muted: true, Priority: 3,
			Text: func(r row) string { return roles(&r) }, Number: func(r row) float64 { return float64(len(r.Roles)) }},
		{ID: "missing", Title: lang.L("Missing"), Flex: 1.2, MinWidth: 104, Muted: true, Priority: 2,
			Text: func(r row) string { return lacks(&r) },
			Ink: func(r row) fyne.ThemeColorName {
				if lacks(&r) != page.None {
					return theme.Warning
				}
				return ""
			}},
		{ID: "state", Title: lang.L("State"), Width: 110,
			Text: func(r row) string { s, _ := r.state(); return s },
			Dot:  func(r row) theme.Tone { _, tone := r.state(); return tone }},
	}
}

// roles are those somebody of ours holds there, by name.
func roles(r *row) string {
	if len(r.Roles) == 0 {
		return page.None
	}
	return strings.Join(r.Roles, ", ")
}

// lacks names what a scan cannot do without: access at all, or roles.
func lacks(r *row) string {
	switch n := len(r.Missing); {
	case !r.Usable:
		return lang.L("Access")
	case n == 0:
		return page.None
	case n == 1:
		return r.Missing[0]
	default:
		return page.Plural(len(r.Missing), "role", "roles")
	}
}
