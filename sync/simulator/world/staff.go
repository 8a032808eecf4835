package world

import "strconv"

// person adds somebody who works every day with direct licences.
func (b *builder) person(parts ...string) *User {
	given := b.names.given[b.rnd.IntN(len(b.names.given))]
	surname := b.names.surname[b.rnd.IntN(len(b.names.surname))]
	u := b.account(alias(given, surname))
	u.Given, u.Surname, u.Display = given, surname, given+" "+surname
	u.Title, u.Dept = titles[u.salt%uint64(len(titles))], departments[u.salt>>8%uint64(len(departments))]
	u.Created = b.ago(120 + int(u.salt%1300))
	u.From = u.Created + 1
	u.Works = Exchange | OneDrive | SharePoint | Teams | Web | Windows
	if u.salt%5 == 0 {
		u.Works = u.Works&^Windows | Mac
	}
	if u.salt%3 == 0 {
		u.Works |= Viva | Mobile
	}
	u.Mixed = u.salt%7 == 0
	u.Copilot = -1
	u.MailMB = 300 + int(u.salt%21000)
	for _, p := range parts {
		b.give(u, p)
	}
	return u
}

// staff adds n ordinary people.
func (b *builder) staff(n int, parts ...string) []*User {
	var all []*User
	for range n {
		all = append(all, b.person(parts...))
	}
	return all
}

// account adds a bare account with an address of its own.
func (b *builder) account(local string) *User {
	b.taken[local]++
	if n := b.taken[local]; n > 1 {
		local += strconv.Itoa(n)
	}
	n := len(b.t.Users)
	salt := mix(b.seed, uint64(n)+1000)
	u := &User{
		N: n, ID: guidOf(salt, b.seed), UPN: local + "@" + b.t.Domain, Created: b.t.Created,
		Synced: b.t.Synced, salt: salt,
	}
	b.t.Users = append(b.t.Users, u)
	return u
}

// give adds a direct licence from the account's first day.
func (b *builder) give(u *User, part string) *Grant {
	u.Grants = append(u.Grants, Grant{SKU: b.sku(part), From: u.Created})
	return &u.Grants[len(u.Grants)-1]
}

// join gives everything a group holds.
func (b *builder) join(u *User, g *Group) {
	for _, s := range g.SKUs {
		u.Grants = append(u.Grants, Grant{SKU: s, From: max(u.Created, b.ago(400)), Group: g})
	}
}

// hired moves the first day of an account and its licences.
func (b *builder) hired(u *User, daysAgo int) *User {
	u.Created = b.ago(daysAgo)
	u.From = u.Created + 1
	for i := range u.Grants {
		u.Grants[i].From = u.Created
	}
	return u
}

// stopped ends somebody's work without telling the directory.
func (b *builder) stopped(u *User, daysAgo int) *User {
	u.Until = b.ago(daysAgo)
	if u.From >= u.Until {
		b.hired(u, daysAgo+200)
	}
	return u
}

// left is a leaver whose sign-in was blocked but whose licence was kept.
func (b *builder) left(u *User, daysAgo int) *User {
	b.stopped(u, daysAgo)
	u.Blocked = b.ago(daysAgo - 1)
	return u
}

// removed is a leaver handled properly: blocked and deleted, the seat free.
func (b *builder) removed(u *User, daysAgo int) *User {
	b.left(u, daysAgo)
	u.Deleted = b.ago(daysAgo - 3)
	return u
}

// idle has a licence and was never used.
func (b *builder) idle(u *User, style Style) *User {
	u.From, u.Style, u.Works = 0, style, 0
	u.Copilot = 0
	return u
}

// shared adds a shared mailbox; parts are licences it holds.
func (b *builder) shared(local, display string, megabytes int, archive bool, parts ...string) *User {
	u := b.account(local)
	u.Kind, u.Display, u.MailMB, u.Archive = Shared, display, megabytes, archive
	u.Created = b.ago(500)
	u.Style = Style(u.salt % 4)
	for _, p := range parts {
		b.give(u, p)
	}
	return u
}

// room adds a meeting room.
func (b *builder) room(local, display string, parts ...string) *User {
	u := b.shared(local, display, 40, false, parts...)
	u.Kind = Room
	return u
}

// guest adds somebody of another directory.
func (b *builder) guest(address string, parts ...string) *User {
	u := b.person(parts...)
	u.Kind = Guest
	u.UPN = ascii.Replace(u.Surname) + "_" + address + "#EXT#@" + b.t.Initial
	u.Works = Teams | SharePoint | Web
	u.Mixed, u.Title, u.Dept = false, "", ""
	return u
}

// admin adds the administrator every tenant has: no licence, always at work.
func (b *builder) admin() *User {
	u := b.account("admin")
	u.UPN = "admin@" + b.t.Initial
	u.Display, u.Admin, u.From, u.Synced = "Global Administrator", true, u.Created, false
	u.Works = Web
	u.Unreported = true
	return u
}

// churn lets people come and go over the year before the anchor and after it,
// so that scans of different days differ as they do in real firms.
func (b *builder) churn(n int, parts ...string) {
	for i := range n {
		day := 20 + i*330/max(n, 1)
		switch i % 3 {
		case 0:
			b.hired(b.person(parts...), day)
		case 1:
			b.removed(b.hired(b.person(parts...), 480+7*i), day)
		default: // leaves after the anchor, licence forgotten
			b.left(b.person(parts...), -day/4)
		}
	}
}
