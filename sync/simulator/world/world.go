package world

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
)

// Options say how big a world to make.
type Options struct {
	Seed    int64
	Tenants int // number of client tenants
	// Customers is how many customers the MSP has; the clients are the first.
	Customers int
	Users     int // accounts per tenant; 0 = as each story wants
	Anchor    Day // the day the stories are told for
}

// World is every tenant of the simulated cloud.
type World struct {
	Options Options
	Tenants []*Tenant // the clients
	Home    *Tenant   // the MSP itself
	Further []*Tenant // customers of the MSP that are no clients yet

	Relations []*Relation // of the MSP with its customers
	Contracts []*Contract
}

// New makes the world. It fails only when the bundled data set is broken.
func New(o Options) (*World, error) {
	catalog, err := products()
	if err != nil {
		return nil, err
	}
	w := &World{Options: o}
	for i := range o.Tenants {
		co, tell, size := cast(i)
		if o.Users > 0 {
			size = o.Users
		}
		t, err := told(o, i, co, size, tell, catalog)
		if err != nil {
			return nil, err
		}
		w.Tenants = append(w.Tenants, t)
	}
	for i := o.Tenants; i < o.Customers; i++ {
		co, tell, size := cast(i)
		t, err := told(o, i, co, min(size, 16), tell, catalog)
		if err != nil {
			return nil, err
		}
		w.Further = append(w.Further, t)
	}
	if w.Home, err = told(o, homeNumber, home, 16, msp, catalog); err != nil {
		return nil, err
	}
	w.bind()
	return w, nil
}

// told tells the story of one tenant.
func told(o Options, i int, co company, size int, tell func(*builder, int), catalog map[string]*Product) (*Tenant, error) {
	b := newBuilder(o, i, co, catalog)
	tell(b, size)
	if err := b.finish(); err != nil {
		return nil, fmt.Errorf("make tenant %s: %w", co.name, err)
	}
	return b.t, nil
}

// Tenant finds a tenant by id or by one of its domains; nil when unknown.
func (w *World) Tenant(key string) *Tenant {
	for _, list := range [][]*Tenant{w.Tenants, w.Further, {w.Home}} {
		for _, t := range list {
			if equalFold(t.ID, key) || equalFold(t.Domain, key) || equalFold(t.Initial, key) {
				return t
			}
		}
	}
	return nil
}

// Customers are all tenants the MSP looks after: the clients first.
func (w *World) Customers() []*Tenant { return slices.Concat(w.Tenants, w.Further) }

// ID makes a stable GUID (version 4 in form) out of a seed and words.
func ID(seed int64, parts ...string) string {
	h := fnv.New128a()
	h.Write(strconv.AppendInt(nil, seed, 10))
	for _, p := range parts {
		h.Write([]byte{0})
		h.Write([]byte(p))
	}
	var sum [16]byte
	h.Sum(sum[:0])
	return guid(sum)
}

// guid writes 16 bytes as a version 4 GUID.
func guid(b [16]byte) string {
	const hex = "0123456789abcdef"
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	out := make([]byte, 0, 36)
	for i, c := range b {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			out = append(out, '-')
		}
		out = append(out, hex[c>>4], hex[c&15])
	}
	return string(out)
}

// guidOf makes a GUID out of two numbers, cheaply.
func guidOf(a, b uint64) string {
	var sum [16]byte
	x, y := mix(a, b), mix(b^0x5bd1e995, a)
	for i := range 8 {
		sum[i], sum[8+i] = byte(x>>(8*i)), byte(y>>(8*i))
	}
	return guid(sum)
}

// GUID makes a GUID out of two numbers, for ids that only need to be stable.
func GUID(a, b uint64) string { return guidOf(a, b) }
