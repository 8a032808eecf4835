package connect

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/fault"
)

// linkLife is how long an approval is waited for after a link was sent.
const linkLife = 14 * 24 * time.Hour

const opLink = "make a consent link"

// links are the consents asked for by link, as last read from the store.
type links struct {
	mu   sync.Mutex
	list []models.PendingConsent
	gone map[string]bool // cancelled, still to be removed from the store
	wake chan struct{}   // tells Run to look again
}

// ConsentLink makes the link for a customer's own administrator, with a mail
// that asks for it, and begins to look for the approval; tenant is a directory
// id or a domain. Without one the link works for any organization, and nothing
// can be looked for. A tenant already asked is not asked twice.
func (s *Service) ConsentLink(ctx context.Context, tenant string) (models.PendingConsent, error) {
	reg, err := s.registration(ctx)
	if err != nil {
		return models.PendingConsent{}, err
	}
	c, err := s.cloudOf(reg.Connection())
	if err != nil {
		return models.PendingConsent{}, err
	}
	p := models.PendingConsent{ClientID: reg.ClientID, Cloud: reg.Cloud, LoginURL: reg.LoginURL, Started: s.moment()}
	tenant = strings.ToLower(strings.TrimSpace(tenant))
	if tenant == "" || tenant == anyTenant {
		p.Link = mailedLink(c, anyTenant, reg.ClientID)
		p.MailSubject, p.MailBody = mail(p, reg.Name, s.sender(ctx))
		x := fault.Local(fault.ConsentOpenLink, opLink, nil).Explain()
		p.State, p.Text, p.Explanation = models.ConsentWaiting, x.Title, &x
		return p, nil
	}
	if tenant, err = tenantText(tenant); err != nil {
		return p, err
	}
	if p.TenantID, err = s.resolve(ctx, c, tenant); err != nil {
		return p, err
	}
	if known, ok := s.asked(p); ok {
		return known, nil
	}
	if tenant != p.TenantID {
		p.Domain = tenant
	}
	p.ID, p.Link, p.Expires = uuid.NewString(), mailedLink(c, p.TenantID, reg.ClientID), p.Started.Add(linkLife)
	p.MailSubject, p.MailBody = mail(p, reg.Name, s.sender(ctx))
	p.State, p.NextLook = models.ConsentWaiting, p.Started.Add(firstLook)
	p.Text = waitingText(p)
	return p, s.keepLink(ctx, p)
}

func (s *Service) registration(ctx context.Context) (models.Registration, error) {
	if s.Links == nil {
		return models.Registration{}, fault.Local(fault.RegistrationMissing, opLink, nil)
	}
	reg, err := s.Links.Registration(ctx)
	if errors.Is(err, models.ErrNotFound) {
		return reg, fault.Local(fault.RegistrationMissing, opLink, nil)
	}
	return reg, err
}

func (s *Service) sender(ctx context.Context) string {
	if s.Sender == nil {
		return ""
	}
	return s.Sender(ctx)
}

// asked finds a tenant that is waited for already.
func (s *Service) asked(p models.PendingConsent) (models.PendingConsent, bool) {
	for _, known := range s.Pending() {
		if known.TenantID == p.TenantID && known.ClientID == p.ClientID && known.State == models.ConsentWaiting {
			return known, true
		}
	}
	return p, false
}

func (s *Service) keepLink(ctx context.Context, p models.PendingConsent) error {
	if err := s.Links.SavePendingConsent(ctx, p); err != nil {
		return err
	}
	s.links.mu.Lock()
	if !slices.ContainsFunc(s.links.list, func(q models.PendingConsent) bool { return q.ID == p.ID }) { // Run may have read it already
		s.links.list = append(s.links.list, p)
	}
	s.links.mu.Unlock()
	s.links.nudge()
	s.Publish(event.ConsentsChanged{ID: p.ID})
	return nil
}

// Pending lists the consents asked for by link, the oldest first: those waited
// for, and those that came to an end and were not dismissed.
func (s *Service) Pending() []models.PendingConsent {
	s.links.mu.Lock()
	defer s.links.mu.Unlock()
	return slices.Clone(s.links.list)
}

// CancelPending stops waiting for a consent, or dismisses one that came to an
// end. An approval given later is not noticed.
func (s *Service) CancelPending(id string) {
	s.links.mu.Lock()
	s.links.list = slices.DeleteFunc(s.links.list, func(p models.PendingConsent) bool { return p.ID == id })
	if s.links.gone == nil {
		s.links.gone = map[string]bool{}
	}
	s.links.gone[id] = true
	s.links.mu.Unlock()
	s.links.nudge()
	s.Publish(event.ConsentsChanged{ID: id})
}

// nudge never blocks: one wake-up that waits is enough.
func (l *links) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// waits says whether a consent is still waited for.
func (l *links) waits(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.list, func(p models.PendingConsent) bool { return p.ID == id && p.State == models.ConsentWaiting })
}

func (s *Service) moment() time.Time { return s.Now().UTC().Truncate(time.Second) }

func waitingText(p models.PendingConsent) string {
	whom := p.Domain
	if whom == "" {
		whom = p.TenantID
	}
	return "Waiting for an administrator of " + whom + " to approve."
}
