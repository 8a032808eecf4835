package register_test

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/register"
)

// Whatever is pasted is judged, and what may be a secret is never repeated.
func FuzzCheckPasted(f *testing.F) {
	for _, seed := range []string{"", " ", "\"", "“x”", "{}", "1a2b3c4d-1111-4222-8333-444455556666", "abc8Q~0123456789012345678901234567890123", "https://", "\xff\x00", "a@b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, field := range []models.PastedField{models.PastedSecret, models.PastedClientID, models.PastedTenantID, "other"} {
			x := register.CheckPasted(field, value)
			if x == nil {
				continue
			}
			if x.Title == "" || x.Next == "" || x.Raw != "" {
				t.Errorf("%+v", x)
			}
			if len(value) > 20 && strings.Contains(x.Title+x.Cause+x.Next, value) {
				t.Errorf("the value is repeated: %+v", x)
			}
		}
	})
}
