//go:build unix

package scan_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

func init() { roles["scan"], roles["floor"] = scanRole, floorRole }

// cost is what a piece of work took from the machine.
type cost struct {
	CPU  time.Duration `json:"cpu"`
	Wall time.Duration `json:"wall"`
	Peak int64         `json:"peak"` // resident memory of the process, bytes
}

// measured runs work and writes its cost; memory is that of the process.
func measured(out io.Writer, work func() error) error {
	before, start := usage(), time.Now()
	if err := work(); err != nil {
		return err
	}
	after := usage()
	return json.NewEncoder(out).Encode(cost{CPU: cpu(after) - cpu(before), Wall: time.Since(start), Peak: peak(after)})
}

func usage() syscall.Rusage {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // cannot fail with these arguments
	}
	return u
}

func cpu(u syscall.Rusage) time.Duration {
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func peak(u syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(u.Maxrss) // bytes there, KiB elsewhere
	}
	return int64(u.Maxrss) << 10
}

// BenchmarkFullScan scans a tenant of 100,000 users with everything in its
// place but the audit sources, whose quota is all they wait for: transport,
// collectors, store, rules. "ratio" is its processor time
// over that of the floor in the same run, which must stay at or below 1.6;
// "peak-MB" must stay below 400.
func BenchmarkFullScan(b *testing.B) {
	const users = 100_000
	p := simulate(b, users)
	p.Unpaced = true
	for b.Loop() {
		least := spend(b, "floor", p)
		full := spend(b, "scan", p)
		b.ReportMetric(full.CPU.Seconds(), "scan-cpu-s")
		b.ReportMetric(least.CPU.Seconds(), "floor-cpu-s")
		b.ReportMetric(full.CPU.Seconds()/least.CPU.Seconds(), "ratio")
		b.ReportMetric(float64(full.Peak)/(1<<20), "peak-MB")
		b.ReportMetric(float64(least.Peak)/(1<<20), "floor-peak-MB")
		b.ReportMetric(users/full.Wall.Seconds(), "users/s")
	}
}

// spend plays a role on a fresh data folder and reads what it cost.
func spend(b *testing.B, role string, p place) cost {
	b.Helper()
	out, err := play(b.Context(), role, handOver(p, b.TempDir())...).Output()
	if err != nil {
		b.Fatal(fmt.Errorf("%s: %w", role, err))
	}
	var c cost
	if err := json.Unmarshal(out, &c); err != nil {
		b.Fatal(err)
	}
	return c
}

// scanRole scans once and tells what it cost.
func scanRole(ctx context.Context, out io.Writer) error {
	p, dir, err := given()
	if err != nil {
		return err
	}
	s, err := assemble(ctx, dir, func(event.Event) {}, p)
	if err != nil {
		return err
	}
	defer s.close()
	return measured(out, func() error { return s.Scan(ctx, p.Tenant.ID, models.TriggerManual) })
}
