package roster

import (
	"strings"
	"time"

	"msp-license-tracker/models"
)

// uses reads every service of one account.
func (b *Builder) uses(p *Person) (all [serviceEnd]ServiceUse) {
	b.fromReports(p, &all)
	b.fromApps(p, &all)
	if p.Copilot != nil {
		b.take(&all[Copilot], models.CollectCopilot, p.Copilot.Last)
	}
	b.fromSignIns(p, &all)
	b.fromActivations(p, &all)
	return all
}

// take adds one date from a source that has a row for the account; the zero
// time says that the row names no use.
func (b *Builder) take(u *ServiceUse, from models.Collector, last time.Time) {
	date, readable := b.dates[from]
	if !readable {
		return
	}
	if last.After(u.Last) {
		u.Last, u.Weak = last, false
	}
	switch {
	case b.recent(last, date):
		u.Used = models.Yes
	case u.Used == models.Unknown:
		u.Used = models.No
	}
}

func (b *Builder) recent(last, date time.Time) bool {
	return !last.IsZero() && int(date.Sub(last)/(24*time.Hour)) <= b.rules.InactiveAfterDays
}

// fromReports: the active-user report and each workload's own say the same of
// different days; the newer date counts.
func (b *Builder) fromReports(p *Person, all *[serviceEnd]ServiceUse) {
	if p.HasActivity {
		a := &p.Activity
		b.take(&all[Exchange], models.CollectActivity, a.Exchange)
		b.take(&all[Teams], models.CollectActivity, a.Teams)
		b.take(&all[OneDrive], models.CollectActivity, a.OneDrive)
		b.take(&all[SharePoint], models.CollectActivity, a.SharePoint)
		b.take(&all[VivaEngage], models.CollectActivity, a.Viva)
	}
	if p.Email != nil {
		b.take(&all[Exchange], models.CollectEmail, p.Email.Last)
	}
	if p.Teams != nil {
		b.take(&all[Teams], models.CollectTeams, p.Teams.Last)
	}
	if p.OneDrive != nil {
		b.take(&all[OneDrive], models.CollectOneDriveActivity, p.OneDrive.Last)
	}
	if p.SharePoint != nil {
		b.take(&all[SharePoint], models.CollectSharePoint, p.SharePoint.Last)
	}
	if p.Viva != nil {
		b.take(&all[VivaEngage], models.CollectViva, p.Viva.Last)
	}
}

// fromApps: of Outlook the report says whether, not when.
func (b *Builder) fromApps(p *Person, all *[serviceEnd]ServiceUse) {
	if p.Apps == nil {
		return
	}
	b.take(&all[Apps], models.CollectApps, p.Apps.Last)
	if _, readable := b.dates[models.CollectApps]; !readable {
		return
	}
	all[Outlook].Used = models.No
	for on := models.OnWindows; on < models.PlatformCount; on++ {
		if p.Apps.Apps.Has(models.Outlook, on) {
			all[Outlook].Used = models.Yes
		}
	}
}

// signInServices are those that show only in sign-in events.
var signInServices = map[models.Service]Service{
	models.Dynamics: Dynamics, models.PowerBI: PowerBI, models.Project: Project, models.Visio: Visio,
}

func (b *Builder) fromSignIns(p *Person, all *[serviceEnd]ServiceUse) {
	if _, readable := b.dates[models.CollectServiceSignIns]; !readable {
		return
	}
	for _, s := range signInServices {
		all[s] = ServiceUse{Used: models.No, Weak: true}
	}
	for i := range p.Services {
		if s, known := signInServices[p.Services[i].Service]; known {
			b.take(&all[s], models.CollectServiceSignIns, p.Services[i].Last)
		}
	}
}

// fromActivations: the desktop programs of Project and Visio sign in as Office,
// so their activation is what shows them. It happens once: a recent one is use,
// an old one does not say that the program lies idle.
func (b *Builder) fromActivations(p *Person, all *[serviceEnd]ServiceUse) {
	date, readable := b.dates[models.CollectActivations]
	if !readable {
		return
	}
	for i := range p.Activations {
		u, last := activated(p.Activations[i].Product, all), p.Activations[i].Last
		if u == nil || !last.After(u.Last) {
			continue
		}
		u.Last = last
		if b.recent(last, date) {
			u.Used, u.Weak = models.Yes, false
		}
	}
}

func activated(product string, all *[serviceEnd]ServiceUse) *ServiceUse {
	product = strings.ToLower(product)
	switch {
	case strings.Contains(product, "project"):
		return &all[Project]
	case strings.Contains(product, "visio"):
		return &all[Visio]
	default:
		return nil
	}
}
