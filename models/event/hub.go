package event

import "sync"

// Hub hands every event to every subscriber, in the order of Publish. Each
// subscriber is called on a goroutine of its own, one event at a time, so a
// slow one holds up nobody else. Safe for concurrent use.
type Hub struct {
	mu          sync.Mutex
	subscribers map[*subscriber]struct{}
	closed      bool
	running     sync.WaitGroup
}

// NewHub makes a hub. Close it to end its goroutines.
func NewHub() *Hub {
	return &Hub{subscribers: make(map[*subscriber]struct{})}
}

// Publish queues an event for every subscriber and returns at once. After
// Close it does nothing.
func (h *Hub) Publish(e Event) {
	h.mu.Lock() // held throughout, so that all subscribers see one order
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	for s := range h.subscribers {
		s.push(e)
	}
}

// Subscribe calls fn for every event published from now on. cancel drops what is
// still queued and takes no more; it does not wait for a call that is under way,
// so fn itself may cancel. cancel may be called repeatedly.
func (h *Hub) Subscribe(fn func(Event)) (cancel func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return func() {}
	}
	s := newSubscriber(fn)
	h.subscribers[s] = struct{}{}
	h.running.Go(s.run)
	return func() {
		h.mu.Lock()
		delete(h.subscribers, s)
		h.mu.Unlock()
		s.end(false)
	}
}

// Close takes no more events, delivers what is queued and waits until every
// subscriber has returned. A subscriber must not call it.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	for s := range h.subscribers {
		s.end(true)
	}
	h.mu.Unlock()
	h.running.Wait()
}
