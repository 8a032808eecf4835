package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// DefaultBrand is the accent of a workspace that has not chosen one.
const DefaultBrand = "#2457D6"

const bodyContrast = 4.5

type palette map[fyne.ThemeColorName]color.NRGBA

// light and dark hold the design's tokens; newPalette adds the accent and
// corrects what would read badly.
var light = palette{
	Background: hex("F5F6F8"), Surface: hex("FFFFFF"), SurfaceRaised: hex("FAFBFC"),
	Border: hex("E3E7ED"), BorderStrong: hex("8A94A6"), Hover: hex("F2F4F7"),
	Text: hex("111827"), TextMuted: hex("667085"), TextFaint: hex("98A2B3"), TextDisabled: hex("98A2B3"),
	Good: hex("0E8A5F"), GoodSoft: hex("E5F5EE"),
	Warning: hex("B4690E"), WarningSoft: hex("FCF1DF"),
	Critical: hex("C8281E"), CriticalSoft: hex("FCE9E7"),
	Chart1: hex("2457D6"), Chart2: hex("12A594"), Chart3: hex("F0A020"),
	Chart4: hex("E0552B"), Chart5: hex("7A5AF8"), Chart6: hex("98A2B3"),
}

var dark = palette{
	Background: hex("0F1319"), Surface: hex("161B24"), SurfaceRaised: hex("1B212C"),
	Border: hex("283140"), BorderStrong: hex("66738A"), Hover: hex("1D2430"),
	Text: hex("E6EBF2"), TextMuted: hex("94A1B5"), TextFaint: hex("6B7890"), TextDisabled: hex("566277"),
	Good: hex("3CC58E"), GoodSoft: hex("12302A"),
	Warning: hex("F0B35A"), WarningSoft: hex("352813"),
	Critical: hex("FF7B70"), CriticalSoft: hex("3A1D1D"),
	Chart1: hex("6E9BFF"), Chart2: hex("2CC9B5"), Chart3: hex("F5B84C"),
	Chart4: hex("FF8159"), Chart5: hex("A08BFF"), Chart6: hex("64748B"),
}

// newPalette completes the tokens with an accent made from the brand colour.
func newPalette(tokens palette, brand color.NRGBA, isDark bool) palette {
	p := make(palette, len(tokens)+16)
	for name, c := range tokens {
		p[name] = c
	}
	p.addAccent(brand, isDark)
	grounds := []color.NRGBA{p[Surface], p[SurfaceRaised], p[Background], p[Hover]}
	for _, ink := range []fyne.ThemeColorName{TextMuted, TextFaint} {
		p[ink] = readable(p[ink], bodyContrast, append(grounds, p[AccentSoft])...)
	}
	for ink, soft := range map[fyne.ThemeColorName]fyne.ThemeColorName{Good: GoodSoft, Warning: WarningSoft, Critical: CriticalSoft} {
		p[ink] = readable(p[ink], bodyContrast, append(grounds, p[soft], p[AccentSoft])...)
	}
	p[OnCritical] = onto(p[Critical])
	p[Scrim] = color.NRGBA{R: 10, G: 14, B: 22, A: 115}
	p[ShadowInk] = color.NRGBA{A: 46}
	p[Clear] = color.NRGBA{}
	return p
}

func (p palette) addAccent(brand color.NRGBA, isDark bool) {
	if isDark {
		p[AccentSoft] = mix(p[Surface], brand, 0.22)
		// A dark surface needs a lighter step of the same hue.
		brand = mix(brightest(brand), color.NRGBA{R: 255, G: 255, B: 255, A: 255}, 0.38)
	} else {
		p[AccentSoft] = mix(p[Surface], brand, 0.10)
	}
	p[Accent] = readable(brand, bodyContrast, p[Surface], p[SurfaceRaised], p[Background], p[Hover], p[AccentSoft])
	p[OnAccent] = onto(p[Accent])
	p[AccentHover] = mix(p[Accent], color.NRGBA{A: 255}, 0.10)
	if isDark {
		p[AccentHover] = mix(p[Accent], color.NRGBA{R: 255, G: 255, B: 255, A: 255}, 0.12)
	}
	p[Chart1] = p[Accent]
}
