package msgraph

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"msp-license-tracker/sync/simulator/faults"
)

// pageToken is what a next link carries. From is the place in the whole,
// unfiltered list, so that a changed answer never shifts a page.
type pageToken struct {
	From     int
	Bound    string
	Tenant   string
	Advanced bool
	Made     int64
}

// many answers with a page of entities out of all, in their order. keep, if
// any, hides entities that do not exist on the day of the call.
func many[T any](s *Service, c *call, e *entity[T], all []T, keep func(T) bool) *problem {
	props, set, p := e.choose(c.query)
	if p != nil {
		return p
	}
	if p := e.allowed(c); p != nil {
		return p
	}
	from, p := s.place(c)
	if p != nil {
		return p
	}
	all, p = e.ordered(c, all)
	if p != nil {
		return p
	}
	pass := e.passes(c, keep)
	size := e.size(c)
	_, empty := s.o.Faults.Take(c.request(), faults.EmptyPage)
	if empty {
		size = 0
	}

	b := append([]byte(`{"@odata.context":`), quote(nil, c.base()+"/$metadata#"+set)...)
	if c.query.Count && c.eventual() && from == 0 {
		b = integer(append(b, `,"@odata.count":`...), count(all, pass))
	}
	buffer := pages.Get().(*[]byte)
	defer pages.Put(buffer)
	items := (*buffer)[:0]
	n, i := 0, from
	for ; i < len(all); i++ {
		if !pass(all[i]) {
			continue
		}
		if n == size {
			break
		}
		if n > 0 {
			items = append(items, ',')
		}
		items = object(items, c, props, all[i])
		n++
	}
	if i < len(all) {
		b = append(b, `,"@odata.nextLink":`...)
		b = quote(b, s.next(c, i))
	}
	b = append(b, `,"value":[`...)
	*buffer = append(items, `]}`...)
	return c.send(200, b, *buffer)
}

// pages are buffers for the items of a page: half a megabyte in a large one.
var pages = sync.Pool{New: func() any { return new([]byte) }}

func count[T any](all []T, pass func(T) bool) int {
	n := 0
	for _, x := range all {
		if pass(x) {
			n++
		}
	}
	return n
}

// size is the page size: what is asked for, silently cut to the maximum.
func (e *entity[T]) size(c *call) int {
	size, limit := e.page, e.max
	if limit > 500 && wantsSignIns(c) {
		limit = 500
	}
	if c.query.Top > 0 && limit > 0 {
		size = min(c.query.Top, limit)
	}
	if size == 0 {
		return 1 << 30
	}
	return size
}

// place opens the page token of a call.
func (s *Service) place(c *call) (int, *problem) {
	if c.query.Token == "" {
		return c.query.Skip, nil
	}
	var t pageToken
	if s.mint.Open(c.query.Token, &t) != nil || t.Tenant != c.tenant.ID {
		return 0, directoryBad("Invalid page token.")
	}
	if t.Bound != c.query.Bound() {
		return 0, directoryBad("The page token does not belong to this query.")
	}
	if t.Advanced && !c.eventual() {
		return 0, unsupported("Request with $skiptoken of an advanced query needs the header ConsistencyLevel:eventual.")
	}
	_, stale := s.o.Faults.Take(c.request(), faults.ExpirePage)
	if stale || s.o.Clock().Sub(time.Unix(t.Made, 0)) > s.o.PageLife {
		return 0, expiredPage
	}
	return t.From, nil
}

// next is the absolute link to the page that starts at a place.
func (s *Service) next(c *call, from int) string {
	bound := c.query.Bound()
	ticket := s.mint.Seal(pageToken{from, bound, c.tenant.ID, c.advanced(), s.o.Clock().Unix()})
	link := "https://" + c.r.Host + c.r.URL.EscapedPath() + "?"
	if bound != "" {
		link += bound + "&"
	}
	return link + "$skiptoken=" + ticket
}

// passes combines existence, $filter and $search into one test.
func (e *entity[T]) passes(c *call, keep func(T) bool) func(T) bool {
	var scratch []byte
	return func(x T) bool {
		if keep != nil && !keep(x) {
			return false
		}
		if c.query.Filter == nil && c.query.Search == "" {
			return true
		}
		get := e.value(c, x, &scratch)
		if c.query.Filter != nil && !c.query.Filter.Holds(get) {
			return false
		}
		return c.query.Search == "" || found(c.query.Search, get)
	}
}

// found is $search="property:text".
func found(search string, get func(string) any) bool {
	name, text, _ := strings.Cut(strings.Trim(search, `"`), ":")
	v, _ := get(name).(string)
	return strings.Contains(strings.ToLower(v), strings.ToLower(text))
}

// ordered sorts by the first key of $orderby.
func (e *entity[T]) ordered(c *call, all []T) ([]T, *problem) {
	if len(c.query.OrderBy) == 0 {
		return all, nil
	}
	key := c.query.OrderBy[0]
	if !slices.Contains(e.sort, key.Property) {
		return nil, unsupported("Sorting by property '%s' is not supported for resource '%s'.", key.Property, e.noun)
	}
	type row struct {
		x    T
		text string
	}
	rows := make([]row, len(all))
	var scratch []byte
	for i, x := range all {
		text, _ := e.value(c, x, &scratch)(key.Property).(string)
		rows[i] = row{x, strings.ToLower(text)}
	}
	sort.SliceStable(rows, func(i, j int) bool {
		if key.Down {
			i, j = j, i
		}
		return rows[i].text < rows[j].text
	})
	out := make([]T, len(rows))
	for i := range rows {
		out[i] = rows[i].x
	}
	return out, nil
}
