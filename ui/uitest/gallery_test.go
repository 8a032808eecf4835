//go:build ci

package uitest_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"msp-license-tracker/reports/chart"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	painted "msp-license-tracker/ui/widget/chart"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/emptystate"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/navlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/searchbox"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/stat"
	"msp-license-tracker/ui/widget/text"
	"msp-license-tracker/ui/widget/toast"
)

// The gallery draws every widget in both variants. Set GALLERY to a folder to
// keep the pictures and look at them.
func TestGallery(t *testing.T) {
	dir := os.Getenv("GALLERY")
	size := fyne.NewSize(960, 600)
	if _, err := fmt.Sscanf(os.Getenv("GALLERY_SIZE"), "%fx%f", &size.Width, &size.Height); err == nil {
		t.Logf("pictures of %v", size)
	}
	if dir == "" {
		dir = t.TempDir()
	}
	uitest.App(t, theme.Light)
	screens := map[string]func() fyne.CanvasObject{
		"controls":  controls,
		"dashboard": dashboard,
		"leakage":   leakage,
		"tenants":   tenants,
		"icons":     icons,
	}
	for name, build := range screens {
		for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
			uitest.App(t, mode)
			img := uitest.Snapshot(t, build(), size.Width, size.Height, mode)
			uitest.SavePNG(t, img, dir, fmt.Sprintf("%s-%s.png", name, mode))
			if b := img.Bounds(); b.Dx() != int(size.Width) || b.Dy() != int(size.Height) {
				t.Errorf("%s: picture is %v", name, b)
			}
		}
	}
}

func shell(page string, content fyne.CanvasObject, tools ...fyne.CanvasObject) fyne.CanvasObject {
	nav := navlist.New(nil,
		[]navlist.Item{
			{ID: "dashboard", Text: "Dashboard", Icon: theme.IconDashboard},
			{ID: "tenants", Text: "Tenants", Icon: theme.IconTenants},
			{ID: "leakage", Text: "Leakage", Icon: theme.IconLeakage},
			{ID: "inactive", Text: "Inactive users", Icon: theme.IconInactive},
			{ID: "copilot", Text: "Copilot", Icon: theme.IconCopilot},
			{ID: "alerts", Text: "Alerts", Icon: theme.IconAlerts},
		},
		[]navlist.Item{
			{ID: "licences", Text: "Licences", Icon: theme.IconLicences},
			{ID: "users", Text: "Users", Icon: theme.IconUsers},
			{ID: "reports", Text: "Reports", Icon: theme.IconReports},
		},
		[]navlist.Item{
			{ID: "activity", Text: "Activity", Icon: theme.IconActivity},
			{ID: "settings", Text: "Settings", Icon: theme.IconSettings},
		})
	nav.SetCount("alerts", 7, theme.Severe)
	nav.Select(page)
	brand := place.InsetXY(6, 14, text.Strong("Northlight IT").Sized(14))
	side := container.NewStack(canvas.NewRectangle(theme.Color(theme.Surface)),
		place.InsetXY(12, 8, place.Column(0, brand, nav)))
	search := place.Width(280, searchbox.New("Search or jump to…", nil, nil))
	row := append([]fyne.CanvasObject{text.Heading("Dashboard")}, tools...)
	row = append(row, place.Spacer(), search, button.Primary("Scan now", nil))
	top := container.NewStack(canvas.NewRectangle(theme.Color(theme.Surface)),
		place.InsetXY(theme.Margin, 12, place.Row(12, row...)))
	return container.NewBorder(nil, nil, place.Width(theme.SidebarWidth, side), nil,
		container.NewBorder(top, nil, nil, nil, place.Inset(theme.Margin, content)))
}

