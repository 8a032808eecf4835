package assets

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed icons/*.svg
var icons embed.FS

// Icon returns the SVG of the line icon with that name, for example
// "dashboard": 24×24 units, lines of 1.8 in black, to be recoloured by the
// theme. The lines are filled outlines, because the renderer neither scales nor
// recolours strokes. It fails when the set has no such icon.
func Icon(name string) ([]byte, error) {
	svg, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil, fmt.Errorf("icon %q: %w", name, err)
	}
	return svg, nil
}

// Icons are the names of the set, in alphabetical order.
func Icons() []string {
	files, err := icons.ReadDir("icons")
	if err != nil {
		panic(fmt.Sprintf("embedded icons: %v", err)) // the folder is part of the program
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(f.Name(), ".svg")
	}
	return names
}
