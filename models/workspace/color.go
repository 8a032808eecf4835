package workspace

import (
	"math"
	"strconv"
)

// ReadableContrast is the least contrast at which large text can be read
// (WCAG 2.2, 1.4.3).
const ReadableContrast = 3.0

// Contrast is the contrast ratio of two "#RRGGBB" colours, 1 to 21. ok is
// false when one of them is no colour.
func Contrast(a, b string) (ratio float64, ok bool) {
	la, okA := luminance(a)
	lb, okB := luminance(b)
	if !okA || !okB {
		return 0, false
	}
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05), true
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(color string) (float64, bool) {
	if len(color) != 7 || color[0] != '#' {
		return 0, false
	}
	rgb, err := strconv.ParseUint(color[1:], 16, 32)
	if err != nil {
		return 0, false
	}
	return 0.2126*linear(rgb>>16) + 0.7152*linear(rgb>>8&0xff) + 0.0722*linear(rgb&0xff), true
}

func linear(channel uint64) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func checkColor(color string) error {
	if _, ok := luminance(color); !ok {
		return invalid("color", "This is not a colour.", "A colour is written as # and six digits from 0 to F.", "Enter a colour such as #2457D6.")
	}
	return nil
}