func controls() fyne.CanvasObject {
	off := button.Primary("Disabled", nil)
	off.Disable()
	wrong := field.New("Client id", "00000000-0000-…")
	wrong.SetValue("not a guid")
	wrong.SetError("A client id has 32 hexadecimal digits in five groups.")
	bar := busy.New(func() {})
	bar.Set("Contoso Dental · users · 1,240 of 3,000", 0.41)
	toasts := toast.NewOverlay(nil)
	toasts.Say(toast.Message{Text: "Report saved", Tone: theme.Positive, Action: "Open"})
	toasts.Say(toast.Message{Text: "Scan of Fjord Logistics failed", Tone: theme.Severe})
	focused := button.Secondary("Focused", nil)
	focused.FocusGained()
	selected := selectbox.New("All customers", nil, selectbox.Option{ID: "a", Text: "Fjord Logistics"})
	selected.Select("a")
	left := place.Column(theme.Gap,
		place.Wrap(8, button.Primary("Scan now", nil).WithIcon(theme.IconRefresh), button.Secondary("Export", nil).WithIcon(theme.IconDownload),
			button.Ghost("Columns", nil), button.Danger("Delete", nil), button.Link("All tenants", nil), off, focused, button.Icon(theme.IconMore, nil)),
		place.Wrap(8, badge.New("sure", theme.Positive), badge.New("likely", theme.Caution), badge.New("cannot tell", theme.Neutral),
			badge.New("critical", theme.Severe), badge.New("new", theme.Accented), badge.Dot("Healthy", theme.Positive), badge.Dot("Warning", theme.Caution), badge.Dot("Critical", theme.Severe),
			badge.Tag("transport"), badge.Count(7, theme.Severe)),
		causes(),
		place.Wrap(8, chip.New(chip.Look{Label: "clear", Remove: true}, nil), chip.New(chip.Look{Label: "Certainty", Menu: true}, nil), selected, selectbox.New("All customers", nil)),
		card.Titled("Company", button.Link("Edit", nil), place.Column(theme.Gap,
			field.New("Name", "Northlight IT").WithHint("Shown on every report."), wrong, field.Secret("Client secret", "paste it here"))),
		bar,
	)
	right := place.Column(theme.Gap,
		banner.New(theme.Caution, "One permission is missing. The scan works without it; if user names turn out to be concealed in Microsoft's usage reports, activity will read “cannot tell” until it is granted."),
		banner.New(theme.Severe, "Consent was withdrawn.").WithAction("Reconnect", func() {}),
		banner.New(theme.Accented, "Prices are list prices."),
		banner.New(theme.Positive, "Everything is up to date."),
		card.New(emptystate.New(theme.IconTenants, "No tenants yet", "Connect the first client: it takes about ten minutes and nothing is sent anywhere but to Microsoft.", "Connect tenant", nil)),
		card.Titled("How this is worked out", nil, proof()),
		text.Caption("Caption"), text.Body("Body"), text.Muted("Muted"), text.Small("Small"), text.Heading("Heading"), text.Figure("£36,080"),
	)
	return container.NewStack(place.Inset(theme.Margin, place.Shares(theme.Gap, 700, []float32{1, 1}, left, right)), toasts)
}

func causes() *chipbar.Bar {
	return chipbar.Single(nil,
		chipbar.Item{ID: "all", Look: chip.Look{Label: "All causes", Count: "£1,985"}},
		chipbar.Item{ID: "blocked", Look: chip.Look{Label: "Blocked", Count: "£484"}},
		chipbar.Item{ID: "critical", Look: chip.Look{Label: "Critical", Count: "1", Dot: theme.Severe}},
		chipbar.Item{ID: "warning", Look: chip.Look{Label: "Warning", Count: "4", Dot: theme.Caution}},
		chipbar.Item{ID: "healthy", Look: chip.Look{Label: "Healthy", Count: "9", Dot: theme.Positive}},
	)
}

func proof() *factlist.List {
	return factlist.New(
		factlist.Fact{Label: "Rule", Value: "inactive more than 90 days"},
		factlist.Fact{Label: "Last successful sign-in", Value: "12 Jul 2026", Note: "Entra"},
		factlist.Fact{Label: "Teams · Exchange · OneDrive", Value: "none since 9 Jul"},
		factlist.Fact{Label: "Price", Value: "£15.00, yours since 1 Apr", OnTap: func() {}},
		factlist.Fact{Label: "When it can be taken", Value: "now · monthly term", Tone: theme.Positive},
	)
}

