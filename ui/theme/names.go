package theme

import "fyne.io/fyne/v2"

// Colours by meaning, beside those Fyne itself asks for.
const (
	Background    fyne.ThemeColorName = "background"    // behind cards
	Surface       fyne.ThemeColorName = "surface"       // cards, sidebar, top line
	SurfaceRaised fyne.ThemeColorName = "surfaceRaised" // table heads, hovered rows
	Border        fyne.ThemeColorName = "border"        // hairlines
	BorderStrong  fyne.ThemeColorName = "borderStrong"  // boxes one can type or tick in
	Text          fyne.ThemeColorName = "foreground"
	TextMuted     fyne.ThemeColorName = "textMuted"
	TextFaint     fyne.ThemeColorName = "textFaint"
	TextDisabled  fyne.ThemeColorName = "textDisabled" // the one text without a promise of contrast
	Accent        fyne.ThemeColorName = "accent"
	AccentSoft    fyne.ThemeColorName = "accentSoft"
	AccentHover   fyne.ThemeColorName = "accentHover"
	OnAccent      fyne.ThemeColorName = "onAccent"
	Good          fyne.ThemeColorName = "good"
	GoodSoft      fyne.ThemeColorName = "goodSoft"
	Warning       fyne.ThemeColorName = "warningText"
	WarningSoft   fyne.ThemeColorName = "warningSoft"
	Critical      fyne.ThemeColorName = "critical"
	CriticalSoft  fyne.ThemeColorName = "criticalSoft"
	OnCritical    fyne.ThemeColorName = "onCritical"
	Hover         fyne.ThemeColorName = "hover"
	Scrim         fyne.ThemeColorName = "scrim"  // over the window, behind a modal
	ShadowInk     fyne.ThemeColorName = "shadow" // of floating things
	Clear         fyne.ThemeColorName = "clear"  // paints nothing
	Chart1        fyne.ThemeColorName = "chart1"
	Chart2        fyne.ThemeColorName = "chart2"
	Chart3        fyne.ThemeColorName = "chart3"
	Chart4        fyne.ThemeColorName = "chart4"
	Chart5        fyne.ThemeColorName = "chart5"
	Chart6        fyne.ThemeColorName = "chart6"
)

// Sizes of text, in points at scale 1.
const (
	TextFigure  float32 = 26 // the big number of a card
	TextHeading float32 = 17 // page titles
	TextBody    float32 = 13
	TextSmall   float32 = 12 // secondary lines
	TextCaption float32 = 11 // table heads, badges
)

// Measures of the layout, in points at scale 1.
const (
	Pad           float32 = 4  // the rhythm: everything is a multiple
	Gap           float32 = 16 // between cards
	Margin        float32 = 24 // around a page
	CardPad       float32 = 16
	CardRadius    float32 = 10
	ControlRadius float32 = 8
	ControlHeight float32 = 32
	RowHeight     float32 = 36
	RowHeightTwo  float32 = 44 // rows with a second line
	SidebarWidth  float32 = 216
	TopHeight     float32 = 56
	Hairline      float32 = 1
	IconSize      float32 = 18
)

// Tone is the meaning a mark carries; it chooses text and background colour.
type Tone uint8

// The tones. Critical is the only red of the program.
const (
	Neutral Tone = iota
	Accented
	Positive
	Caution
	Severe
)

// Ink is the colour of text and dots in this tone.
func (t Tone) Ink() fyne.ThemeColorName {
	switch t {
	case Accented:
		return Accent
	case Positive:
		return Good
	case Caution:
		return Warning
	case Severe:
		return Critical
	default:
		return TextMuted
	}
}

// Soft is the background that belongs to Ink.
func (t Tone) Soft() fyne.ThemeColorName {
	switch t {
	case Accented:
		return AccentSoft
	case Positive:
		return GoodSoft
	case Caution:
		return WarningSoft
	case Severe:
		return CriticalSoft
	default:
		return SurfaceRaised
	}
}
