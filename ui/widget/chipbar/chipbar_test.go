//go:build ci

package chipbar_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
)

func items(ids ...string) []chipbar.Item {
	var out []chipbar.Item
	for _, id := range ids {
		out = append(out, chipbar.Item{ID: id, Look: chip.Look{Label: id}})
	}
	return out
}

func chips(b *chipbar.Bar) []*chip.Chip {
	var out []*chip.Chip
	for _, o := range test.LaidOutObjects(b) {
		if c, ok := o.(*chip.Chip); ok {
			out = append(out, c)
		}
	}
	return out
}

func TestOneOrManyAreOn(t *testing.T) {
	tests := []struct {
		what  string
		build func(func([]string), ...chipbar.Item) *chipbar.Bar
		taps  []int
		want  string
		calls int
	}{
		{"the first of a single bar is on", chipbar.Single, nil, "all", 0},
		{"a tap moves the choice", chipbar.Single, []int{2}, "guest", 1},
		{"a tap on the choice changes nothing", chipbar.Single, []int{2, 2}, "guest", 1},
		{"a multi bar starts with none", chipbar.Multi, nil, "", 0},
		{"taps toggle", chipbar.Multi, []int{0, 2, 0}, "guest", 3},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			uitest.App(t, theme.Light)
			calls := 0
			b := tt.build(func([]string) { calls++ }, items("all", "blocked", "guest")...)
			w := test.NewTempWindow(t, b)
			w.Resize(fyne.NewSize(600, 60))
			for _, i := range tt.taps {
				chips(b)[i].Tapped(nil)
			}
			if got := strings.Join(b.Selected(), " "); got != tt.want || calls != tt.calls {
				t.Errorf("on are %q after %d calls, want %q after %d", got, calls, tt.want, tt.calls)
			}
		})
	}
}

func TestNewItemsKeepTheChoiceThatIsStillThere(t *testing.T) {
	uitest.App(t, theme.Light)
	b := chipbar.Single(nil, items("all", "blocked")...)
	b.Select("blocked")
	b.SetItems(items("all", "blocked", "guest")...)
	if got := strings.Join(b.Selected(), " "); got != "blocked" {
		t.Errorf("on is %q, want blocked", got)
	}
	b.SetItems(items("all", "guest")...)
	if got := strings.Join(b.Selected(), " "); got != "all" {
		t.Errorf("on is %q, want all", got)
	}
}
