package roster

import (
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Rules are what the owner decided.
type Rules struct {
	InactiveAfterDays int
	Product           func(skuID, partNumber string) string // the name to show
}

// Builder makes the rows of one tenant. It is not safe for concurrent use.
type Builder struct {
	tenant  Tenant
	rules   Rules
	sources insight.Sources
	dates   map[models.Collector]time.Time // data dates of the readable sources
	skus    map[string]License             // what licences of a SKU share
	groups  map[string]string              // names by id
}

// NewBuilder prepares what all rows of a tenant share.
func NewBuilder(t Tenant, r Rules) *Builder {
	b := &Builder{
		tenant: t, rules: r,
		sources: insight.SourcesOf(&insight.Snapshot{TenantID: t.ID, ScannedAt: t.ScannedAt, Outcomes: t.Outcomes}),
		dates:   map[models.Collector]time.Time{}, skus: map[string]License{}, groups: map[string]string{},
	}
	for c, o := range t.Outcomes {
		if !o.Readable() {
			continue
		}
		if b.dates[c] = o.DataDate; o.DataDate.IsZero() {
			b.dates[c] = t.ScannedAt
		}
	}
	for i := range t.SKUs {
		sku := &t.SKUs[i]
		b.skus[sku.ID] = License{
			SKUID: sku.ID, Product: r.Product(sku.ID, sku.PartNumber), Planned: len(sku.Plans) > 0, Services: ServicesOf(sku.Plans),
		}
	}
	for _, g := range t.Groups {
		b.groups[g.ID] = g.Name
	}
	return b
}

func (b *Builder) readable(c models.Collector) bool {
	_, ok := b.dates[c]
	return ok
}

// Row says what is known of one account.
func (b *Builder) Row(p *Person) Row {
	r := Row{
		TenantID: b.tenant.ID, TenantName: b.tenant.Name,
		UserID: p.ID, Email: p.Mail, FirstName: p.GivenName, LastName: p.Surname, DisplayName: p.DisplayName, UPN: p.UPN,
		Title: p.JobTitle, Department: p.Department, Country: p.Country,
		Licenses: b.licenses(p), Guest: p.IsGuest(), Blocked: opposite(p.Enabled), Synced: p.OnPremSync, Created: p.CreatedAt,
		ActiveSince: oldest(p.User.Licenses), Use: b.uses(p),
	}
	if p.Blocked() {
		r.Deactivated = p.BlockedAt
	}
	if p.MFA != nil && b.readable(models.CollectMFA) {
		r.MFA, r.Admin = p.MFA.Registered, p.MFA.Admin
	}
	b.sizes(p, &r)
	b.platforms(p, &r)
	b.activity(p, &r)
	return r
}

func (b *Builder) licenses(p *Person) []License {
	if len(p.User.Licenses) == 0 {
		return nil
	}
	list := make([]License, 0, len(p.User.Licenses))
	for _, held := range p.User.Licenses {
		l, listed := b.skus[held.SKUID]
		if !listed {
			l = License{SKUID: held.SKUID, Product: b.rules.Product(held.SKUID, "")}
			b.skus[held.SKUID] = l
		}
		l.Direct, l.Groups, l.Error = held.Direct, held.Groups, held.Error
		list = append(list, l)
	}
	slices.SortStableFunc(list, func(a, b License) int { return strings.Compare(a.Product, b.Product) })
	return list
}

// oldest date of the working licences; one of unknown date makes it unknown.
func oldest(held []models.License) (since time.Time) {
	for i := range held {
		switch {
		case held[i].Error != "":
		case held[i].Since.IsZero():
			return time.Time{}
		case since.IsZero() || held[i].Since.Before(since):
			since = held[i].Since
		}
	}
	return since
}

func opposite(k models.Known) models.Known {
	switch k {
	case models.Yes:
		return models.No
	case models.No:
		return models.Yes
	default:
		return models.Unknown
	}
}

func (b *Builder) sizes(p *Person, r *Row) {
	if p.HasMailbox && b.readable(models.CollectMailboxes) {
		r.MailboxBytes = Number{p.Mailbox.Bytes, true}
	}
	if b.readable(models.CollectOneDrive) {
		for i := range p.Sites {
			r.OneDriveBytes = Number{r.OneDriveBytes.Value + p.Sites[i].Bytes, true}
		}
	}
	if b.readable(models.CollectActivations) {
		for i := range p.Activations {
			a := &p.Activations[i]
			r.Activations = Number{r.Activations.Value + a.Windows + a.Mac + a.Mobile, true}
		}
	}
}

func (b *Builder) platforms(p *Person, r *Row) {
	if p.Apps != nil && b.readable(models.CollectApps) {
		r.Windows, r.Mac, r.Mobile, r.Web = known(p.Apps.Windows), known(p.Apps.Mac), known(p.Apps.Mobile), known(p.Apps.Web)
	}
}

func (b *Builder) activity(p *Person, r *Row) {
	if b.readable(models.CollectSignIns) {
		s := &p.SignIn
		r.LastSignIn, r.LastAttempt = s.Success, latest(s.Success, s.Interactive, s.NonInteractive)
	}
	use := insight.UseOf(&p.Account, &b.sources, b.rules.InactiveAfterDays)
	if r.LastActivity = use.Last; !use.Last.IsZero() {
		r.IdleDays = Number{int64(use.Days), true}
	}
	if use.Visible {
		r.Inactive = known(!use.Active)
		r.NeverUsed = !use.Used && !use.Attempted
	}
	var newest time.Time
	for s := Exchange; s < serviceEnd; s++ {
		if r.Use[s].Last.After(newest) {
			newest, r.LastApp = r.Use[s].Last, s
		}
	}
}

func latest(times ...time.Time) (newest time.Time) {
	for _, t := range times {
		if t.After(newest) {
			newest = t
		}
	}
	return newest
}
