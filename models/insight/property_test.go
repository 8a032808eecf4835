package insight

import (
	"fmt"
	"math/big"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

func TestASecondComputationAgreesToTheCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyTenant(t)
		got, want := o.analyze(), recompute(o.Snapshot, o.Policy)
		said := map[string]string{}
		for i := range got.Findings {
			f := &got.Findings[i]
			cause := string(f.Cause)
			if f.Cause == Unassigned {
				cause += fmt.Sprint("×", f.Seats)
			}
			amount := "-"
			if f.Monthly != nil {
				amount = f.Monthly.Value.Rat().FloatString(4)
			}
			said[f.UserID+"|"+f.SKUID] = cause + " " + string(f.Certainty) + " " + amount
		}
		if diff := cmp.Diff(want.found, said); diff != "" {
			t.Fatalf("recomputed - analyzed +\n%s", diff)
		}
		dark := map[string]bool{}
		for _, u := range got.Hidden {
			dark[u.UserID] = true
		}
		if diff := cmp.Diff(want.dark, dark); diff != "" {
			t.Fatalf("cannot tell: recomputed - analyzed +\n%s", diff)
		}
		if got.Totals.Leakage.Value.Rat().Cmp(want.month) != 0 || got.Totals.LeakageYearly.Value.Rat().Cmp(want.year) != 0 {
			t.Fatalf("leakage %s and %s a year, recomputed %s and %s", got.Totals.Leakage, got.Totals.LeakageYearly, want.month.FloatString(2), want.year.FloatString(2))
		}
	})
}

func TestFindingsAddUpAtEveryLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyTenant(t).analyze()
		total, year := new(big.Rat), new(big.Rat)
		byCause, bySKU, seats := map[Cause]*big.Rat{}, map[string]*big.Rat{}, map[Cause]int{}
		for i := range r.Findings {
			f := &r.Findings[i]
			seats[f.Cause] += f.Seats
			if f.Monthly == nil {
				if f.NoMoney == "" || f.Yearly != nil || f.Proof.Price != nil {
					t.Fatalf("no amount and no reason, or half of one: %+v", f)
				}
				continue
			}
			for _, sum := range []*big.Rat{total, at(byCause, f.Cause), at(bySKU, f.SKUID)} {
				sum.Add(sum, f.Monthly.Value.Rat())
			}
			year.Add(year, f.Yearly.Value.Rat())
		}
		same(t, "total", r.Totals.Leakage, total)
		same(t, "year", r.Totals.LeakageYearly, year)
		for _, c := range Causes {
			same(t, string(c), r.Totals.ByCause[c].Monthly, at(byCause, c))
			if r.Totals.ByCause[c].Seats != seats[c] {
				t.Fatalf("%s: %d seats, rows hold %d", c, r.Totals.ByCause[c].Seats, seats[c])
			}
		}
		spend := new(big.Rat)
		for _, row := range r.Seats {
			if row.Leakage != nil {
				same(t, row.Product, *row.Leakage, at(bySKU, row.SKUID))
			}
			if row.Spend != nil {
				spend.Add(spend, row.Spend.Value.Rat())
			}
		}
		same(t, "spend", r.Totals.Spend, spend)
	})
}

func at[K comparable](m map[K]*big.Rat, key K) *big.Rat {
	if m[key] == nil {
		m[key] = new(big.Rat)
	}
	return m[key]
}

func same(t *rapid.T, what string, got money.Amount, want *big.Rat) {
	t.Helper()
	if got.Value.Rat().Cmp(want) != 0 {
		t.Fatalf("%s: shown %s, the rows below add up to %s", what, got, want.FloatString(3))
	}
}

// Every counted seat of a person is in exactly one place: one finding, or
// hidden, or working; and nothing uncounted is anywhere.
func TestEverySeatHasExactlyOneCause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyTenant(t)
		r := o.analyze()
		counted := map[string]bool{}
		for _, row := range r.Seats {
			counted[row.SKUID] = row.Counted
			if row.Unassigned < 0 || row.Unassigned > max(0, row.Free) {
				t.Fatalf("%s: %d unassigned of %d free", row.Product, row.Unassigned, row.Free)
			}
		}
		place := map[string]string{}
		put := func(user, sku, where string) {
			if !counted[sku] {
				t.Fatalf("%s: a seat of an uncounted product is %s", user, where)
			}
			if before, twice := place[user+"|"+sku]; twice {
				t.Fatalf("%s %s is both %s and %s", user, sku, before, where)
			}
			place[user+"|"+sku] = where
		}
		for i := range r.Findings {
			f := &r.Findings[i]
			put(f.UserID, f.SKUID, string(f.Cause))
			if f.Cause != Unassigned && f.Seats != 1 {
				t.Fatalf("a person holds %d seats", f.Seats)
			}
		}
		for _, u := range r.Hidden {
			for _, sku := range u.SKUIDs {
				put(u.UserID, sku, "hidden")
			}
		}
		for key, where := range place {
			if where != string(Unassigned) && !holds(o, key) {
				t.Fatalf("%s is %s but holds no such licence", key, where)
			}
		}
	})
}

