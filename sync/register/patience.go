package register

import (
	"context"
	"time"

	"msp-license-tracker/sync/fault"
)

// replication is how long Microsoft's servers may take to know what was made:
// thirty seconds are usual, a minute has been seen.
const replication = 90 * time.Second

// until repeats a step while its failure is one that passes by waiting, with
// longer and longer pauses, and says so. The time is counted by the pauses, not
// by the clock, which may be a simulated one.
func (s *Service) until(ctx context.Context, text string, passing func(error) bool, step func() error) error {
	var waited time.Duration
	pause := 2 * time.Second
	for {
		err := step()
		if err == nil || !passing(err) || waited >= replication {
			return err
		}
		s.progress(text + " " + waited.Round(time.Second).String() + " of up to " + replication.String() + ".")
		if err := s.Wait(ctx, pause); err != nil {
			return fault.FromNet("wait for Microsoft's servers", err)
		}
		waited += pause
		pause = min(pause*2, 15*time.Second)
	}
}

// spreading are failures that are usual right after something was made.
func spreading(err error) bool { return missing(err) || fault.Is(err, fault.RegistrationSpreading) }
