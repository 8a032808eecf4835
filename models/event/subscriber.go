package event

import (
	"container/list"
	"sync"

	"msp-license-tracker/models"
)

// subscriber owns the queue of one receiver. Of events that tell the same
// thing only the newest stays queued; the others keep their order. So a queue
// never grows beyond the number of distinct things there are to tell.
type subscriber struct {
	fn     func(Event)
	mu     sync.Mutex
	more   *sync.Cond
	queue  *list.List // of Event
	queued map[any]*list.Element
	ended  bool
}

func newSubscriber(fn func(Event)) *subscriber {
	s := &subscriber{fn: fn, queue: list.New(), queued: make(map[any]*list.Element)}
	s.more = sync.NewCond(&s.mu)
	return s
}

// keyOf says which events tell the same thing: progress of one collector in
// one tenant, or events that are equal.
func keyOf(e Event) any {
	if p, ok := e.(ScanProgress); ok {
		type progress struct {
			tenant    string
			collector models.Collector
		}
		return progress{p.TenantID, p.Collector}
	}
	return e
}

func (s *subscriber) push(e Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	key := keyOf(e)
	if older, ok := s.queued[key]; ok {
		s.queue.Remove(older)
	}
	s.queued[key] = s.queue.PushBack(e)
	s.more.Signal()
}

// end stops the subscriber, after what is queued or at once.
func (s *subscriber) end(deliver bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	if !deliver {
		s.queue.Init()
		clear(s.queued)
	}
	s.more.Signal()
}

func (s *subscriber) run() {
	for {
		e, ok := s.next()
		if !ok {
			return
		}
		s.fn(e)
	}
}

// next waits for an event; false means the subscriber has ended.
func (s *subscriber) next() (Event, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.queue.Len() == 0 {
		if s.ended {
			return nil, false
		}
		s.more.Wait()
	}
	e := s.queue.Remove(s.queue.Front()).(Event)
	delete(s.queued, keyOf(e))
	return e, true
}
