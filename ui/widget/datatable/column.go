// Package datatable is the table of the program: sortable, searchable,
// filterable, driven by keyboard and pointer, and as quick with 100,000 rows
// as with ten.
//
// A table is created with its columns, gets rows by SetRows and reports what
// the user does through the functions of its Options. It keeps the rows as
// they came and works on an order of indices. All methods belong to the UI
// goroutine; with Options.Post, big tables sort and filter on a goroutine of
// their own and show the newest answer only, so Text, Less, Number and filters
// must be pure functions of the row.
package datatable

import (
	"time"

	"fyne.io/fyne/v2"

	"msp-license-tracker/ui/theme"
)

// Column says how one property of a row is shown and ordered.
type Column[T any] struct {
	ID    string
	Title string

	Width    float32 // fixed width; 0 shares what is left by Flex
	Flex     float32 // weight among flexible columns; 0 counts as 1
	MinWidth float32 // of a flexible column; 0 is 80
	Align    fyne.TextAlign
	Priority int  // 0 is never hidden; of the others the highest goes first when the window is narrow
	Hidden   bool // hidden until ShowColumn

	Text  func(T) string               // required: shown, searched, copied
	Sub   func(T) string               // second line, muted
	Badge func(T) (string, theme.Tone) // a word on soft ground instead of the text
	Dot   func(T) theme.Tone           // a dot before the text
	Tags  func(T) []string             // outlined words instead of the text
	Ink   func(T) fyne.ThemeColorName  // colour of the text, "" for the usual one
	OnTap func(T)                      // the cell is a link
	Bold  bool
	Muted bool

	Less   func(a, b T) bool // order; nil orders by Number, else by Text
	Number func(T) float64   // order by a number, the cheapest
	Total  func([]T) string  // footer over the rows shown
}

// Options say what a table can do. Every function may be nil.
type Options[T any] struct {
	Key        func(T) string // identity: keeps selection through SetRows
	TwoLines   bool           // rows of 44 with a second line, else 36
	Multi      bool           // a box to tick before each row
	SortBy     string         // column ordered by at first, "" keeps the order of the rows
	Descending bool
	MinRows    int    // rows the table asks room for; 0 is 3
	Empty      string // sentence shown when there is nothing to show

	OnSelect           func(T)   // the current row changed
	OnOpen             func(T)   // Enter or double tap
	OnSelectionChanged func([]T) // ticked rows, in the order shown
	OnShown            func(shown, all int)

	// Menu gives the items for a row: shown on secondary tap and behind the
	// three dots at the end of each row.
	Menu func(T) []*fyne.MenuItem

	Post func(func())     // hands a function to the UI goroutine; nil works at once
	Now  func() time.Time // clock that tells a double tap; nil is time.Now
}
