package page

import (
	"fmt"
	"math"

	"msp-license-tracker/reports/chart"
)

// RGB is a colour of the page.
type RGB struct{ R, G, B uint8 }

// Fixed colours of the page: neutral greys, and the marks of certainty.
var (
	white   = RGB{0xFF, 0xFF, 0xFF}
	ink     = RGB{0x11, 0x18, 0x27}
	muted   = RGB{0x5B, 0x66, 0x78}
	faint   = RGB{0x7C, 0x87, 0x99}
	hair    = RGB{0xE3, 0xE7, 0xED}
	good    = RGB{0x0B, 0x74, 0x50}
	goodBg  = RGB{0xE5, 0xF5, 0xEE}
	warning = RGB{0x96, 0x56, 0x0A}
	warnBg  = RGB{0xFC, 0xF1, 0xDF}
	critic  = RGB{0xC8, 0x28, 0x1E}
	neutral = RGB{0xA9, 0xB4, 0xC0}
)

// Palette is the brand colour with its steps. Base is readable as text on
// white, Dark carries white text, Soft is a background, Bright is seen on Dark.
type Palette struct{ Base, Dark, Soft, Bright RGB }

// defaultBrand is used when the owner's colour cannot be read.
var defaultBrand = RGB{0x24, 0x57, 0xD6}

// Contrast wanted: text on its ground, and a mark next to its ground (WCAG).
const (
	textContrast = 4.5
	markContrast = 3.0
	deepContrast = 11.0 // white text over a whole page
)

// NewPalette makes the steps of a colour such as "#2457D6". Whatever the
// colour, the steps have the contrast their use needs.
func NewPalette(hex string) Palette {
	base, ok := ParseHex(hex)
	if !ok {
		base = defaultBrand
	}
	base = toward(base, RGB{}, func(c RGB) bool { return Contrast(c, white) >= textContrast })
	dark := toward(base, RGB{0x05, 0x0B, 0x14}, func(c RGB) bool { return Contrast(c, white) >= deepContrast })
	return Palette{
		Base:   base,
		Dark:   dark,
		Soft:   mix(base, white, 0.90),
		Bright: bright(base, dark),
	}
}

// bright is the colour at full strength, seen on its own dark step.
func bright(base, dark RGB) RGB {
	seen := func(c RGB) bool { return Contrast(c, dark) >= markContrast*1.5 }
	for strength := 1.2; strength < 2.6; strength += 0.1 {
		lift := func(v uint8) uint8 { return uint8(min(255, float64(v)*strength)) }
		if c := (RGB{lift(base.R), lift(base.G), lift(base.B)}); seen(c) {
			return c
		}
	}
	return toward(base, white, seen)
}

// ParseHex reads "#RRGGBB" or "#RGB", with or without the "#".
func ParseHex(s string) (RGB, bool) {
	if len(s) > 0 && s[0] == '#' {
		s = s[1:]
	}
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	var c RGB
	if len(s) != 6 {
		return c, false
	}
	if n, err := fmt.Sscanf(s, "%02x%02x%02x", &c.R, &c.G, &c.B); err != nil || n != 3 {
		return RGB{}, false
	}
	return c, true
}

// Contrast of two colours after WCAG: 1 (none) to 21 (black on white).
func Contrast(a, b RGB) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c RGB) float64 {
	lin := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

// mix goes from a (0) to b (1).
func mix(a, b RGB, t float64) RGB {
	m := func(x, y uint8) uint8 { return uint8(math.Round(float64(x)*(1-t) + float64(y)*t)) }
	return RGB{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B)}
}

// toward is the first step from a to b that is good enough, or b.
func toward(a, b RGB, enough func(RGB) bool) RGB {
	for t := 0.0; t < 1; t += 0.02 {
		if c := mix(a, b, t); enough(c) {
			return c
		}
	}
	return b
}

// color of a chart role on white paper.
func (p Palette) color(r chart.Role) RGB {
	switch r {
	case chart.Muted:
		return muted
	case chart.Faint:
		return faint
	case chart.Grid:
		return hair
	case chart.Surface:
		return white
	case chart.Neutral:
		return neutral
	case chart.Accent:
		return p.Base
	case chart.AccentSoft:
		return p.Soft
	case chart.AccentDark:
		return p.Dark
	case chart.Good:
		return good
	case chart.Warning:
		return warning
	case chart.Critical:
		return critic
	}
	if r >= chart.Series1 && r <= chart.Series6 {
		return [...]RGB{{0x24, 0x57, 0xD6}, {0x12, 0xA5, 0x94}, {0xF0, 0xA0, 0x20},
			{0xE0, 0x55, 0x2B}, {0x7A, 0x5A, 0xF8}, {0x98, 0xA2, 0xB3}}[r-chart.Series1]
	}
	return ink
}
