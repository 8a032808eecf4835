package theme

import (
	"fmt"
	"image/color"
	"math"
	"strings"
)

// Contrast is the WCAG 2 contrast ratio of two opaque colours, 1 to 21.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func linear(channel uint32) float64 {
	v := float64(channel) / 0xffff
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// readable moves ink away from the backgrounds, in small steps towards black or
// white, until it has the wanted contrast on all of them.
func readable(ink color.NRGBA, want float64, backgrounds ...color.NRGBA) color.NRGBA {
	towards := color.NRGBA{A: 255}
	if luminance(backgrounds[0]) < 0.18 {
		towards = color.NRGBA{R: 255, G: 255, B: 255, A: 255}
	}
	for step := 0; step <= 100; step++ {
		c := mix(ink, towards, float64(step)/100)
		if lowest(c, backgrounds) >= want {
			return c
		}
	}
	return towards
}

func lowest(ink color.NRGBA, backgrounds []color.NRGBA) float64 {
	low := 21.0
	for _, b := range backgrounds {
		low = min(low, Contrast(ink, b))
	}
	return low
}

// mix is a with the given share of b.
func mix(a, b color.NRGBA, share float64) color.NRGBA {
	blend := func(x, y uint8) uint8 {
		return uint8(math.Round(float64(x)*(1-share) + float64(y)*share))
	}
	return color.NRGBA{R: blend(a.R, b.R), G: blend(a.G, b.G), B: blend(a.B, b.B), A: 255}
}

// brightest is the colour with its channels scaled so that the largest is full.
func brightest(c color.NRGBA) color.NRGBA {
	top := max(c.R, c.G, c.B)
	if top == 0 {
		return color.NRGBA{R: 255, G: 255, B: 255, A: 255}
	}
	scale := func(v uint8) uint8 { return uint8(int(v) * 255 / int(top)) }
	return color.NRGBA{R: scale(c.R), G: scale(c.G), B: scale(c.B), A: 255}
}

// onto picks white or near black, whichever reads better on the background.
func onto(background color.NRGBA) color.NRGBA {
	white := color.NRGBA{R: 255, G: 255, B: 255, A: 255}
	dark := hex("0B1220")
	if Contrast(white, background) >= Contrast(dark, background) {
		return white
	}
	return dark
}

// ParseHex reads "#2457D6" or "2457D6".
func ParseHex(s string) (color.NRGBA, error) {
	var r, g, b uint8
	digits := strings.TrimPrefix(strings.TrimSpace(s), "#")
	if len(digits) != 6 {
		return color.NRGBA{}, fmt.Errorf("colour %q: want six hexadecimal digits such as #2457D6", s)
	}
	if _, err := fmt.Sscanf(strings.ToLower(digits), "%02x%02x%02x", &r, &g, &b); err != nil {
		return color.NRGBA{}, fmt.Errorf("colour %q: want six hexadecimal digits such as #2457D6", s)
	}
	return color.NRGBA{R: r, G: g, B: b, A: 255}, nil
}

func hex(s string) color.NRGBA {
	c, err := ParseHex(s)
	if err != nil {
		panic(err) // only called with the constants of this package
	}
	return c
}
