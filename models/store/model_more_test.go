package store

import (
	"cmp"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
)

// applyMore keeps the parts of the further collectors. Service sign-ins are
// merged: of each user and service the newest date stays.
func (m *tenantModel) applyMore(h models.Harvest) {
	p := &m.parts
	keep(&p.Email, h.Email)
	keep(&p.Teams, h.Teams)
	keep(&p.SharePoint, h.SharePoint)
	keep(&p.OneDriveActivity, h.OneDriveActivity)
	keep(&p.Viva, h.Viva)
	keep(&p.OneDrive, h.OneDrive)
	keep(&p.Apps, h.Apps)
	keep(&p.Activations, h.Activations)
	keep(&p.MFA, h.MFA)
	keep(&p.Copilot, h.Copilot)
	keep(&p.CopilotCounts, h.CopilotCounts)
	keep(&p.Groups, h.Groups)
	keep(&p.DeletedUsers, h.DeletedUsers)
	if h.ServiceSignIns == nil {
		return
	}
	if p.ServiceSignIns == nil {
		p.ServiceSignIns = &[]models.ServiceSignIn{}
	}
	kept := slices.Clone(*p.ServiceSignIns)
	for _, s := range *h.ServiceSignIns {
		at := slices.IndexFunc(kept, func(k models.ServiceSignIn) bool { return k.UserID == s.UserID && k.Service == s.Service })
		switch {
		case at < 0:
			kept = append(kept, s)
		case kept[at].Last.IsZero() || !s.Last.IsZero() && s.Last.After(kept[at].Last):
			kept[at].Last = s.Last
		}
	}
	left := m.userIDs()
	old := h.Scan.FinishedAt.AddDate(-1, 0, 0)
	kept = slices.DeleteFunc(kept, func(s models.ServiceSignIn) bool {
		last := s.Last
		if last.IsZero() {
			last = time.Unix(0, 0)
		}
		return last.Before(old) && !slices.Contains(left, s.UserID)
	})
	p.ServiceSignIns = &kept
}

func (m *tenantModel) userIDs() (ids []string) {
	for _, u := range sorted(m.parts.Users, func(u models.User) string { return u.ID }) {
		ids = append(ids, u.ID)
	}
	return ids
}

// person is one account of the roster.
func (m *tenantModel) person(u models.User) roster.Person {
	p, key := m.parts, upnKey(u.UPN)
	r := roster.Person{Account: account(u, p)}
	r.Email = findPtr(p.Email, key, func(r models.EmailActivity) string { return upnKey(r.UPN) })
	r.Teams = findPtr(p.Teams, key, func(r models.TeamsActivity) string { return upnKey(r.UPN) })
	r.SharePoint = findPtr(p.SharePoint, key, func(r models.SharePointActivity) string { return upnKey(r.UPN) })
	r.OneDrive = findPtr(p.OneDriveActivity, key, func(r models.OneDriveActivity) string { return upnKey(r.UPN) })
	r.Viva = findPtr(p.Viva, key, func(r models.VivaActivity) string { return upnKey(r.UPN) })
	r.MFA = findPtr(p.MFA, u.ID, func(r models.MFA) string { return r.UserID })
	for _, s := range sorted(p.OneDrive, func(s models.OneDriveUsage) string { return upnKey(s.UPN) + "\n" + s.SiteURL }) {
		if upnKey(s.UPN) == key {
			r.Sites = append(r.Sites, s)
		}
	}
	for _, a := range sorted(p.Activations, func(a models.Activation) string { return upnKey(a.UPN) + "\n" + a.Product }) {
		if upnKey(a.UPN) == key {
			r.Activations = append(r.Activations, a)
		}
	}
	for _, moved := range m.moved {
		if moved.Kind == models.AccountBlocked && moved.UserID == u.ID {
			r.BlockedAt = moved.At
		}
	}
	return r
}

func (m *tenantModel) mustEqualRoster(t *testing.T, s *Store) {
	t.Helper()
	var want []roster.Person
	for _, u := range sorted(m.parts.Users, func(u models.User) string { return u.ID }) {
		want = append(want, m.person(u))
	}
	for _, ids := range [][]string{nil, {"id1", "id3", "nobody"}} {
		var got []roster.Person
		var tenant roster.Tenant
		err := s.Roster(t.Context(), m.tenant.ID, ids, func(seen roster.Tenant) { tenant = seen }, func(p *roster.Person) { got = append(got, *p) })
		if err != nil {
			t.Fatal(err)
		}
		some := slices.DeleteFunc(slices.Clone(want), func(p roster.Person) bool { return ids != nil && !slices.Contains(ids, p.ID) })
		if len(some) == 0 {
			some = nil
		}
		if diff := gocmp.Diff(some, got); diff != "" {
			t.Fatalf("roster of %v (-want +got):\n%s", ids, diff)
		}
		if len(tenant.SKUs) != len(sorted(m.parts.SKUs, func(s models.SKU) string { return s.ID })) || tenant.ID != m.tenant.ID {
			t.Fatalf("tenant %+v", tenant)
		}
	}
	counts, err := s.CopilotCounts(t.Context(), m.tenant.ID)
	wanted := sorted(m.parts.CopilotCounts, func(c models.CopilotCount) string { return c.Day.String() + c.App })
	slices.SortFunc(wanted, func(a, b models.CopilotCount) int {
		return cmp.Or(cmp.Compare(seconds(a.Day), seconds(b.Day)), cmp.Compare(a.App, b.App))
	})
	if diff := gocmp.Diff(wanted, counts); err != nil || diff != "" {
		t.Fatalf("Copilot counts: %v (-want +got):\n%s", err, diff)
	}
}

