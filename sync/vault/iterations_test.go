package vault

import (
	"encoding/asn1"
	"testing"
)

func TestCountsOfPasswordHashesAreBounded(t *testing.T) {
	type params struct {
		Salt       []byte
		Iterations int64
	}
	type other struct {
		Name   string `asn1:"utf8"`
		Number int64
	}
	for _, c := range []struct {
		name  string
		value any
		want  bool
	}{
		{"ordinary", params{[]byte("salt"), 600_000}, false},
		{"billions", params{[]byte("salt"), 3_000_000_000}, true},
		{"nested", struct{ A struct{ B params } }{struct{ B params }{params{[]byte("salt"), 3_000_000_000}}}, true},
		{"a number that counts nothing", other{"serial", 3_000_000_000}, false},
	} {
		der, err := asn1.Marshal(c.value)
		if err != nil {
			t.Fatal(err)
		}
		wrapped, err := asn1.Marshal(der) // as an OCTET STRING, as PFX files nest
		if err != nil {
			t.Fatal(err)
		}
		if tooManyIterations(der, 0) != c.want || tooManyIterations(wrapped, 0) != c.want {
			t.Errorf("%s: want %v", c.name, c.want)
		}
	}
}
