package event

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"msp-license-tracker/models"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func progress(tenant string, c models.Collector, rows int) ScanProgress {
	return ScanProgress{models.Progress{TenantID: tenant, Collector: c, Rows: rows}}
}

// recorder notes events; while held it is a slow subscriber.
type recorder struct {
	busy chan struct{} // receives once when the first event arrives
	hold sync.Mutex
	got  []Event // read after Hub.Close
}

func (r *recorder) see(e Event) {
	if len(r.got) == 0 && r.busy != nil {
		close(r.busy)
	}
	r.hold.Lock()
	defer r.hold.Unlock()
	r.got = append(r.got, e)
}

func TestEverySubscriberSeesOneOrder(t *testing.T) {
	hub := NewHub()
	var a, b recorder
	hub.Subscribe(a.see)
	hub.Subscribe(b.see)
	var publishers sync.WaitGroup
	for p := range 4 {
		publishers.Go(func() {
			for i := range 200 {
				hub.Publish(TenantsChanged{fmt.Sprint(p, "-", i)})
			}
		})
	}
	publishers.Wait()
	hub.Close()
	if len(a.got) != 800 {
		t.Fatalf("%d events arrived, want 800", len(a.got))
	}
	if diff := cmp.Diff(a.got, b.got); diff != "" {
		t.Errorf("two subscribers saw different orders:\n%s", diff)
	}
}

func TestSlowSubscriberSeesTheNewestProgressAndKeepsTheOrder(t *testing.T) {
	hub := NewHub()
	r := recorder{busy: make(chan struct{})}
	hub.Subscribe(r.see)
	r.hold.Lock()
	hub.Publish(WorkspaceChanged{})
	<-r.busy
	for i := range 1000 { // Publish must not block on the held subscriber
		hub.Publish(progress("a", models.CollectUsers, i))
		hub.Publish(progress("b", models.CollectUsers, i))
	}
	hub.Publish(progress("a", models.CollectSKUs, 7))
	hub.Publish(FiguresChanged{"a"})
	hub.Publish(ScanEnded{TenantID: "a", ScanID: 1})
	hub.Publish(FiguresChanged{"a"})
	hub.Publish(progress("a", models.CollectUsers, 0)) // a new scan, after the end of the old one
	r.hold.Unlock()
	hub.Close()
	want := []Event{
		WorkspaceChanged{},
		progress("b", models.CollectUsers, 999),
		progress("a", models.CollectSKUs, 7),
		ScanEnded{TenantID: "a", ScanID: 1},
		FiguresChanged{"a"},
		progress("a", models.CollectUsers, 0),
	}
	if diff := cmp.Diff(want, r.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCloseDeliversWhatIsQueuedAndTakesNoMore(t *testing.T) {
	hub := NewHub()
	var r recorder
	hub.Subscribe(r.see)
	hub.Publish(TenantsChanged{"a"})
	hub.Close()
	hub.Publish(TenantsChanged{"b"})
	hub.Subscribe(r.see)()
	hub.Close()
	if diff := cmp.Diff([]Event{TenantsChanged{"a"}}, r.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSubscriberMayCancelItselfAndPublish(t *testing.T) {
	hub := NewHub()
	var got []Event
	var cancel func()
	ready := make(chan struct{})
	cancel = hub.Subscribe(func(e Event) {
		<-ready
		got = append(got, e)
		cancel()
		cancel()
		hub.Publish(WorkspaceChanged{})
	})
	close(ready)
	hub.Publish(TenantsChanged{"a"})
	hub.Publish(TenantsChanged{"b"})
	hub.Close()
	// cancel drops "b", whichever of Close and the first call comes first.
	if len(got) != 1 || got[0] != (TenantsChanged{"a"}) {
		t.Errorf("got %v after cancelling in the first call", got)
	}
}
