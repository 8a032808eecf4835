package theme

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"msp-license-tracker/assets"
)

// Icon names one picture of the line-icon set.
type Icon string

// The set. IconNone draws nothing.
const (
	IconNone         Icon = ""
	IconDashboard    Icon = "dashboard"
	IconTenants      Icon = "building"
	IconLeakage      Icon = "drop"
	IconInactive     Icon = "user-x"
	IconUser         Icon = "user"
	IconCopilot      Icon = "spark"
	IconAlerts       Icon = "bell"
	IconLicences     Icon = "card"
	IconUsers        Icon = "users"
	IconReports      Icon = "file"
	IconActivity     Icon = "pulse"
	IconSettings     Icon = "gear"
	IconSearch       Icon = "search"
	IconRefresh      Icon = "refresh"
	IconCheck        Icon = "check"
	IconClose        Icon = "x"
	IconChevronDown  Icon = "chevron-down"
	IconChevronUp    Icon = "chevron-up"
	IconChevronRight Icon = "chevron-right"
	IconChevronLeft  Icon = "chevron-left"
	IconArrowUp      Icon = "arrow-up"
	IconArrowDown    Icon = "arrow-down"
	IconMore         Icon = "dots"
	IconDownload     Icon = "download"
	IconLink         Icon = "link"
	IconShield       Icon = "shield"
	IconWarning      Icon = "warning"
	IconInfo         Icon = "info"
	IconPlus         Icon = "plus"
	IconMinus        Icon = "minus"
	IconCopy         Icon = "copy"
	IconExternal     Icon = "external"
	IconCalendar     Icon = "calendar"
	IconTrash        Icon = "trash"
	IconEdit         Icon = "edit"
	IconEye          Icon = "eye"
	IconEyeOff       Icon = "eye-off"
	IconMail         Icon = "mail"
	IconClock        Icon = "clock"
	IconFilter       Icon = "filter"
	IconColumns      Icon = "columns"
	IconTag          Icon = "tag"
	IconKey          Icon = "key"
)

// fyneIcons replaces the pictures Fyne's own widgets use.
var fyneIcons = map[fyne.ThemeIconName]Icon{
	fynetheme.IconNameSearch:         IconSearch,
	fynetheme.IconNameCancel:         IconClose,
	fynetheme.IconNameConfirm:        IconCheck,
	fynetheme.IconNameArrowDropDown:  IconChevronDown,
	fynetheme.IconNameArrowDropUp:    IconChevronUp,
	fynetheme.IconNameMenuExpand:     IconChevronRight,
	fynetheme.IconNameVisibility:     IconEye,
	fynetheme.IconNameVisibilityOff:  IconEyeOff,
	fynetheme.IconNameInfo:           IconInfo,
	fynetheme.IconNameWarning:        IconWarning,
	fynetheme.IconNameContentCopy:    IconCopy,
	fynetheme.IconNameViewRefresh:    IconRefresh,
	fynetheme.IconNameNavigateNext:   IconChevronRight,
	fynetheme.IconNameNavigateBack:   IconChevronLeft,
	fynetheme.IconNameMoreHorizontal: IconMore,
}

// IconResource is the icon in a colour of the theme; it follows theme changes.
// An icon that is not in the set gives an empty picture.
func IconResource(icon Icon, ink fyne.ThemeColorName) fyne.Resource {
	svg, err := assets.Icon(string(icon))
	if err != nil {
		svg = []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>`)
	}
	return fynetheme.NewColoredResource(fyne.NewStaticResource(string(icon)+".svg", svg), ink)
}

// IconImage is the icon as an object of that edge length.
func IconImage(icon Icon, ink fyne.ThemeColorName, edge float32) *canvas.Image {
	img := canvas.NewImageFromResource(IconResource(icon, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(edge))
	return img
}

// Icons are the names of the whole set.
func Icons() []Icon {
	names := assets.Icons()
	out := make([]Icon, len(names))
	for i, name := range names {
		out[i] = Icon(name)
	}
	return out
}
