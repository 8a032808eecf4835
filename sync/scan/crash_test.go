//go:build unix

package scan_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

func init() { roles["victim"] = victimRole }

// victimRole scans and kills its own process (kill -9) at the step it is told,
// or at step 0 inside the transaction, when all rows are written and nothing is
// committed.
func victimRole(ctx context.Context, _ io.Writer) error {
	p, dir, err := given()
	if err != nil {
		return err
	}
	var deadline int64
	if _, err := fmt.Sscan(os.Getenv("STEP"), &deadline); err != nil {
		return err
	}
	var step atomic.Int64
	s, err := assemble(ctx, dir, func(event.Event) {
		if step.Add(1) == deadline {
			die()
		}
	}, p)
	if err != nil {
		return err
	}
	defer s.close()
	if deadline == 0 {
		s.beforeCommit = die
	}
	return s.Scan(ctx, p.Tenant.ID, models.TriggerManual)
}

func die() {
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Kill()
	}
	if err != nil {
		panic(err)
	}
	select {} // until it is over
}

func TestKilledAtAnyMomentTheLastCompleteScanStands(t *testing.T) {
	many, few := simulate(t, 600), simulate(t, 250)
	if many.Tenant.ID != few.Tenant.ID {
		t.Fatal("the two clouds must show one tenant at two times")
	}
	dir := t.TempDir()
	if err := scanHere(t, many, dir); err != nil {
		t.Fatal(err)
	}
	before := stored(t, many, dir)
	moments := 0
	for step := 0; killedAt(t, few, dir, step); step += 3 {
		moments++
		got := stored(t, few, dir)
		if got.Good == before.Good {
			if diff := cmp.Diff(before, got); diff != "" {
				t.Fatalf("killed at step %d (-before +after):\n%s", step, diff)
			}
			continue
		}
		if got.Users >= before.Users || got.Rows[models.CollectUsers] >= before.Rows[models.CollectUsers] {
			t.Fatalf("killed at step %d after the commit: %+v", step, got)
		}
	}
	if moments < 8 {
		t.Errorf("only %d moments were tried", moments)
	}
}

// killedAt lets a scan kill itself; false when it ended before that step.
func killedAt(t *testing.T, p place, dir string, step int) bool {
	t.Helper()
	err := play(t.Context(), "victim", append(handOver(p, dir), fmt.Sprint("STEP=", step))...).Run()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.Exited()) {
		t.Fatalf("step %d: %v", step, err)
	}
	return err != nil
}

// kept is what a data folder holds of a tenant.
type kept struct {
	Good     int64 // the newest good scan
	Users    int
	Accounts int
	SignIns  int
	Mailbox  int
	Rows     map[models.Collector]int
}

// stored opens a data folder as the next start of the program would.
func stored(t *testing.T, p place, dir string) kept {
	t.Helper()
	s, err := assemble(t.Context(), dir, func(event.Event) {}, p)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	snap, err := s.store.Snapshot(t.Context(), p.Tenant.ID)
	if err != nil {
		t.Fatal(err)
	}
	k := kept{Accounts: len(snap.Accounts), Users: snap.UserCount, Rows: make(map[models.Collector]int)}
	for _, a := range snap.Accounts {
		if a.SignIn != (models.SignIn{}) {
			k.SignIns++
		}
		if a.HasMailbox {
			k.Mailbox++
		}
	}
	for name, o := range snap.Outcomes {
		k.Rows[name] = o.Rows
	}
	last, err := s.store.LastScans(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	k.Good = last[p.Tenant.ID].Good.ID
	if newest := last[p.Tenant.ID].Newest; newest.State == models.ScanRunning {
		t.Errorf("scan %d is still said to run", newest.ID)
	}
	return k
}

func scanHere(t *testing.T, p place, dir string) error {
	t.Helper()
	s, err := assemble(t.Context(), dir, func(event.Event) {}, p)
	if err != nil {
		return err
	}
	defer s.close()
	return s.Scan(t.Context(), p.Tenant.ID, models.TriggerManual)
}