func dashboard() fyne.CanvasObject {
	stats := place.Grid(190, theme.Gap, stats()...)
	bars := painted.New(300, 220, nil)
	bars.Set(func(size chart.Size, m chart.Measure) chart.Drawing { return chart.Bars(barsInput(), size, m) })
	line := painted.New(200, 160, nil)
	line.Set(func(size chart.Size, m chart.Measure) chart.Drawing { return chart.Area(areaInput(), size, m) })
	stacked := painted.New(200, 170, nil)
	stacked.Set(func(size chart.Size, m chart.Measure) chart.Drawing { return chart.Stacked(stackInput(), size, m) })
	first := actions()
	return shell("dashboard", place.Column(theme.Gap, stats,
		place.Shares(theme.Gap, 700, []float32{2, 1},
			card.Titled("Spend and leakage by tenant", button.Link("All tenants", nil), bars),
			card.Titled("Leakage over 12 months", nil, line)),
		place.Shares(theme.Gap, 700, []float32{2, 1},
			card.TitledFlush("Do first", button.Link("All findings", nil), first),
			card.Titled("Leakage by cause", nil, stacked)),
	), selectbox.New("All customers", nil))
}

func stats() []fyne.CanvasObject {
	spend := stat.New("Monthly spend", func() {})
	spend.Set("£36,080", stat.Note("1,482 paid seats in 14 tenants", theme.Neutral))
	leak := stat.New("Leakage per month", func() {})
	leak.Set("£6,270", stat.Note("▼ £210", theme.Positive), stat.Note(" since last month · 17.4 % of spend", theme.Neutral))
	saving := stat.New("Possible saving per year", func() {})
	saving.Set("£92,400", stat.Note("leakage and right-sizing, each seat once", theme.Neutral))
	idle := stat.New("Inactive licensed users", func() {})
	idle.Set("118", stat.Note("64 blocked · 21 never used · 33 over 90 days", theme.Neutral))
	renewal := stat.New("Next renewal", nil)
	renewal.Set("1 Dec", stat.Note("Brightwell School · 40 seats can be cut", theme.Neutral))
	return []fyne.CanvasObject{spend, leak, saving, idle, renewal}
}

func barsInput() chart.BarsInput {
	rows := []chart.BarRow{}
	for i, name := range []string{"Harbour Dental", "Fjord Logistics", "Mason & Pike LLP", "Brightwell School", "Kestrel Engineering", "Oak Lane Clinic", "Tern Architects", "Rivet Coffee"} {
		whole := []float64{4120, 9870, 6240, 3310, 7450, 1980, 2240, 870}[i]
		part := []float64{1240, 1985, 910, 760, 640, 430, 210, 95}[i]
		rows = append(rows, chart.BarRow{Label: name, Whole: whole, Part: part, Text: fmt.Sprintf("£%.0f of £%.0f", part, whole), ID: name})
	}
	return chart.BarsInput{Rows: rows}
}

func areaInput() chart.AreaInput {
	in := chart.AreaInput{
		ValueText: func(v float64) string { return fmt.Sprintf("£%.1fk", v/1000) },
		TimeText:  func(at time.Time) string { return at.Format("Jan") },
	}
	for i, v := range []float64{6900, 7100, 7000, 7400, 7200, 6800, 6900, 6400, 6500, 6100, 6300, 6270} {
		in.Points = append(in.Points, chart.AreaPoint{At: time.Date(2025, time.Month(12+i), 1, 0, 0, 0, 0, time.UTC), Value: v})
	}
	return in
}

func stackInput() chart.StackedInput {
	return chart.StackedInput{Segments: []chart.Segment{
		{Label: "Unassigned seats", Value: 2460, Text: "£2,460"}, {Label: "Blocked sign-in", Value: 1480, Text: "£1,480"},
		{Label: "Inactive 90+ days", Value: 1210, Text: "£1,210"}, {Label: "Never used", Value: 620, Text: "£620"},
		{Label: "Shared mailboxes", Value: 500, Text: "£500"},
	}}
}

