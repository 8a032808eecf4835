package world

// story is a client and what there is to find in it.
type story struct {
	company
	size int
	tell func(b *builder, size int)
}

// cases are the twelve tenants of the demo, in order.
var cases = []story{
	{company{"Harbour Dental", "harbourdental", "GB", "Whitby", "en"}, 26, leavers},
	{company{"Fjord Logistics", "fjordlogistics", "NO", "Bergen", "no"}, 68, sharedMailboxes},
	{company{"Alder & Finch Architects", "alderfinch", "GB", "York", "en"}, 34, idleCopilot},
	{company{"Meadow Primary Care", "meadowcare", "US", "Dayton", "en"}, 44, noPremium},
	{company{"Kessler Maschinenbau", "kessler-mb", "DE", "Heilbronn", "de"}, 118, concealed},
	{company{"Nordlicht Hotels", "nordlichthotels", "DE", "Lübeck", "de"}, 57, overAssigned},
	{company{"Brightwater Estates", "brightwater", "US", "Savannah", "en"}, 19, suspended},
	{company{"Quill & Co Legal", "quillco", "IE", "Cork", "en"}, 28, viral},
	{company{"Atelier Lumière", "atelierlumiere", "FR", "Lyon", "fr"}, 21, guests},
	{company{"Santos Retail Group", "santosretail", "PT", "Porto", "pt"}, 204, newStarters},
	{company{"Polaris Engineering", "polariseng", "PL", "Gdańsk", "pl"}, 86, groupLicences},
	{company{"Willow Vets", "willowvets", "NZ", "Nelson", "en"}, 9, noAuditLog},
}

// cast picks client and story of tenant i; beyond the twelve the stories go
// round with other names and sizes.
func cast(i int) (company, func(*builder, int), int) {
	if i < len(cases) {
		return cases[i].company, cases[i].tell, cases[i].size
	}
	s := cases[(i*5)%len(cases)]
	return more[i%len(more)], s.tell, max(12, s.size*(60+i*7%80)/100)
}

// fill adds ordinary people until the tenant has its size. A very large
// tenant gets its share of everything that goes wrong.
func (b *builder) fill(size int, parts ...string) {
	for n := len(b.t.Users); n < size; n++ {
		u := b.person(parts...)
		if n < 300 {
			continue
		}
		switch n % 40 {
		case 3, 17:
			b.stopped(u, 95+n%300)
		case 9:
			b.left(u, 20+n%200)
		case 21:
			b.idle(u, Style(n/40%4))
		case 33:
			u.Unreported = true
		case 37:
			u.Kind = Shared
			u.From, u.Works = 0, 0
		}
	}
}
