package connect

import (
	"context"
	"errors"
	"slices"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

// How often an approval is looked for: soon after the link was sent, when
// somebody may sit before it, and then at a quarter of its age.
const (
	firstLook  = 15 * time.Second
	rarestLook = 30 * time.Minute
	lookLimit  = time.Minute // of one look
)

// pauseAt is how long to wait before the next look at a consent of some age.
func pauseAt(age time.Duration) time.Duration { return min(max(age/4, firstLook), rarestLook) }

// Run looks for the approvals asked for by link until ctx ends, those from
// before a restart too. One goroutine runs it; ConsentLink works without, but
// then nothing is noticed. It fails only when the list cannot be read at all.
func (s *Service) Run(ctx context.Context) error {
	if s.Links == nil {
		return nil
	}
	if err := s.readLinks(ctx); err != nil {
		return err
	}
	for first := true; ctx.Err() == nil; first = false {
		s.round(ctx, first)
		select {
		case <-ctx.Done():
		case <-s.links.wake:
		case <-s.nextLook():
		}
	}
	return nil
}

// readLinks takes over what the store holds now: a purged tenant's consent is
// gone from there. Cancelled ones are removed first.
func (s *Service) readLinks(ctx context.Context) error {
	s.links.mu.Lock()
	gone := s.links.gone
	s.links.gone = nil
	s.links.mu.Unlock()
	for id := range gone {
		if err := s.Links.DeletePendingConsent(ctx, id); err != nil {
			s.stillGone(gone)
			return err
		}
	}
	list, err := s.Links.PendingConsents(ctx)
	if err != nil {
		return err
	}
	s.links.mu.Lock()
	defer s.links.mu.Unlock()
	s.links.list = slices.DeleteFunc(list, func(p models.PendingConsent) bool { return s.links.gone[p.ID] })
	return nil
}

func (s *Service) stillGone(ids map[string]bool) {
	s.links.mu.Lock()
	defer s.links.mu.Unlock()
	for id := range s.links.gone {
		ids[id] = true
	}
	s.links.gone = ids
}

// round looks at every consent whose time has come; the first round at all. A
// store that cannot be read now is asked again at the next round.
func (s *Service) round(ctx context.Context, all bool) {
	if s.readLinks(ctx) != nil {
		return
	}
	for _, p := range s.Pending() {
		if ctx.Err() != nil {
			return
		}
		if p.State == models.ConsentWaiting && (all || !p.NextLook.After(s.moment())) {
			s.advance(ctx, p)
		}
	}
}

// advance looks at one consent and stores what came of it, unless it was
// cancelled meanwhile.
func (s *Service) advance(ctx context.Context, p models.PendingConsent) {
	before := p
	within, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	p = s.look(within, p)
	if ctx.Err() != nil || !s.links.waits(p.ID) && p.State != models.ConsentAccepted {
		return // closing, or cancelled: as it was
	}
	if err := s.Links.MovePendingConsent(ctx, p); errors.Is(err, models.ErrNotFound) {
		return
	}
	s.links.mu.Lock()
	for i := range s.links.list {
		if s.links.list[i].ID == p.ID {
			s.links.list[i] = p
		}
	}
	s.links.mu.Unlock()
	if p.State != before.State || p.Text != before.Text {
		s.Publish(event.ConsentsChanged{ID: p.ID})
	}
}

// nextLook fires when the next consent is due; never when none is waited for.
func (s *Service) nextLook() <-chan time.Time {
	var next time.Time
	for _, p := range s.Pending() {
		if p.State == models.ConsentWaiting && (next.IsZero() || p.NextLook.Before(next)) {
			next = p.NextLook
		}
	}
	if next.IsZero() {
		return nil
	}
	return s.After(max(next.Sub(s.Now()), time.Second))
}