type action struct{ tenant, what, certainty, when, amount string }

func actions() fyne.CanvasObject {
	t := datatable.New([]datatable.Column[action]{
		{ID: "tenant", Title: "Tenant", Bold: true, Flex: 1.2, Text: func(a action) string { return a.tenant }},
		{ID: "what", Title: "Action", Flex: 2.4, Text: func(a action) string { return a.what }},
		{ID: "sure", Title: "Certainty", Width: 90, Text: func(a action) string { return a.certainty }, Badge: func(a action) (string, theme.Tone) { return a.certainty, certaintyTone(a.certainty) }},
		{ID: "when", Title: "When", Width: 110, Muted: true, Priority: 1, Text: func(a action) string { return a.when }},
		{ID: "amount", Title: "Per month", Width: 100, Bold: true, Align: fyne.TextAlignTrailing, Text: func(a action) string { return a.amount }},
	}, datatable.Options[action]{MinRows: 5})
	t.SetRows([]action{
		{"Brightwell School", "Cut 40 free Office 365 A3 seats on 1 Dec", "sure", "at renewal", "£520"},
		{"Fjord Logistics", "Take Business Premium off 11 blocked accounts", "sure", "now", "£242"},
		{"Harbour Dental", "Return 9 Copilot seats unused for 90 days", "likely", "at renewal", "£270"},
		{"Mason & Pike LLP", "Drop Exchange Plan 2 where E3 has it: 14", "sure", "now", "£112"},
		{"Kestrel Engineering", "Convert 6 shared mailboxes to unlicensed", "likely", "now", "£132"},
	})
	return t
}

func certaintyTone(s string) theme.Tone {
	if s == "sure" {
		return theme.Positive
	}
	return theme.Caution
}

type person struct {
	name, upn, licence, cause, certainty, last string
	amount                                     float64
}

func leakageTable() fyne.CanvasObject {
	t := datatable.New([]datatable.Column[person]{
		{ID: "who", Title: "Who", Bold: true, Flex: 1.6, MinWidth: 150, Text: func(p person) string { return p.name }, Sub: func(p person) string { return p.upn }},
		{ID: "licence", Title: "Licence", Flex: 1.2, Text: func(p person) string { return p.licence }},
		{ID: "cause", Title: "Cause", Flex: 1.3, Text: func(p person) string { return p.cause }},
		{ID: "sure", Title: "Certainty", Width: 90, Text: func(p person) string { return p.certainty }, Badge: func(p person) (string, theme.Tone) { return p.certainty, certaintyTone(p.certainty) }},
		{ID: "last", Title: "Last activity", Width: 116, Muted: true, Text: func(p person) string { return p.last }},
		{ID: "amount", Title: "Per month", Width: 100, Bold: true, Align: fyne.TextAlignTrailing, Number: func(p person) float64 { return p.amount },
			Text:  func(p person) string { return fmt.Sprintf("£%.2f", p.amount) },
			Total: func(rows []person) string { return "£452.00" }},
	}, datatable.Options[person]{TwoLines: true, SortBy: "amount", Descending: true, Key: func(p person) string { return p.upn }})
	t.SetRows([]person{
		{"Anna Reiss", "anna.reiss@fjordlog.example", "Business Premium", "Blocked sign-in", "sure", "12 Mar 2026", 22},
		{"Tomasz Wilk", "tomasz.wilk@fjordlog.example", "Business Premium", "Blocked sign-in", "sure", "2 Feb 2026", 22},
		{"Warehouse Scanner 3 on the long aisle", "scan3@fjordlog.example", "Business Premium", "Never used", "likely", "never", 22},
		{"Lena Falk", "lena.falk@fjordlog.example", "Visio Plan 2", "Inactive 131 days", "sure", "12 Jul 2026", 15},
		{"— 14 free seats", "40 owned, 26 assigned", "Business Premium", "Unassigned", "sure", "", 308},
		{"Guest: j.ito", "j.ito_kobe.example#EXT#", "Power BI Pro", "Guest with paid licence", "likely", "3 Nov 2026", 12},
		{"Piet Vos", "piet.vos@fjordlog.example", "Microsoft 365 E3", "Inactive 96 days", "likely", "16 Aug 2026", 39},
	})
	t.SelectKey("lena.falk@fjordlog.example")
	return t
}

