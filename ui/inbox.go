package ui

import (
	"sync"

	"msp-license-tracker/models"
)

// inbox gathers scan events between two turns of the UI goroutine: only the
// newest word of each tenant counts. Its methods may be called from any
// goroutine.
type inbox struct {
	mu    sync.Mutex
	order []string
	words map[string]word
}

type word struct {
	progress models.Progress
	ended    bool
}

func (b *inbox) progress(p models.Progress) { b.put(p.TenantID, word{progress: p}) }

func (b *inbox) end(tenantID string) { b.put(tenantID, word{ended: true}) }

func (b *inbox) put(tenantID string, w word) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.words == nil {
		b.words = map[string]word{}
	}
	if _, known := b.words[tenantID]; !known {
		b.order = append(b.order, tenantID)
	}
	b.words[tenantID] = w
}

// deliver tells the state what came in and empties the inbox.
func (b *inbox) deliver(s *scanning) {
	b.mu.Lock()
	order, words := b.order, b.words
	b.order, b.words = nil, nil
	b.mu.Unlock()
	for _, id := range order {
		if w := words[id]; w.ended {
			s.end(id)
		} else {
			s.progress(w.progress)
		}
	}
}
