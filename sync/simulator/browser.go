package simulator

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Act is what a person does who is shown a page that asks for a decision.
type Act string

const (
	Accept  Act = ""        // agrees, or asks for approval where that is all that is offered
	Cancel  Act = "cancel"  // presses Cancel
	Return  Act = "return"  // goes back without deciding, where the page offers that; else cancels
	Abandon Act = "abandon" // looks at the page and closes the window
)

// Person is somebody in front of a browser. The zero value is the
// administrator the page offers first, who agrees to everything at once.
type Person struct {
	Account  string // user principal name; "" = the one the page offers first
	Does     Act
	Thinks   time.Duration // before every decision
	Everyone bool          // consents for the whole organization while signing in
	NoMFA    bool          // signs in without a second factor
}

// Browser is a person's browser. It stands in for a real one, which would not
// trust this cloud's authority: pages are read, forms are filled in, redirects
// are followed back to the program that waits for them.
//
// Open returns at once and leaves the person to it, like a real browser; Wait
// says how it ended. Safe for concurrent use.
type Browser struct {
	s       *Simulator
	person  Person
	pending sync.WaitGroup

	mu   sync.Mutex
	last Page
	err  error
}

// Browser gives a person a browser. It ends with the simulator.
func (s *Simulator) Browser(p Person) *Browser { return &Browser{s: s, person: p} }

// Open lets the person visit a page: a consent page, a sign-in page, or a
// page for device codes (with ?user_code=, else use EnterCode).
func (b *Browser) Open(address string) error {
	return b.begin(func(ctx context.Context) (Page, error) { return b.Visit(ctx, address) })
}

// EnterCode lets the person type a device code in.
func (b *Browser) EnterCode(address, code string) error {
	return b.begin(func(ctx context.Context) (Page, error) { return b.visit(ctx, address, code) })
}

// Visit is Open that waits until the person is done, and gives the page the
// browser ended on.
func (b *Browser) Visit(ctx context.Context, address string) (Page, error) {
	return b.visit(ctx, address, "")
}

// Wait waits for everything opened, and gives the last page and any failure to
// get there.
func (b *Browser) Wait() (Page, error) {
	b.pending.Wait()
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.last, b.err
}

func (b *Browser) begin(visit func(context.Context) (Page, error)) error {
	b.pending.Add(1)
	return b.s.people.run(func(ctx context.Context) {
		defer b.pending.Done()
		page, err := visit(ctx)
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.last = page; err != nil && ctx.Err() == nil {
			b.err = err
		}
	}, b.pending.Done)
}

// Browse opens a page as an administrator would who agrees to everything, and
// returns when the browser is done.
func (s *Simulator) Browse(ctx context.Context, address string) error {
	page, err := s.Browser(Person{}).Visit(ctx, address)
	if err == nil && page.Code != 0 {
		err = fmt.Errorf("open page: AADSTS%d", page.Code)
	}
	return err
}

// people are the visits under way; they end when the simulator does.
type people struct {
	mu     sync.Mutex
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

var errClosed = errors.New("the simulated cloud is closed")

func (p *people) enter(ctx context.Context) { p.ctx, p.cancel = context.WithCancel(ctx) }

// run starts a visit; otherwise is called when that is too late.
func (p *people) run(visit func(context.Context), otherwise func()) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ctx.Err() != nil {
		otherwise()
		return errClosed
	}
	p.wg.Go(func() { visit(p.ctx) })
	return nil
}

func (p *people) leave() {
	p.mu.Lock()
	p.cancel()
	p.mu.Unlock()
	p.wg.Wait()
}
