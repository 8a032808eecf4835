package collect

import (
	"context"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Mailboxes reads the mailbox usage detail: kind, size and archive of every
// mailbox. These are states of the report's day, whatever the period; the
// longest one is asked for so that no mailbox is left out for being quiet.
var Mailboxes = Collector{
	Name:       models.CollectMailboxes,
	Path:       mailboxReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       one(models.CollectMailboxes, reportPermission, readMailboxes),
}

// Columns of a mailbox. The documentation lacks the recipient type, which
// tenants get since 2026; a report without it is stored as partial.
const (
	colRecipient  = "Recipient Type"
	colBytes      = "Storage Used (Byte)"
	colItems      = "Item Count"
	colHasArchive = "Has Archive"
	colLastActive = "Last Activity Date"
)

var mailboxReport = report[models.Mailbox]{
	name:   models.CollectMailboxes,
	path:   "/v1.0/reports/getMailboxUsageDetail(period='D180')",
	needs:  []string{colBytes},
	reader: mailboxReader,
	upn:    func(m *models.Mailbox) string { return m.UPN },
	newer:  func(a, b *models.Mailbox) int { return a.LastActive.Compare(b.LastActive) },
}

func mailboxReader(t *graph.Table) func(string, graph.Row) (models.Mailbox, error) {
	recipient, size, items := t.Column(colRecipient), t.Column(colBytes), t.Column(colItems)
	archive, lastActive := t.Column(colHasArchive), t.Column(colLastActive)
	kinds := make(texts)
	return func(upn string, row graph.Row) (models.Mailbox, error) {
		m := models.Mailbox{UPN: upn, Recipient: recipientType(row.Text(recipient), kinds)}
		if row.Text(archive) != "" {
			m.HasArchive = models.No
			if row.Yes(archive) {
				m.HasArchive = models.Yes
			}
		}
		var err error
		if m.Bytes, err = row.Int(size); err != nil {
			return m, err
		}
		if m.Items, err = row.Int(items); err != nil {
			return m, err
		}
		m.LastActive, err = row.Day(lastActive)
		return m, err
	}
}

// recipientType makes "Shared" and "SharedMailbox" the same word.
func recipientType(text string, kinds texts) models.RecipientType {
	word := strings.TrimSuffix(strings.ToLower(text), "mailbox")
	return models.RecipientType(kinds.keep(strings.TrimSpace(word)))
}

func readMailboxes(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	fetched, err := mailboxReport.fetch(ctx, s)
	if err != nil {
		return models.Outcome{}, err
	}
	o, ok := fetched.verdict(hashMailboxes)
	if !ok {
		return o, nil
	}
	h.Mailboxes = &fetched.rows
	if fetched.table.Column(colRecipient) == graph.Missing {
		o.Status, o.Missing = models.StatusPartial, colRecipient
	}
	return o, nil
}

func hashMailboxes(rows []models.Mailbox) string {
	d := newDigest()
	for i := range rows {
		m := &rows[i]
		d.text(m.UPN, string(m.Recipient))
		d.number(m.Bytes, m.Items, int64(m.HasArchive))
		d.time(m.LastActive)
	}
	return d.sum()
}
