//go:build ci

package stat_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/stat"
)

func TestAFigureOpensTheRowsBehindIt(t *testing.T) {
	uitest.App(t, theme.Light)
	opened := 0
	s := stat.New("Leakage per month", func() { opened++ })
	s.Set("£6,270", stat.Note("▼ £210", theme.Positive), stat.Note(" since last month", theme.Neutral))
	test.NewTempWindow(t, s)
	test.Tap(s)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != 2 || s.Figure() != "£6,270" {
		t.Errorf("opened %d times, want by tap and by Enter; figure %q", opened, s.Figure())
	}
	if s.Cursor() != desktop.PointerCursor {
		t.Error("the pointer should say that it opens")
	}
}

func TestStatsInARowAreEquallyHighWhateverTheirNotes(t *testing.T) {
	uitest.App(t, theme.Light)
	short, long := stat.New("a", nil), stat.New("b", nil)
	short.Set("1")
	long.Set("1", stat.Note("64 blocked · 21 never used · 33 over 90 days", theme.Neutral))
	for _, s := range []*stat.Stat{short, long} {
		s.Resize(fyne.NewSize(220, 100))
	}
	if a, b := short.MinSize().Height, long.MinSize().Height; a != b {
		t.Errorf("heights are %v and %v", a, b)
	}
}
