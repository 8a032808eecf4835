package transport

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"msp-license-tracker/sync/fault"
)

func TestAReportKeepsItsQuota(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := over(func(r *http.Request) (*http.Response, error) { return answer(r, 200, ""), nil })
		begin := time.Now()
		for range csvReport.Limit {
			if _, _, err := get(t, s.client, graphURL+"/v1.0/reports/getA(period='D7')"); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := get(t, s.client, graphURL+"/v1.0/reports/getB(period='D7')"); err != nil || time.Since(begin) != 0 {
			t.Errorf("another report has its own quota: %v after %v", err, time.Since(begin))
		}
		_, _, err := get(t, s.client, graphURL+"/v1.0/reports/getA(period='D7')")
		if f, ok := fault.Of(err); !ok || f.Code != fault.Throttled || f.After() != csvReport.Window {
			t.Errorf("%v", err)
		}
		again := s.pool.ForTenantOver(serve(func(r *http.Request) (*http.Response, error) { return answer(r, 200, ""), nil }), demo, s.tokens, tenant)
		if _, _, err := get(t, again, graphURL+"/v1.0/reports/getA(period='D7')"); !fault.Is(err, fault.Throttled) {
			t.Errorf("a new client must not forget the quota: %v", err)
		}
		time.Sleep(csvReport.Window)
		if _, _, err := get(t, s.client, graphURL+"/v1.0/reports/getA(period='D7')"); err != nil {
			t.Errorf("after the window: %v", err)
		}
	})
}

func TestSignInRecordsAreAskedSlowly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent []time.Time
		s := over(func(r *http.Request) (*http.Response, error) {
			sent = append(sent, time.Now())
			return answer(r, 200, ""), nil
		})
		for range 16 {
			if _, _, err := get(t, s.client, graphURL+"/v1.0/auditLogs/signIns"); err != nil {
				t.Fatal(err)
			}
		}
		for i := audit.Limit; i < len(sent); i++ {
			if gap := sent[i].Sub(sent[i-audit.Limit]); gap < audit.Window {
				t.Errorf("request %d came %v after the one %d before it", i, gap, audit.Limit)
			}
		}
	})
}

func TestAThrottledServiceIsLeftAloneByAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent []time.Duration
		begin := time.Now()
		var mu sync.Mutex
		s := over(func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			sent = append(sent, time.Since(begin))
			if len(sent) == 1 {
				return answer(r, 429, "", "Retry-After", "20"), nil
			}
			return answer(r, 200, ""), nil
		})
		var group sync.WaitGroup
		group.Go(func() { get(t, s.client, graphURL+"/v1.0/users") })
		synctest.Wait()
		group.Go(func() { get(t, s.client, graphURL+"/v1.0/subscribedSkus") })
		group.Wait()
		if len(sent) != 3 || sent[1] < 20*time.Second || sent[2] < 20*time.Second {
			t.Errorf("sent at %v", sent)
		}
	})
}

func TestFewCallsAtATimePerTenant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int64
		s := over(func(r *http.Request) (*http.Response, error) {
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			time.Sleep(time.Second)
			now.Add(-1)
			return answer(r, 200, ""), nil
		})
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				if _, _, err := get(t, s.client, graphURL+"/v1.0/users"); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if most.Load() != inFlight {
			t.Errorf("%d calls at a time, want %d", most.Load(), inFlight)
		}
	})
}
