package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// ForList is the running theme for one of Fyne's lists whose rows draw their
// own marks: that gap between rows, no hover, selection or scroll shadow of
// the list's own. Wrap the list, never its rows, in container.NewThemeOverride
// with it; it follows changes of the theme by itself.
func ForList(gap float32) fyne.Theme { return listTheme{gap} }

type listTheme struct{ gap float32 }

func (listTheme) running() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (l listTheme) Size(name fyne.ThemeSizeName) float32 {
	if name == fynetheme.SizeNamePadding {
		return l.gap
	}
	return l.running().Size(name)
}

func (l listTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch name {
	case fynetheme.ColorNameHover, fynetheme.ColorNameSelection, fynetheme.ColorNameFocus, fynetheme.ColorNameShadow:
		return color.Transparent
	default:
		return l.running().Color(name, v)
	}
}

func (l listTheme) Font(s fyne.TextStyle) fyne.Resource        { return l.running().Font(s) }
func (l listTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return l.running().Icon(name) }
