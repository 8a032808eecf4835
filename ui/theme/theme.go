package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"msp-license-tracker/assets"
)

// Mode says which variant is shown.
type Mode string

// The modes; the values are those of models.Workspace.Theme.
const (
	System Mode = "system" // what the desktop says
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// New is the theme around one brand colour ("#2457D6"). A brand that is no
// colour gives DefaultBrand; one that reads badly is darkened or lightened.
func New(brand string, mode Mode) fyne.Theme {
	accent, err := ParseHex(brand)
	if err != nil {
		accent = hex(DefaultBrand)
	}
	return &own{
		mode:  mode,
		light: newPalette(light, accent, false),
		dark:  newPalette(dark, accent, true),
	}
}

// Color is the colour with that meaning in the running theme.
func Color(name fyne.ThemeColorName) color.Color {
	return fynetheme.Color(name)
}

type own struct {
	mode        Mode
	light, dark palette
}

func (t *own) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := t.light
	if t.mode == Dark || (t.mode != Light && variant == fynetheme.VariantDark) {
		p = t.dark
	}
	if meaning, known := fyneNames[name]; known {
		name = meaning
	}
	if c, ok := p[name]; ok {
		return c
	}
	return fynetheme.DefaultTheme().Color(name, t.variant(variant))
}

func (t *own) variant(asked fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.mode {
	case Dark:
		return fynetheme.VariantDark
	case Light:
		return fynetheme.VariantLight
	default:
		return asked
	}
}

// fyneNames says in our words what Fyne's own widgets ask for.
var fyneNames = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fynetheme.ColorNameButton:              SurfaceRaised,
	fynetheme.ColorNameDisabled:            TextDisabled,
	fynetheme.ColorNameDisabledButton:      SurfaceRaised,
	fynetheme.ColorNameError:               Critical,
	fynetheme.ColorNameFocus:               AccentSoft,
	fynetheme.ColorNameForegroundOnError:   OnCritical,
	fynetheme.ColorNameForegroundOnPrimary: OnAccent,
	fynetheme.ColorNameHeaderBackground:    SurfaceRaised,
	fynetheme.ColorNameHyperlink:           Accent,
	fynetheme.ColorNameInputBackground:     Surface,
	fynetheme.ColorNameInputBorder:         Border,
	fynetheme.ColorNameMenuBackground:      SurfaceRaised,
	fynetheme.ColorNameOverlayBackground:   SurfaceRaised,
	fynetheme.ColorNamePlaceHolder:         TextFaint,
	fynetheme.ColorNamePressed:             AccentSoft,
	fynetheme.ColorNamePrimary:             Accent,
	fynetheme.ColorNameScrollBar:           TextDisabled,
	fynetheme.ColorNameScrollBarBackground: Clear,
	fynetheme.ColorNameSelection:           AccentSoft,
	fynetheme.ColorNameSeparator:           Border,
	fynetheme.ColorNameSuccess:             Good,
	fynetheme.ColorNameWarning:             Warning,
}

// The faces: Fyne's "bold" is SemiBold here, the weight of heads and amounts.
var (
	regular  = fyne.NewStaticResource("Inter-Regular.ttf", assets.InterRegular)
	semiBold = fyne.NewStaticResource("Inter-SemiBold.ttf", assets.InterSemiBold)
)

func (t *own) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol, style.Italic:
		return fynetheme.DefaultTheme().Font(style)
	case style.Bold:
		return semiBold
	default:
		return regular
	}
}

func (t *own) Icon(name fyne.ThemeIconName) fyne.Resource {
	if icon, ok := fyneIcons[name]; ok {
		return IconResource(icon, Text)
	}
	return fynetheme.DefaultTheme().Icon(name)
}

var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameText:               TextBody,
	fynetheme.SizeNameCaptionText:        TextCaption,
	fynetheme.SizeNameHeadingText:        TextFigure,
	fynetheme.SizeNameSubHeadingText:     TextHeading,
	fynetheme.SizeNamePadding:            Pad,
	fynetheme.SizeNameInnerPadding:       2 * Pad,
	fynetheme.SizeNameInlineIcon:         IconSize,
	fynetheme.SizeNameInputRadius:        ControlRadius,
	fynetheme.SizeNameButtonRadius:       ControlRadius,
	fynetheme.SizeNameSelectionRadius:    6,
	fynetheme.SizeNameCardRadius:         CardRadius,
	fynetheme.SizeNameDialogRadius:       CardRadius,
	fynetheme.SizeNamePopupRadius:        ControlRadius,
	fynetheme.SizeNameMenuRadius:         ControlRadius,
	fynetheme.SizeNameInputBorder:        Hairline,
	fynetheme.SizeNameSeparatorThickness: Hairline,
	fynetheme.SizeNameScrollBar:          10,
	fynetheme.SizeNameScrollBarSmall:     4,
	fynetheme.SizeNameModalBlurRadius:    0,
}

func (t *own) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return fynetheme.DefaultTheme().Size(name)
}
