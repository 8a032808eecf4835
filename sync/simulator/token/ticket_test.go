package token

import "testing"

func TestTicketsOpenOnlyWhereTheyWereMade(t *testing.T) {
	m, other := NewMint(), NewMint()
	ticket := m.Seal(map[string]int{"from": 7})
	var got map[string]int
	if err := m.Open(ticket, &got); err != nil || got["from"] != 7 {
		t.Errorf("%v %v", got, err)
	}
	if other.Open(ticket, &got) == nil || m.Open(ticket[:len(ticket)-2]+"xx", &got) == nil || m.Open("", &got) == nil {
		t.Error("a foreign or changed ticket was opened")
	}
}

func FuzzOpen(f *testing.F) {
	m := NewMint()
	f.Add("")
	f.Add("AAAA")
	f.Add(m.Seal("x"))
	f.Fuzz(func(t *testing.T, ticket string) {
		var v any
		if err := m.Open(ticket, &v); err == nil && v != "x" {
			t.Errorf("opened %q as %v", ticket, v)
		}
	})
}