// drawMore fills some of the further parts.
func drawMore(r *rapid.T, h *models.Harvest, read func(models.Collector) bool) {
	if read(models.CollectEmail) {
		h.Email = draw(r, func(r *rapid.T) models.EmailActivity {
			return models.EmailActivity{UPN: drawUPN(r), Last: drawTime(r), Sent: drawCount(r), Received: 3, Read: drawCount(r)}
		})
	}
	if read(models.CollectTeams) {
		h.Teams = draw(r, func(r *rapid.T) models.TeamsActivity {
			return models.TeamsActivity{UPN: drawUPN(r), Last: drawTime(r), Chats: drawCount(r), Calls: 1, Meetings: drawCount(r)}
		})
	}
	if read(models.CollectSharePoint) {
		h.SharePoint = draw(r, func(r *rapid.T) models.SharePointActivity {
			return models.SharePointActivity{UPN: drawUPN(r), Last: drawTime(r), Viewed: drawCount(r), Pages: 2}
		})
	}
	if read(models.CollectOneDriveActivity) {
		h.OneDriveActivity = draw(r, func(r *rapid.T) models.OneDriveActivity {
			return models.OneDriveActivity{UPN: drawUPN(r), Last: drawTime(r), Viewed: 1, Synced: drawCount(r), Shared: 3}
		})
	}
	if read(models.CollectViva) {
		h.Viva = draw(r, func(r *rapid.T) models.VivaActivity {
			return models.VivaActivity{UPN: drawUPN(r), Last: drawTime(r), Posted: drawCount(r), Read: 4, Liked: 5}
		})
	}
	if read(models.CollectOneDrive) {
		h.OneDrive = draw(r, func(r *rapid.T) models.OneDriveUsage {
			return models.OneDriveUsage{UPN: drawUPN(r), SiteURL: drawText(r), Bytes: drawCount(r), Files: 6, LastActive: drawTime(r)}
		})
	}
	if read(models.CollectApps) {
		h.Apps = draw(r, func(r *rapid.T) models.AppsUse {
			return models.AppsUse{UPN: drawUPN(r), Last: drawTime(r), LastActivation: drawTime(r), Windows: true, Web: rapid.Bool().Draw(r, "web"),
				Apps: models.AppSet(rapid.Uint32Range(0, 1<<24-1).Draw(r, "apps"))}
		})
	}
	if read(models.CollectActivations) {
		h.Activations = draw(r, func(r *rapid.T) models.Activation {
			return models.Activation{UPN: drawUPN(r), Product: drawText(r), Last: drawTime(r), Windows: drawCount(r), Mac: 1, Mobile: 2,
				SharedComputer: rapid.Bool().Draw(r, "shared")}
		})
	}
	drawByID(r, h, read)
}

func drawByID(r *rapid.T, h *models.Harvest, read func(models.Collector) bool) {
	if read(models.CollectServiceSignIns) {
		h.ServiceSignIns = draw(r, func(r *rapid.T) models.ServiceSignIn {
			return models.ServiceSignIn{UserID: drawID(r), Service: rapid.SampledFrom([]models.Service{models.Dynamics, models.Visio}).Draw(r, "service"), Last: drawTime(r)}
		})
	}
	if read(models.CollectMFA) {
		h.MFA = draw(r, func(r *rapid.T) models.MFA {
			return models.MFA{UserID: drawID(r), Registered: drawKnown(r), Capable: drawKnown(r), Admin: drawKnown(r),
				Methods: rapid.SampledFrom([][]string{nil, {"fido2", "mobilePhone"}}).Draw(r, "methods")}
		})
	}
	if read(models.CollectCopilot) {
		h.Copilot = draw(r, func(r *rapid.T) models.CopilotUse {
			return models.CopilotUse{UPN: drawUPN(r), Last: drawTime(r), Chat: drawTime(r), Word: drawTime(r), Agent: drawTime(r),
				Prompts: drawCount(r), ActiveDays: models.NotTold}
		})
	}
	if read(models.CollectCopilotCounts) {
		h.CopilotCounts = draw(r, func(r *rapid.T) models.CopilotCount {
			var day time.Time
			if n := rapid.IntRange(0, 3).Draw(r, "day"); n > 0 {
				day = day0.AddDate(0, 0, -n)
			}
			return models.CopilotCount{Day: day, App: drawText(r), Enabled: drawCount(r), Active: 1}
		})
	}
	if read(models.CollectGroups) {
		h.Groups = draw(r, func(r *rapid.T) models.Group {
			return models.Group{ID: drawID(r), Name: drawText(r), SKUIDs: []string{"a", "b"}, HasErrors: drawKnown(r)}
		})
	}
	if read(models.CollectDeletedUsers) {
		h.DeletedUsers = draw(r, func(r *rapid.T) models.DeletedUser {
			return models.DeletedUser{ID: drawID(r), UPN: drawUPN(r), Name: drawText(r), DeletedAt: drawTime(r)}
		})
	}
}

func draw[T any](r *rapid.T, one func(*rapid.T) T) *[]T {
	return ptr(rapid.SliceOfN(rapid.Custom(one), 0, 5).Draw(r, "rows"))
}

func drawCount(r *rapid.T) int64 { return rapid.Int64().Draw(r, "count") }
