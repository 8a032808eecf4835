package reports

import (
	"os"
	"testing"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	for n, in := range map[string]ClientInput{"main": newClient("Fjord Logistics", 50).input(), "tidy": newClient("Brightwell School", 50).tidy().input(), "unpriced": newClient("Oak Lane Clinic", 50).unpriced().input(), "blind": newClient("Kestrel Engineering", 50).blind().input()} {
		f, _ := os.Create(dir + "/" + n + ".pdf")
		if err := WriteClient(f, in); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}
