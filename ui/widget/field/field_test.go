//go:build ci

package field_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/field"
)

func TestAFieldSaysWhatIsWrongOnceItIsLeft(t *testing.T) {
	uitest.App(t, theme.Light)
	f := field.New("Client id", "").WithHint("From the app registration.").Validate(func(s string) error {
		if s == "" {
			return errors.New("Enter the client id.")
		}
		return nil
	})
	w := test.NewTempWindow(t, f)
	w.Canvas().Focus(f.Input)
	if f.Error() != "" {
		t.Errorf("says %q before anything was typed", f.Error())
	}
	w.Canvas().Unfocus()
	if f.Error() != "Enter the client id." {
		t.Errorf("says %q after it was left empty", f.Error())
	}
	f.SetValue("abc")
	if !f.Valid() || f.Error() != "" {
		t.Errorf("still says %q", f.Error())
	}
}
