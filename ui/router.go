package ui

import "msp-license-tracker/ui/page"

// maxHistory is how many places one can go back.
const maxHistory = 50

// router remembers where the window was: back and forward walk routes as
// values. It knows no widgets.
type router struct {
	past   []page.Route
	now    page.Route
	future []page.Route
	began  bool
}

// visit makes a route the present place. Going where one is changes nothing.
func (r *router) visit(to page.Route) (moved bool) {
	if r.began && to == r.now {
		return false
	}
	if r.began {
		r.past = append(r.past, r.now)
		if len(r.past) > maxHistory {
			r.past = r.past[1:]
		}
	}
	r.now, r.began, r.future = to, true, nil
	return true
}

// replace changes the present place without a step in the history.
func (r *router) replace(to page.Route) { r.now, r.began = to, true }

// back goes one place back; ok is false at the beginning.
func (r *router) back() (to page.Route, ok bool) {
	if len(r.past) == 0 {
		return r.now, false
	}
	r.future = append(r.future, r.now)
	r.now = r.past[len(r.past)-1]
	r.past = r.past[:len(r.past)-1]
	return r.now, true
}

// forward undoes back; ok is false at the end.
func (r *router) forward() (to page.Route, ok bool) {
	if len(r.future) == 0 {
		return r.now, false
	}
	r.past = append(r.past, r.now)
	r.now = r.future[len(r.future)-1]
	r.future = r.future[:len(r.future)-1]
	return r.now, true
}
