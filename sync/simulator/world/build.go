package world

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// builder makes one tenant. Days are given as "days before the anchor".
type builder struct {
	t       *Tenant
	anchor  Day
	seed    uint64
	rnd     *rand.Rand
	names   people
	catalog map[string]*Product
	taken   map[string]int
	spare   map[*SKU]int // free seats wanted at the anchor
	bought  int          // purchases made
	err     error
}

func newBuilder(o Options, i int, co company, catalog map[string]*Product) *builder {
	seed := mix(uint64(o.Seed), uint64(i))
	slug := co.slug
	if i >= len(cases)+len(more) && i != homeNumber {
		slug += strconv.Itoa(i)
	}
	b := &builder{
		anchor: o.Anchor, seed: seed, catalog: catalog, names: pools[co.lang],
		rnd:   rand.New(rand.NewPCG(seed, uint64(i))),
		taken: map[string]int{}, spare: map[*SKU]int{},
	}
	b.t = &Tenant{
		ID: ID(o.Seed, "tenant", slug), Name: co.name,
		Domain: slug + ".example", Initial: slug + ".onmicrosoft.com",
		Country: co.country, City: co.city, Language: co.lang,
		Created: o.Anchor - 1500 - Day(seed%900), Score: 52, ScoreMax: 400 + float64(seed%90),
		ClientID: ID(o.Seed, "app", slug), Secret: secret(mix(seed, 77)),
	}
	if i >= len(cases)+len(more) && i != homeNumber {
		b.t.Name += " " + strconv.Itoa(i)
	}
	return b
}

// secret looks like the value of a client secret.
func secret(a uint64) string {
	const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	out := []byte("sim8Q~")
	for i := range 34 {
		out = append(out, letters[mix(a, uint64(i))%uint64(len(letters))])
	}
	return string(out)
}

func (b *builder) ago(days int) Day { return b.anchor - Day(days) }

// sku finds or opens a product in the tenant, without any purchase yet.
func (b *builder) sku(part string) *SKU {
	for _, s := range b.t.SKUs {
		if s.PartNumber == part {
			return s
		}
	}
	p := b.catalog[part]
	if p == nil {
		b.err = fmt.Errorf("no product %s in the data set", part)
		p = &Product{PartNumber: part, SKUID: ID(0, part)}
	}
	s := &SKU{Product: p, AppliesTo: "User"}
	b.t.SKUs = append(b.t.SKUs, s)
	return s
}

// stock says how many seats of a product are free at the anchor; finish buys
// what the history needs.
func (b *builder) stock(part string, free int) *SKU {
	s := b.sku(part)
	b.spare[s] = free
	return s
}

// buy adds a purchase of a fixed number of seats.
func (b *builder) buy(part string, seats, daysAgo, term int) *Purchase {
	s := b.sku(part)
	b.bought++
	id := mix(b.seed, uint64(b.bought))
	p := &Purchase{
		ID: guidOf(id, 1), CommerceID: guidOf(id, 2),
		Created: b.ago(daysAgo), Term: term,
		seats: []step[int]{{b.ago(daysAgo), seats}},
	}
	s.Purchases = append(s.Purchases, p)
	return p
}

// viral adds a free product with a giant number of units.
func (b *builder) viral(part string, units int) {
	p := b.buy(part, units, 900, 0)
	p.Direct = true
}

// group makes a group that gives products to its members.
func (b *builder) group(name string, parts ...string) *Group {
	g := &Group{ID: guidOf(b.seed, mix(uint64(len(b.t.Groups)), 9)), Name: name}
	for _, p := range parts {
		g.SKUs = append(g.SKUs, b.sku(p))
	}
	b.t.Groups = append(b.t.Groups, g)
	return g
}

// finish closes the stock of every product bought as needed and checks that
// the script named only real products.
func (b *builder) finish() error {
	for _, s := range b.t.SKUs {
		if free, ok := b.spare[s]; ok {
			b.settle(s, free)
		}
	}
	return b.err
}

// settle buys seats the way a small firm does: enough each quarter for the
// people there, never fewer than before, and the wanted rest at the anchor.
func (b *builder) settle(s *SKU, free int) {
	p := b.buy(s.PartNumber, 0, 540+int(mix(b.seed, uint64(len(s.SKUID)))%120), 365)
	p.seats = nil
	last := 0
	for _, ago := range []int{700, 365, 270, 180, 90} {
		need := b.t.Assigned(s, b.ago(ago)) + min(free, 1+free/2)
		if need > last {
			p.seats = append(p.seats, step[int]{b.ago(ago), need})
			last = need
		}
	}
	want := b.t.Assigned(s, b.anchor) + free
	if want != last {
		p.seats = append(p.seats, step[int]{b.ago(35), want})
	}
	p.seats = append(p.seats, step[int]{b.anchor + 120, max(want, b.t.Assigned(s, b.anchor+120))})
}
