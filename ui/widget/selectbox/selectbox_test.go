//go:build ci

package selectbox_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/selectbox"
)

func open(t *testing.T, n int) (*selectbox.Box, fyne.Canvas, *string) {
	t.Helper()
	uitest.App(t, theme.Light)
	chosen := ""
	var options []selectbox.Option
	for i := range n {
		options = append(options, selectbox.Option{ID: fmt.Sprint(i), Text: fmt.Sprintf("Customer %d", i)})
	}
	box := selectbox.New("All", func(id string) { chosen = id }, options...)
	w := test.NewTempWindow(t, box)
	w.Resize(fyne.NewSize(400, 400))
	box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	return box, w.Canvas(), &chosen
}

func press(c fyne.Canvas, keys ...fyne.KeyName) {
	for _, k := range keys {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestKeysChoose(t *testing.T) {
	box, c, chosen := open(t, 4)
	press(c, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if *chosen != "1" || box.Selected() != "1" {
		t.Errorf("chose %q, box has %q, want 1", *chosen, box.Selected())
	}
	if c.Overlays().Top() != nil {
		t.Error("the list should be closed")
	}
}

func TestEscapeLeavesTheChoice(t *testing.T) {
	box, c, chosen := open(t, 4)
	press(c, fyne.KeyDown, fyne.KeyEscape)
	if *chosen != "" || box.Selected() != "" || c.Overlays().Top() != nil {
		t.Errorf("chose %q, open %v", *chosen, c.Overlays().Top() != nil)
	}
}

func TestManyOptionsCanBeSearched(t *testing.T) {
	_, c, chosen := open(t, 3000)
	typing, ok := c.Focused().(interface{ TypedRune(rune) })
	if !ok {
		t.Fatal("the search line should have the keyboard")
	}
	for _, r := range "customer 2718" {
		typing.TypedRune(r)
	}
	press(c, fyne.KeyReturn)
	if *chosen != "2718" {
		t.Errorf("chose %q, want 2718", *chosen)
	}
}
