package chart

import (
	"image"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"

	"msp-license-tracker/reports/chart"
	"msp-license-tracker/ui/theme"
)

// area fills an outline of any number of points: Fyne's own polygon stops at
// sixteen. It is computed at the pixels of the screen, once per size.
func area(points []chart.Point, ink fyne.ThemeColorName) fyne.CanvasObject {
	x0, y0, x1, y1 := bounds(points)
	raster := canvas.NewRaster(func(w, h int) image.Image {
		out := image.NewNRGBA(image.Rect(0, 0, w, h))
		if w == 0 || h == 0 || x1 <= x0 || y1 <= y0 {
			return out
		}
		z := vector.NewRasterizer(w, h)
		sx, sy := float64(w)/(x1-x0), float64(h)/(y1-y0)
		for i, p := range points {
			px, py := float32((p.X-x0)*sx), float32((p.Y-y0)*sy)
			if i == 0 {
				z.MoveTo(px, py)
			} else {
				z.LineTo(px, py)
			}
		}
		z.ClosePath()
		z.DrawOp = draw.Src
		z.Draw(out, out.Bounds(), image.NewUniform(theme.Color(ink)), image.Point{})
		return out
	})
	raster.Move(fyne.NewPos(float32(x0), float32(y0)))
	raster.Resize(fyne.NewSize(float32(x1-x0), float32(y1-y0)))
	return raster
}

func bounds(points []chart.Point) (x0, y0, x1, y1 float64) {
	x0, y0 = points[0].X, points[0].Y
	x1, y1 = x0, y0
	for _, p := range points {
		x0, y0 = min(x0, p.X), min(y0, p.Y)
		x1, y1 = max(x1, p.X), max(y1, p.Y)
	}
	return x0, y0, x1, y1
}
