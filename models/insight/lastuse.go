package insight

import "time"

// usage is what the readable sources say about one account (decisions 2–5).
type usage struct {
	visible   bool
	used      bool      // some use is known
	attempted bool      // no use is known, but an attempt to sign in is
	last      time.Time // newest use, else newest attempt
	days      int       // whole days from last to its source's own data date
	active    bool      // some of it is within the threshold
}

// seeUsage reads one account. Days are counted per source, because a report of
// last week knows nothing of this week.
func seeUsage(a *Account, src *Sources, threshold int) usage {
	u := usage{visible: src.SignIns || src.Reports && a.HasActivity}
	if src.SignIns {
		u.take(a.SignIn.Success, src.SignInsDate, threshold)
	}
	if src.Reports && a.HasActivity {
		for _, day := range [...]time.Time{
			a.Activity.Exchange, a.Activity.OneDrive, a.Activity.SharePoint, a.Activity.Teams, a.Activity.Viva,
		} {
			u.take(day, src.ReportsDate, threshold)
		}
	}
	u.takeExtras(a, src, threshold)
	u.used = !u.last.IsZero()
	if !u.used && src.SignIns {
		u.take(a.SignIn.Interactive, src.SignInsDate, threshold)
		u.take(a.SignIn.NonInteractive, src.SignInsDate, threshold)
		u.attempted = !u.last.IsZero()
	}
	return u
}

// takeExtras adds use that only shows in the reports of single products and in
// sign-in events.
func (u *usage) takeExtras(a *Account, src *Sources, threshold int) {
	if src.Apps && a.Apps != nil {
		u.take(a.Apps.Last, src.AppsDate, threshold)
	}
	if src.Copilot && a.Copilot != nil {
		u.take(a.Copilot.Last, src.CopilotDate, threshold)
	}
	if src.Services {
		for i := range a.Services {
			u.take(a.Services[i].Last, src.ServicesDate, threshold)
		}
	}
}

func (u *usage) take(at, dataDate time.Time, threshold int) {
	if at.IsZero() {
		return
	}
	days := wholeDays(at, dataDate)
	u.active = u.active || days <= threshold
	if at.After(u.last) {
		u.last, u.days = at, days
	}
}

const day = 24 * time.Hour

// wholeDays between two times; a date after the data's own date is today.
func wholeDays(from, to time.Time) int { return max(0, int(to.Sub(from)/day)) }

// olderThan reports whether more than a number of whole days have passed; an
// unknown date counts as old (decision 5).
func olderThan(from, to time.Time, days int) bool {
	return from.IsZero() || wholeDays(from, to) > days
}
