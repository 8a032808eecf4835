package reports

import (
	"fmt"
	"slices"
	"strings"

	"msp-license-tracker/models/insight"
)

// paragraphs are the two short paragraphs of the summary: what can be done
// without asking anyone, and what needs a decision.
func (f *facts) paragraphs() []string {
	if len(f.causes()) == 0 {
		return f.nothingFound()
	}
	return []string{f.outcome(), f.decision()}
}

func (f *facts) nothingFound() []string {
	first := "Nothing needs to change today: no paid seat was found that nobody works with."
	if f.owned == 0 {
		first = "No paid seats were found in this tenant, so there is nothing to save."
	}
	return []string{first, f.blindSpot()}
}

// outcome: the sum, then the two largest points that need no decision.
func (f *facts) outcome() string {
	text := fmt.Sprintf("%s %s paid for and not used as far as we can see. No price is known yet, so amounts are missing.",
		capital(count(f.seatsFound(), "seat", "seats")), isAre(f.seatsFound()))
	if !f.leak.IsZero() {
		text = fmt.Sprintf("%s could save up to %s a month, %s of its spend.",
			f.client(), short(f.leak), f.percent())
	}
	for _, c := range f.largest(false, 2) {
		text += " " + f.sentence(c)
	}
	return text
}

// decision: the largest point the client must decide, and what is not seen.
func (f *facts) decision() string {
	var text string
	points := f.largest(true, 2)
	if len(points) == 1 {
		text = "One point needs a decision: "
	} else if len(points) > 1 {
		text = "Two points need a decision. "
	}
	for i, c := range points {
		s := f.sentence(c)
		if len(points) == 1 {
			s = strings.ToLower(s[:1]) + s[1:]
		}
		if i > 0 {
			text += " "
		}
		text += s
	}
	return joined(" ", text, f.blindSpot())
}

// blindSpot says plainly how far the answer reaches.
func (f *facts) blindSpot() string {
	if f.hidden == 0 {
		return ""
	}
	return fmt.Sprintf("%s could not be judged, because Microsoft gave no activity for them; they are not counted here (see “What could not be seen”).",
		capital(count(f.hidden, "person", "people")))
}

// largest causes by money, then by seats, that need a decision or not.
func (f *facts) largest(decide bool, most int) []insight.Cause {
	var some []insight.Cause
	for _, c := range f.causes() {
		if sayings[c].decide == decide {
			some = append(some, c)
		}
	}
	slices.SortStableFunc(some, func(a, b insight.Cause) int {
		if by := f.byCause[b].Monthly.Value.Cmp(f.byCause[a].Monthly.Value); by != 0 {
			return by
		}
		return f.byCause[b].Seats - f.byCause[a].Seats
	})
	return some[:min(most, len(some))]
}

// sentence tells one cause: the fact, then the action.
func (f *facts) sentence(c insight.Cause) string {
	by := f.byCause[c]
	worth := ""
	if !by.Monthly.IsZero() {
		worth = ", " + short(by.Monthly) + " a month"
	}
	one := by.Users == 1
	pick := func(singular, plural string) string {
		if one {
			return singular
		}
		return plural
	}
	switch c {
	case insight.Blocked:
		return fmt.Sprintf("%s that can no longer sign in still %s licences%s: taking them off changes nothing for anyone at work.",
			count(by.Users, "account", "accounts"), pick("holds", "hold"), worth)
	case insight.SharedMailbox:
		return fmt.Sprintf("%s %s a licence that a mailbox of this kind and size does not need%s.",
			count(by.Users, "shared mailbox", "shared mailboxes"), pick("has", "have"), worth)
	case insight.Unassigned:
		dates, _ := f.renewals(f.of(c))
		at := "at renewal"
		if len(dates) == 1 {
			at = "at the renewal on " + longDay(dates[0])
		} else if len(dates) > 1 {
			at = "at the renewals from " + longDay(dates[0])
		}
		are, they := "seats are", "they"
		if by.Seats == 1 {
			are, they = "seat is", "it"
		}
		return fmt.Sprintf("%s %s bought and given to nobody%s; %s can be reduced %s.", thousands(by.Seats), are, worth, they, at)
	case insight.Inactive:
		return fmt.Sprintf("%s no use for more than %d days%s; please confirm who still needs a licence.",
			count(by.Users, "person shows", "people show"), max(f.threshold(), f.in.Workspace.InactiveAfterDays), worth)
	case insight.NeverUsed:
		return fmt.Sprintf("%s never used %s licence%s; please confirm whether the people have started.",
			count(by.Users, "account has", "accounts have"), pick("its", "their"), worth)
	case insight.GuestPaid:
		return fmt.Sprintf("%s a paid licence here%s; please confirm whether it is meant.",
			count(by.Users, "guest holds", "guests hold"), worth)
	}
	return ""
}
