package roster

import (
	"fmt"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Verdict of a card: that of its gravest check.
type Verdict int

// In order of gravity.
const (
	Fine Verdict = iota // nothing seen speaks against it
	Look                // something to look at or to do first, or that could not be seen
	Stop                // taking the licence now would cost data or access
)

// Check is one line of the card.
type Check struct {
	Name    string
	Verdict Verdict
	What    string // what was seen, or why nothing was
}

// Card says whether the licences of an account can be taken away, and how.
type Card struct {
	Row     Row
	Verdict Verdict
	Checks  []Check
	Steps   []string // for the technician, in order
	Unseen  []string // what no source shows and somebody has to look at
}

// unseen never comes from Microsoft Graph reports.
var unseen = []string{
	"Holds: a litigation hold or a retention policy needs the licence and cannot be seen.",
	"Forwarding: mail may be forwarded to somebody else.",
	"Delegates: others may work in the mailbox or send in its name.",
	"Exceptions agreed with the customer.",
}

// Card looks at one account.
func (b *Builder) Card(p *Person) Card {
	c := Card{Row: b.Row(p), Unseen: unseen}
	for _, check := range []Check{
		b.useCheck(&c.Row), b.mailboxCheck(p), b.archiveCheck(p), b.oneDriveCheck(p, &c.Row), b.pathCheck(&c.Row),
		adminCheck(&c.Row), syncedCheck(&c.Row), b.deviceCheck(p),
	} {
		c.Checks = append(c.Checks, check)
		c.Verdict = max(c.Verdict, check.Verdict)
	}
	c.Steps = b.steps(p, &c.Row)
	return c
}

func (b *Builder) useCheck(r *Row) Check {
	c := Check{Name: "Last activity"}
	switch {
	case r.Blocked == models.Yes:
		c.What = "Sign-in is blocked."
	case r.Inactive == models.Unknown:
		c.Verdict, c.What = Look, "Whether the account is used could not be seen."
	case r.Inactive == models.No:
		c.Verdict, c.What = Stop, fmt.Sprintf("In use: last activity %s.", r.LastActivity.Format("2006-01-02"))
	case r.NeverUsed:
		c.What = "No use was ever seen."
	default:
		c.What = fmt.Sprintf("Last activity %s, %d days before the data.", r.LastActivity.Format("2006-01-02"), r.IdleDays.Value)
	}
	return c
}

func (b *Builder) mailboxCheck(p *Person) Check {
	c := Check{Name: "Mailbox"}
	switch {
	case !b.readable(models.CollectMailboxes):
		c.Verdict, c.What = Look, "The mailbox report could not be read."
	case !p.HasMailbox:
		c.Verdict, c.What = Look, "The mailbox report has no row for this account; new mailboxes appear after two days."
	case p.Mailbox.Bytes > insight.FreeMailboxBytes:
		c.Verdict, c.What = Stop, size(p.Mailbox.Bytes)+": over 50 GB, so it needs a licence even as a shared mailbox."
	default:
		c.What = size(p.Mailbox.Bytes) + ": under 50 GB, it can live on as a shared mailbox without a licence."
	}
	return c
}

func (b *Builder) archiveCheck(p *Person) Check {
	c := Check{Name: "Archive", Verdict: Look, What: "Whether the mailbox has an archive could not be seen."}
	if !b.readable(models.CollectMailboxes) || !p.HasMailbox {
		return c
	}
	switch p.Mailbox.HasArchive {
	case models.Yes:
		c.Verdict, c.What = Stop, "The mailbox has an online archive, which needs a licence."
	case models.No:
		c.Verdict, c.What = Fine, "No online archive."
	}
	return c
}

func (b *Builder) oneDriveCheck(p *Person, r *Row) Check {
	c := Check{Name: "OneDrive"}
	switch {
	case !b.readable(models.CollectOneDrive):
		c.Verdict, c.What = Look, "The OneDrive report could not be read."
	case !r.OneDriveBytes.Known:
		c.Verdict, c.What = Look, "The report names no OneDrive of this account."
	case r.OneDriveBytes.Value == 0:
		c.What = "Empty."
	default:
		var files int64
		for i := range p.Sites {
			files += p.Sites[i].Files
		}
		c.Verdict, c.What = Look, fmt.Sprintf("%s in %d files, to be handed over first.", size(r.OneDriveBytes.Value), files)
	}
	return c
}

func (b *Builder) pathCheck(r *Row) Check {
	groups := b.groupNames(r)
	switch {
	case len(r.Licenses) == 0:
		return Check{"Licences", Fine, "It holds none."}
	case len(groups) > 0:
		return Check{"Licences", Look, "Given by group: " + strings.Join(groups, ", ") + ". Taking them from the account alone has no effect."}
	default:
		return Check{"Licences", Fine, "Assigned to the account itself."}
	}
}

func adminCheck(r *Row) Check {
	switch r.Admin {
	case models.Yes:
		return Check{"Admin role", Stop, "It holds an admin role."}
	case models.No:
		return Check{"Admin role", Fine, "None."}
	default:
		return Check{"Admin role", Look, "Could not be seen; Microsoft does not tell it of blocked accounts."}
	}
}

func syncedCheck(r *Row) Check {
	switch r.Synced {
	case models.Yes:
		return Check{"Directory", Look, "Synced from the customer's own Active Directory: block and change it there."}
	case models.No:
		return Check{"Directory", Fine, "Lives in the cloud only."}
	default:
		return Check{"Directory", Look, "Whether it is synced from an Active Directory was not told."}
	}
}

// deviceCheck names the newest activation: programs there stop working.
func (b *Builder) deviceCheck(p *Person) Check {
	c := Check{Name: "Last device"}
	var last *models.Activation
	for i := range p.Activations {
		if a := &p.Activations[i]; a.Windows+a.Mac+a.Mobile > 0 && (last == nil || a.Last.After(last.Last)) {
			last = a
		}
	}
	switch {
	case !b.readable(models.CollectActivations):
		c.Verdict, c.What = Look, "The activations report could not be read."
	case last == nil:
		c.What = "No activated program is known."
	default:
		c.What = fmt.Sprintf("%s on %s%s.", last.Product, platformsOf(last), onDay(last))
	}
	return c
}

func onDay(a *models.Activation) string {
	if a.Last.IsZero() {
		return ""
	}
	return ", activated " + a.Last.Format("2006-01-02")
}

func platformsOf(a *models.Activation) string {
	var on []string
	for _, p := range []struct {
		devices int64
		name    string
	}{{a.Windows, "Windows"}, {a.Mac, "Mac"}, {a.Mobile, "mobile"}} {
		if p.devices > 0 {
			on = append(on, fmt.Sprintf("%d %s", p.devices, p.name))
		}
	}
	return strings.Join(on, ", ")
}

// size in units of 1024, as Microsoft shows them.
func size(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
	case bytes >= 1<<20:
		return fmt.Sprintf("%d MB", bytes>>20)
	default:
		return fmt.Sprintf("%d KB", bytes>>10)
	}
}
