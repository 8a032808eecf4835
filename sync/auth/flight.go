package auth

import (
	"context"
	"errors"

	"msp-license-tracker/models"
)

// flight is one request to the login service that several callers wait for.
type flight struct {
	done  chan struct{}
	token string
	err   error
}

// shared lets concurrent callers for one tenant wait for one request. The
// first caller carries it out under its own context; when that is cancelled
// the next one takes over.
func (t *Tokens) shared(ctx context.Context, what string, tenant models.Tenant, ask func(context.Context, models.Tenant) (string, error)) (string, error) {
	name := what + " " + key(tenant)
	for {
		f, first := t.join(name)
		if first {
			f.token, f.err = ask(ctx, tenant)
			t.leave(name, f)
			return f.token, f.err
		}
		select {
		case <-f.done:
		case <-ctx.Done():
			return "", ctx.Err()
		}
		if !gaveUp(f.err) {
			return f.token, f.err
		}
		if err := ctx.Err(); err != nil {
			return "", err
		}
	}
}

func gaveUp(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

func (t *Tokens) join(name string) (*flight, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f, ok := t.flights[name]; ok {
		return f, false
	}
	f := &flight{done: make(chan struct{})}
	t.flights[name] = f
	return f, true
}

func (t *Tokens) leave(name string, f *flight) {
	t.mu.Lock()
	delete(t.flights, name)
	t.mu.Unlock()
	close(f.done)
}
