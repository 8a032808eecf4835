package page

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // logos may be JPEG
	"image/png"
)

// Bounds of a logo file, so that a picture cannot exhaust memory.
const (
	MaxLogoBytes  = 5 << 20
	MaxLogoPixels = 16 << 20
	logoTall      = 320 // pixels kept; more cannot be seen at its size on paper
)

// Logo is a picture ready for a document.
type Logo struct {
	png  []byte
	w, h float64 // pixels
}

// ReadLogo checks and prepares a PNG or JPEG picture. The error is a plain
// sentence about what is wrong with the file.
func ReadLogo(data []byte) (*Logo, error) {
	if len(data) > MaxLogoBytes {
		return nil, fmt.Errorf("the logo is larger than %d MB", MaxLogoBytes>>20)
	}
	info, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || (kind != "png" && kind != "jpeg") {
		return nil, fmt.Errorf("the logo is neither a PNG nor a JPEG picture")
	}
	if info.Width < 1 || info.Height < 1 || info.Width*info.Height > MaxLogoPixels {
		return nil, fmt.Errorf("the logo has %d × %d pixels; at most %d million in all can be used",
			info.Width, info.Height, MaxLogoPixels>>20)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the logo is damaged: %w", err)
	}
	// Encoded anew: gofpdf reads only plain 8-bit pictures.
	small := shrink(img, logoTall)
	var out bytes.Buffer
	if err := png.Encode(&out, small); err != nil {
		return nil, fmt.Errorf("the logo cannot be prepared: %w", err)
	}
	b := small.Bounds()
	return &Logo{png: out.Bytes(), w: float64(b.Dx()), h: float64(b.Dy())}, nil
}

// shrink averages the pixels of an image down to at most tall rows and four
// times as many columns.
func shrink(img image.Image, tall int) *image.NRGBA {
	b := img.Bounds()
	scale := min(1, float64(tall)/float64(b.Dy()), float64(4*tall)/float64(b.Dx()))
	w, h := max(1, int(float64(b.Dx())*scale)), max(1, int(float64(b.Dy())*scale))
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		y0, y1 := b.Min.Y+y*b.Dy()/h, b.Min.Y+max(y*b.Dy()/h+1, (y+1)*b.Dy()/h)
		for x := range w {
			x0, x1 := b.Min.X+x*b.Dx()/w, b.Min.X+max(x*b.Dx()/w+1, (x+1)*b.Dx()/w)
			average(img, image.Rect(x0, y0, x1, y1), out.Pix[out.PixOffset(x, y):])
		}
	}
	return out
}

// average writes the mean colour of an area as four bytes, not premultiplied.
func average(img image.Image, area image.Rectangle, to []byte) {
	var r, g, b, a, n uint64
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			cr, cg, cb, ca := img.At(x, y).RGBA()
			r, g, b, a, n = r+uint64(cr), g+uint64(cg), b+uint64(cb), a+uint64(ca), n+1
		}
	}
	if a == 0 || n == 0 {
		return
	}
	to[0], to[1], to[2] = byte(r*255/a), byte(g*255/a), byte(b*255/a)
	to[3] = byte(a / n >> 8)
}