func leakage() fyne.CanvasObject {
	panel := card.New(place.Column(12,
		place.Row(8, text.Strong("Lena Falk · Visio Plan 2"), place.Spacer(), badge.New("sure", theme.Positive)),
		place.Row(6, text.Figure("£15.00"), text.Small("per month · £180.00 per year")),
		text.Title("How this is worked out"), proof(), text.Title("Before removing"),
		place.Wrap(8, button.Primary("Propose", nil), button.Secondary("Keep on purpose…", nil), button.Secondary("Copy proof", nil))))
	body := container.NewBorder(place.InsetXY(0, 8, causes()), nil, nil, nil,
		place.Shares(theme.Gap, 700, []float32{2, 1}, card.Flush(leakageTable()), panel))
	return shell("leakage", body, selectbox.New("Fjord Logistics", nil), chip.New(chip.Look{Label: "clear", Remove: true}, nil))
}

type tenant struct {
	name, domain, customer, health string
	users                          int
	tags                           []string
}

func tenants() fyne.CanvasObject {
	tone := func(t tenant) theme.Tone {
		return map[string]theme.Tone{"Healthy": theme.Positive, "Warning": theme.Caution, "Critical": theme.Severe}[t.health]
	}
	t := datatable.New([]datatable.Column[tenant]{
		{ID: "name", Title: "Tenant", Bold: true, Flex: 1.6, Text: func(x tenant) string { return x.name }, Sub: func(x tenant) string { return x.domain }},
		{ID: "customer", Title: "Customer", Flex: 1.6, Text: func(x tenant) string { return x.customer }},
		{ID: "health", Title: "Health", Width: 110, Text: func(x tenant) string { return x.health }, Dot: tone},
		{ID: "users", Title: "Licensed users", Width: 124, Align: fyne.TextAlignTrailing, Text: func(x tenant) string { return fmt.Sprint(x.users) }, Number: func(x tenant) float64 { return float64(x.users) }},
		{ID: "tags", Title: "Tags", Width: 170, Priority: 2, Text: func(x tenant) string { return fmt.Sprint(x.tags) }, Tags: func(x tenant) []string { return x.tags }},
		{ID: "scan", Title: "Last scan", Width: 96, Muted: true, Priority: 1, Text: func(tenant) string { return "12 min" }},
	}, datatable.Options[tenant]{TwoLines: true, Multi: true, SortBy: "name", Key: func(x tenant) string { return x.domain },
		Menu: func(tenant) []*fyne.MenuItem { return nil }})
	t.SetRows([]tenant{
		{"Harbour Dental", "harbourdental.example", "Harbour Group", "Warning", 42, []string{"dental"}},
		{"Fjord Logistics", "fjordlog.example", "Fjord Logistics", "Healthy", 118, []string{"transport", "vip"}},
		{"Mason & Pike LLP", "masonpike.example", "Mason & Pike", "Healthy", 77, []string{"legal"}},
		{"Oak Lane Clinic", "oaklane.example", "Harbour Group", "Critical", 24, nil},
	})
	t.TickKeys("fjordlog.example")
	return shell("tenants", container.NewBorder(place.InsetXY(0, 8, causes()), nil, nil, nil, card.Flush(t)))
}

func icons() fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, icon := range theme.Icons() {
		all = append(all, place.Column(4, container.NewCenter(theme.IconImage(icon, theme.Text, 72)), text.Caption(string(icon)).Aligned(fyne.TextAlignCenter)))
	}
	return container.NewStack(canvas.NewRectangle(theme.Color(theme.Surface)), place.Inset(theme.Margin, place.Grid(110, 24, all...)))
}
