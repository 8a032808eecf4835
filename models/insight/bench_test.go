package insight

import (
	"fmt"
	"math/rand"
	"sync"
	"testing"

	"msp-license-tracker/models"
)

// estate is 200 tenants of 500 people, about a third of them findings.
func estate() []*office {
	r := rand.New(rand.NewSource(1))
	all := make([]*office, 200)
	for i := range all {
		staff := make([]Account, 500)
		for j := range staff {
			staff[j] = employee(r, i, j)
		}
		o := newOffice(staff...)
		o.TenantID, o.TenantName = fmt.Sprint("tenant-", i), fmt.Sprint("Tenant ", i)
		for k := range o.SKUs {
			o.SKUs[k].Enabled += 20
		}
		all[i] = o
	}
	return all
}

func employee(r *rand.Rand, tenant, n int) Account {
	a := person(fmt.Sprintf("user%d@tenant%d.example", n, tenant))
	changes := []func(*Account){blocked, silent, lastUsed(150), guest, mailbox(models.SharedMailbox, 9)}
	if r.Intn(3) == 0 {
		changes[r.Intn(len(changes))](&a)
	}
	if r.Intn(2) == 0 {
		also(copilot)(&a)
	}
	also(free)(&a)
	return a
}

// onTwo runs n jobs on two goroutines, as the portfolio does on two cores.
func onTwo(n int, job func(i int)) {
	var wait sync.WaitGroup
	for half := range 2 {
		wait.Go(func() {
			for i := half; i < n; i += 2 {
				job(i)
			}
		})
	}
	wait.Wait()
}

// BenchmarkLeakage analyzes 200 tenants with 100,000 users, proofs included.
func BenchmarkLeakage(b *testing.B) {
	all := estate()
	b.ReportAllocs()
	findings := 0
	for b.Loop() {
		results := make([]Result, len(all))
		onTwo(len(all), func(i int) { results[i] = all[i].analyze() })
		findings = 0
		for i := range results {
			findings += len(results[i].Findings)
		}
	}
	b.ReportMetric(float64(findings), "findings")
}

// BenchmarkLeakageFloor is the least anyone could do with the same accounts:
// look at every licence and every date once and add up whole cents.
func BenchmarkLeakageFloor(b *testing.B) {
	all := estate()
	b.ReportAllocs()
	var sums [200]int64
	for b.Loop() {
		onTwo(len(all), func(i int) { sums[i] = floor(all[i]) })
	}
	if sums[0] == 0 {
		b.Fatal("nothing was summed")
	}
}

func floor(o *office) int64 {
	cents := map[string]int64{premium: 2200, copilot: 3000}
	limit := ago(90)
	var sum int64
	for i := range o.Accounts {
		a := &o.Accounts[i]
		act := &a.Activity
		active := a.SignIn.Success.After(limit) || act.Exchange.After(limit) || act.OneDrive.After(limit) ||
			act.SharePoint.After(limit) || act.Teams.After(limit) || act.Viva.After(limit)
		if active && !a.Blocked() && !a.IsGuest() && a.Mailbox.Recipient == models.UserMailbox {
			continue
		}
		for j := range a.Licenses {
			sum += cents[a.Licenses[j].SKUID]
		}
	}
	return sum
}
