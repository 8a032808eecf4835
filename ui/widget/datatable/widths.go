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

// distribute hands the spare room to the flexible columns. Where there is too
// little, they give way first, and all alike only when they are tiny.
func distribute(spans []span, gone []bool, room float32) []float32 {
	widths := make([]float32, len(spans))
	var weights, fixed, flexible float32
	for i, s := range spans {
		if gone[i] {
			continue
		}
		widths[i] = s.need()
		if s.fixed > 0 {
			fixed += s.fixed
			continue
		}
		weights += s.flex
		flexible += s.least
	}
	spare := room - fixed - flexible
	for i, s := range spans {
		switch {
		case gone[i]:
		case spare >= 0 && s.fixed == 0:
			widths[i] += spare * s.flex / weights
		case spare < 0 && flexible+spare >= tiny*flexible:
			if s.fixed == 0 {
				widths[i] *= (flexible + spare) / flexible
			}
		case spare < 0:
			widths[i] *= max(0, room) / (fixed + flexible)
		}
	}
	return widths
}

// tiny is the part of its least width at which a flexible column is no more use.
const tiny = 0.5
