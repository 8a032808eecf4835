package insight

import (
	"time"

	"msp-license-tracker/models"
)

// readSources applies decision 1: which sources can be read at all. Each keeps
// its own data date, from which days are counted.
func readSources(s *Snapshot) Sources {
	src := Sources{
		SignIns: s.Outcomes[models.CollectSignIns].Readable(),
		Reports: hasRows(s.Outcomes[models.CollectActivity], func() bool { return anyAccount(s, hasActivity) }),
		Mailboxes: tellsKinds(s.Outcomes[models.CollectMailboxes]) &&
			hasRows(s.Outcomes[models.CollectMailboxes], func() bool { return anyAccount(s, hasMailbox) }),
	}
	src.SignInsDate = dataDate(s, models.CollectSignIns, src.SignIns)
	src.ReportsDate = dataDate(s, models.CollectActivity, src.Reports)
	src.MailboxesDate = dataDate(s, models.CollectMailboxes, src.Mailboxes)
	src.Apps, src.AppsDate = extra(s, models.CollectApps)
	src.Copilot, src.CopilotDate = extra(s, models.CollectCopilot)
	src.Services, src.ServicesDate = extra(s, models.CollectServiceSignIns)
	src.Notes = notes(s, src)
	return src
}

// extra is a source that adds use where it can be read. It makes nobody
// visible: who is missing in it need not be idle (decisions 1 and 2).
func extra(s *Snapshot, c models.Collector) (readable bool, date time.Time) {
	readable = s.Outcomes[c].Readable()
	return readable, dataDate(s, c, readable)
}

// tellsKinds: a mailbox report without its column of kinds cannot tell a shared
// mailbox from a person's, so it decides nothing.
func tellsKinds(mailboxes models.Outcome) bool { return mailboxes.Missing == "" }

// hasRows: a report that Microsoft answers without rows has no data yet.
func hasRows(o models.Outcome, seen func() bool) bool {
	return o.Readable() && (o.Rows > 0 || seen())
}

func anyAccount(s *Snapshot, has func(*Account) bool) bool {
	for i := range s.Accounts {
		if has(&s.Accounts[i]) {
			return true
		}
	}
	return false
}

func hasActivity(a *Account) bool { return a.HasActivity }
func hasMailbox(a *Account) bool  { return a.HasMailbox }

// dataDate is the source's own date; a source that did not say it is as old as
// the scan. An unreadable source has no date.
func dataDate(s *Snapshot, c models.Collector, readable bool) time.Time {
	if !readable {
		return time.Time{}
	}
	if d := s.Outcomes[c].DataDate; !d.IsZero() {
		return d
	}
	return s.ScannedAt
}
