package uitest

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"msp-license-tracker/ui/theme"
)

// Snapshot draws an object at a size on the page's background, in the theme's
// variant of that mode. It needs a running test app (App).
func Snapshot(t testing.TB, o fyne.CanvasObject, w, h float32, mode theme.Mode) image.Image {
	t.Helper()
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.DefaultBrand, mode))
	return Draw(o, w, h)
}

// Draw draws an object at a size in the running theme.
func Draw(o fyne.CanvasObject, w, h float32) image.Image {
	c := software.NewCanvas()
	c.SetPadded(false)
	ground := canvas.NewRectangle(theme.Color(theme.Background))
	c.SetContent(container.NewStack(ground, o))
	c.Resize(fyne.NewSize(w, h))
	Settle(o, fyne.NewSize(w, h))
	return c.Capture()
}

// Settle lays the object out until wrapped texts have told their height: what a
// window does by itself from one frame to the next.
func Settle(o fyne.CanvasObject, size fyne.Size) {
	o.Refresh()
	for range 3 {
		o.Resize(size.SubtractWidthHeight(1, 0))
		o.Resize(size)
	}
}

// SavePNG writes the picture into dir, which is made if need be, and returns
// its path.
func SavePNG(t testing.TB, img image.Image, dir, name string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatalf("folder for pictures: %v", err)
	}
	path := filepath.Join(dir, name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatalf("picture: %v", err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatalf("picture %s: %v", path, err)
	}
	if err := f.Close(); err != nil {
		t.Fatalf("picture %s: %v", path, err)
	}
	return path
}
