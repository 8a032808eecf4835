//go:build ci

package theme

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

// pairs are all texts the program draws, by the grounds it draws them on.
var pairs = map[fyne.ThemeColorName][]fyne.ThemeColorName{
	Text:       {Background, Surface, SurfaceRaised, Hover, AccentSoft, GoodSoft, WarningSoft, CriticalSoft},
	TextMuted:  {Background, Surface, SurfaceRaised, Hover, AccentSoft},
	TextFaint:  {Background, Surface, SurfaceRaised, Hover, AccentSoft},
	Accent:     {Background, Surface, SurfaceRaised, Hover, AccentSoft},
	Good:       {Background, Surface, SurfaceRaised, Hover, AccentSoft, GoodSoft},
	Warning:    {Background, Surface, SurfaceRaised, Hover, AccentSoft, WarningSoft},
	Critical:   {Background, Surface, SurfaceRaised, Hover, AccentSoft, CriticalSoft},
	OnAccent:   {Accent, AccentHover},
	OnCritical: {Critical},
	Surface:    {Text}, // hints of charts
}

func TestEveryTextCanBeRead(t *testing.T) {
	brands := []string{DefaultBrand, "#FFFFFF", "#000000", "#FFE600", "#FF7A00", "#00B386", "#8E44AD", "#C8281E", "#7F7F7F"}
	for _, brand := range brands {
		for _, mode := range []Mode{Light, Dark} {
			th := New(brand, mode)
			for ink, grounds := range pairs {
				for _, ground := range grounds {
					got := Contrast(th.Color(ink, 0), th.Color(ground, 0))
					if got < bodyContrast {
						t.Errorf("%s %s: %s on %s has %.2f to 1, want %.1f", brand, mode, ink, ground, got, bodyContrast)
					}
				}
			}
		}
	}
}

func TestMarksOfChartsStandOut(t *testing.T) {
	for _, mode := range []Mode{Light, Dark} {
		th := New(DefaultBrand, mode)
		for _, series := range []fyne.ThemeColorName{Chart1, Chart2, Chart3, Chart4, Chart5, Chart6, BorderStrong} {
			if got := Contrast(th.Color(series, 0), th.Color(Surface, 0)); got < 2 {
				t.Errorf("%s: %s has %.2f to 1 on its card, want 2", mode, series, got)
			}
		}
	}
}

func TestContrastIsThatOfTheStandard(t *testing.T) {
	white, black := hex("FFFFFF"), hex("000000")
	if got := fmt.Sprintf("%.2f", Contrast(white, black)); got != "21.00" {
		t.Errorf("white on black is %s, want 21.00", got)
	}
	if got := fmt.Sprintf("%.2f", Contrast(hex("767676"), white)); got != "4.54" {
		t.Errorf("#767676 on white is %s, want 4.54", got)
	}
}

func TestTheBrandIsTheAccentWhereItReadsWell(t *testing.T) {
	th := New("#2457D6", Light)
	if got := th.Color(Accent, 0); got != hex("2457D6") {
		t.Errorf("accent is %v, want the brand itself", got)
	}
	if New("no colour", Light).Color(Accent, 0) != th.Color(Accent, 0) {
		t.Error("a brand that is no colour should give the default")
	}
}

func TestSystemFollowsTheDesktopAndTheOthersDoNot(t *testing.T) {
	for mode, want := range map[Mode][2]string{System: {"FFFFFF", "161B24"}, Light: {"FFFFFF", "FFFFFF"}, Dark: {"161B24", "161B24"}} {
		th := New(DefaultBrand, mode)
		for i, variant := range []fyne.ThemeVariant{fynetheme.VariantLight, fynetheme.VariantDark} {
			if got := th.Color(Surface, variant); got != hex(want[i]) {
				t.Errorf("%s: surface is %v in variant %d, want %s", mode, got, variant, want[i])
			}
		}
	}
}

func TestFyneFindsAllItsColours(t *testing.T) {
	test.NewTempApp(t)
	test.AssertAllColorNamesDefined(t, New(DefaultBrand, Light), "ours")
}

func TestEveryNamedIconExists(t *testing.T) {
	known := map[Icon]bool{}
	for _, icon := range Icons() {
		known[icon] = true
	}
	for fyneName, icon := range fyneIcons {
		if !known[icon] {
			t.Errorf("%s asks for %q, which is not in the set", fyneName, icon)
		}
	}
	for _, icon := range []Icon{IconDashboard, IconTenants, IconLeakage, IconInactive, IconCopilot, IconAlerts, IconLicences, IconUsers, IconReports, IconActivity, IconSettings, IconMinus, IconTrash, IconEdit, IconMail, IconClock, IconFilter, IconColumns, IconTag, IconKey, IconPlus, IconExternal, IconLink, IconShield, IconDownload, IconCalendar, IconUser, IconArrowUp, IconArrowDown, IconChevronUp} {
		if !known[icon] {
			t.Errorf("icon %q is not in the set", icon)
		}
	}
}

func FuzzParseHex(f *testing.F) {
	for _, s := range []string{"#2457D6", "2457d6", "", "#12", "#GGGGGG", "+1+2+3", "#１２３４５６"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseHex(s)
		if err != nil {
			return
		}
		again, err := ParseHex(fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B))
		if err != nil || again != c {
			t.Errorf("%q gave %v, which reads back as %v, %v", s, c, again, err)
		}
	})
}
