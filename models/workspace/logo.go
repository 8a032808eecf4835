package workspace

import (
	"bytes"
	"image"
	_ "image/jpeg" // the two formats a report can hold
	_ "image/png"
)

// Bounds of a logo: enough for print, small enough for every report and for
// decoding without running out of memory.
const (
	maxLogoBytes  = 2 << 20
	maxLogoPixels = 16 << 20
)

func checkLogo(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	if len(data) > maxLogoBytes {
		return invalid("logo", "The logo is too big.", "It has more than 2 MB.", "Choose a smaller picture.")
	}
	// The size is read before the picture, so that a small file cannot unfold
	// into a huge one.
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return notAPicture()
	}
	if size.Width*size.Height > maxLogoPixels || size.Width == 0 || size.Height == 0 {
		return invalid("logo", "The logo has too many pixels.", "It is larger than 4096 by 4096.", "Choose a smaller picture.")
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return notAPicture()
	}
	return nil
}

func notAPicture() error {
	return invalid("logo", "The logo cannot be read.", "It is not a complete PNG or JPEG picture.", "Save it as PNG and choose it again.")
}