func holds(o *office, key string) bool {
	for _, a := range o.Accounts {
		for _, l := range a.Licenses {
			if l.Error == "" && a.ID+"|"+l.SKUID == key {
				return true
			}
		}
	}
	return false
}

// Who cannot be seen is never called inactive.
func TestInactiveIsAlwaysVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyTenant(t)
		r := o.analyze()
		for i := range r.Findings {
			f := &r.Findings[i]
			if f.Cause != Inactive && f.Cause != NeverUsed {
				continue
			}
			n := slices.IndexFunc(o.Accounts, func(a Account) bool { return a.ID == f.UserID })
			if !r.Sources.SignIns && !(r.Sources.Reports && o.Accounts[n].HasActivity) {
				t.Fatalf("%s is %s and nobody saw it", f.UPN, f.Cause)
			}
		}
	})
}

func TestRowOrderDecidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyTenant(t)
		want := Document(o.analyze())
		r := rand.New(rand.NewSource(rapid.Int64().Draw(t, "shuffle")))
		shuffle(r, o.Accounts)
		shuffle(r, o.SKUs)
		shuffle(r, o.Subscriptions)
		shuffle(r, o.Settings)
		shuffle(r, o.Rates)
		for i := range o.Accounts {
			shuffle(r, o.Accounts[i].Licenses)
		}
		if diff := cmp.Diff(want, Document(o.analyze()), cmp.Comparer(sameAmount)); diff != "" {
			t.Fatalf("ordered - shuffled +\n%s", diff)
		}
	})
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func sameAmount(a, b money.Amount) bool { return money.Compare(a, b) == 0 }

// A product that does not count moves no figure, however many units it has
// and whoever holds it.
func TestUncountedProductsMoveNoFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyTenant(t)
		out := rapid.SampledFrom([]string{premium, copilot, free}).Draw(t, "product")
		if out != free {
			o.Settings = append(o.Settings, models.SKUSetting{TenantID: o.TenantID, SKUID: out, Managed: ref(false)})
			o.Settings = slices.DeleteFunc(o.Settings, func(s models.SKUSetting) bool {
				return s.SKUID == out && s.TenantID == o.TenantID && (s.Managed == nil || *s.Managed)
			})
		}
		with := o.analyze()
		o.SKUs = slices.DeleteFunc(o.SKUs, func(s models.SKU) bool { return s.ID == out })
		for i := range o.Accounts {
			o.Accounts[i].Licenses = slices.DeleteFunc(o.Accounts[i].Licenses, func(l models.License) bool { return l.SKUID == out })
		}
		without := o.analyze()
		if diff := cmp.Diff(Document(without), Document(with), cmp.Comparer(sameAmount)); diff != "" {
			t.Fatalf("without - with +\n%s", diff)
		}
	})
}

func TestAnalyzeLeavesItsInputAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyTenant(t)
		accounts := slices.Clone(o.Accounts)
		skus := slices.Clone(o.SKUs)
		o.analyze()
		if cmp.Diff(accounts, o.Accounts) != "" || cmp.Diff(skus, o.SKUs) != "" {
			t.Fatal("the snapshot was changed")
		}
	})
}

func TestUPNsCompareWithoutCase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		upn := rapid.StringOfN(rapid.RuneFrom([]rune("aAbBzZ.@_09éÉßİ")), 0, 6, -1)
		a, b := upn.Draw(t, "a"), upn.Draw(t, "b")
		if got, want := sign(compareUPN(a, b)), strings.Compare(strings.ToLower(a), strings.ToLower(b)); got != want {
			t.Fatalf("%q, %q: %d, want %d", a, b, got, want)
		}
	})
}

func sign(n int) int { return min(1, max(-1, n)) }
