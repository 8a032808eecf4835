package store

import "msp-license-tracker/models"

// report is a collector's table with one row of each UPN.
type report[T any] struct {
	table string
	rows  *[]T
	upn   func(*T) string
	cells func(to []any, row *T) []any // appends what follows the UPN
}

// replaceReport writes a report anew and takes its rows. A report that was not
// read keeps its rows.
func replaceReport[T any](w *writer, r report[T]) error {
	if r.rows == nil {
		return nil
	}
	if err := w.clear(r.table); err != nil {
		return err
	}
	defer empty(r.rows)
	list := *r.rows
	k := byKey(len(list), func(i int) string { return upnKey(r.upn(&list[i])) })
	columns := 3 + len(r.cells(nil, new(T)))
	args := make([]any, 0, columns)
	return w.insert("INSERT INTO "+r.table, columns, len(k.order), func(i int) []any {
		row := &list[k.order[i]]
		args = append(args[:0], w.tenant, k.keys[k.order[i]], r.upn(row))
		return r.cells(args, row)
	})
}

func (w *writer) activity(h models.Harvest) error {
	return replaceReport(w, report[models.Activity]{"activity", h.Activity,
		func(r *models.Activity) string { return r.UPN },
		func(to []any, r *models.Activity) []any {
			return append(to, when(r.Exchange), when(r.OneDrive), when(r.SharePoint), when(r.Teams), when(r.Viva))
		}})
}

func (w *writer) mailboxes(h models.Harvest) error {
	return replaceReport(w, report[models.Mailbox]{"mailboxes", h.Mailboxes,
		func(r *models.Mailbox) string { return r.UPN },
		func(to []any, r *models.Mailbox) []any {
			return append(to, orNull(string(r.Recipient)), r.Bytes, r.Items, int64(r.HasArchive), when(r.LastActive))
		}})
}

func (w *writer) email(h models.Harvest) error {
	return replaceReport(w, report[models.EmailActivity]{"email_activity", h.Email,
		func(r *models.EmailActivity) string { return r.UPN },
		func(to []any, r *models.EmailActivity) []any {
			return append(to, when(r.Last), r.Sent, r.Received, r.Read)
		}})
}

func (w *writer) teams(h models.Harvest) error {
	return replaceReport(w, report[models.TeamsActivity]{"teams_activity", h.Teams,
		func(r *models.TeamsActivity) string { return r.UPN },
		func(to []any, r *models.TeamsActivity) []any {
			return append(to, when(r.Last), r.Chats, r.Calls, r.Meetings)
		}})
}

func (w *writer) sharePoint(h models.Harvest) error {
	return replaceReport(w, report[models.SharePointActivity]{"sharepoint_activity", h.SharePoint,
		func(r *models.SharePointActivity) string { return r.UPN },
		func(to []any, r *models.SharePointActivity) []any { return append(to, when(r.Last), r.Viewed, r.Pages) }})
}

func (w *writer) oneDriveActivity(h models.Harvest) error {
	return replaceReport(w, report[models.OneDriveActivity]{"onedrive_activity", h.OneDriveActivity,
		func(r *models.OneDriveActivity) string { return r.UPN },
		func(to []any, r *models.OneDriveActivity) []any {
			return append(to, when(r.Last), r.Viewed, r.Synced, r.Shared)
		}})
}

func (w *writer) viva(h models.Harvest) error {
	return replaceReport(w, report[models.VivaActivity]{"viva_activity", h.Viva,
		func(r *models.VivaActivity) string { return r.UPN },
		func(to []any, r *models.VivaActivity) []any {
			return append(to, when(r.Last), r.Posted, r.Read, r.Liked)
		}})
}

func (w *writer) apps(h models.Harvest) error {
	return replaceReport(w, report[models.AppsUse]{"apps_use", h.Apps,
		func(r *models.AppsUse) string { return r.UPN },
		func(to []any, r *models.AppsUse) []any {
			return append(to, when(r.Last), when(r.LastActivation), bit(r.Windows), bit(r.Mac), bit(r.Mobile), bit(r.Web), int64(r.Apps))
		}})
}

func (w *writer) copilot(h models.Harvest) error {
	return replaceReport(w, report[models.CopilotUse]{"copilot_use", h.Copilot,
		func(r *models.CopilotUse) string { return r.UPN },
		func(to []any, r *models.CopilotUse) []any {
			return append(to, when(r.Last), when(r.Chat), when(r.Teams), when(r.Word), when(r.Excel), when(r.PowerPoint),
				when(r.Outlook), when(r.OneNote), when(r.Loop), when(r.Edge), when(r.Agent), r.Prompts, r.ActiveDays)
		}})
}
