package collect

import (
	"sync"
	"testing"
	"unsafe"
)

func TestEqualNamesAreOneText(t *testing.T) {
	names, row := NewNames(), "x,mo@x.example,y"
	first := names.keep(row[2:14])
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if again := names.keep("mo@x" + ".example"); again != "mo@x.example" || unsafe.StringData(again) != unsafe.StringData(first) {
				t.Errorf("%q is another copy", again)
			}
		})
	}
	group.Wait()
	if unsafe.StringData(first) == unsafe.StringData(row[2:]) {
		t.Error("the name keeps its whole row in memory")
	}
	if names.keep("MO@x.example") == first {
		t.Error("the case of a name is its own")
	}
	var none *Names
	if none.keep("a") != "a" {
		t.Error("no names keep nothing")
	}
}
