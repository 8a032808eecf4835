package datatable

// span is what the layout of columns needs to know of one.
type span struct {
	fixed, flex, least float32
	priority           int
	hidden             bool
}

const defaultLeast float32 = 80

func (s span) need() float32 {
	if s.fixed > 0 {
		return s.fixed
	}
	return s.least
}

// share gives each column its width within the room: hidden ones 0, fixed ones
// theirs, flexible ones what is left by weight. Where the room is too small,
// columns with the highest priority number vanish first, priority 0 never.
func share(spans []span, room float32) []float32 {
	gone := make([]bool, len(spans))
	for i, s := range spans {
		gone[i] = s.hidden
	}
	for needed(spans, gone) > room {
		victim := -1
		for i, s := range spans {
			if !gone[i] && s.priority > 0 && (victim < 0 || s.priority >= spans[victim].priority) {
				victim = i
			}
		}
		if victim < 0 {
			break
		}
		gone[victim] = true
	}
	return distribute(spans, gone, room)
}

func needed(spans []span, gone []bool) float32 {
	sum := float32(0)
	for i, s := range spans {
		if !gone[i] {
			sum += s.need()
		}
	}
	return sum
}

// distribute hands the spare room to the flexible columns; where there is none
// (a window narrower than the columns that must stay) all shrink alike.
func distribute(spans []span, gone []bool, room float32) []float32 {
	widths := make([]float32, len(spans))
	weights := float32(0)
	for i, s := range spans {
		if !gone[i] {
			widths[i] = s.need()
			if s.fixed == 0 {
				weights += s.flex
			}
		}
	}
	need := needed(spans, gone)
	if need > room && need > 0 {
		for i := range widths {
			widths[i] *= max(0, room) / need
		}
		return widths
	}
	for i, s := range spans {
		if !gone[i] && s.fixed == 0 && weights > 0 {
			widths[i] += (room - need) * s.flex / weights
		}
	}
	return widths
}
