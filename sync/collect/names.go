package collect

import (
	"strings"
	"sync"
)

// Names keeps one copy of each account name: a dozen reports name the same
// accounts, and in a large tenant the copies weigh more than the figures. It is
// safe for use from many goroutines; nil keeps nothing.
type Names struct {
	mu   sync.Mutex
	kept texts
}

// NewNames makes the names of one scan.
func NewNames() *Names { return &Names{kept: make(texts)} }

// keep is the name as it was first seen, free of the row it was cut from.
func (n *Names) keep(name string) string {
	if n == nil {
		return strings.Clone(name)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if kept, ok := n.kept[name]; ok {
		return kept
	}
	return n.kept.keep(strings.Clone(name))
}
