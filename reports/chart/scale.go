package chart

import "math"

// finite makes a value drawable: negative, infinite and missing are zero.
func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
		return 0
	}
	return v
}

// Ticks are the marks of a value axis: round steps of 1, 2, 2.5 or 5 times a
// power of ten. Broken says that the axis does not start at zero.
type Ticks struct {
	From, To, Step float64
	Broken         bool
}

// breakAbove is how near the smallest value must come to the largest before
// an axis may leave zero out: only then the change would be invisible.
const breakAbove = 0.6

// NiceTicks spans the values lo to hi with about count steps.
func NiceTicks(lo, hi float64, count int) Ticks {
	lo, hi = finite(lo), finite(hi)
	if hi < lo {
		lo, hi = hi, lo
	}
	if hi == 0 {
		return Ticks{From: 0, To: 1, Step: 1}
	}
	broken := lo > hi*breakAbove && lo < hi
	from := 0.0
	if broken {
		from = lo
	}
	step := niceStep((hi - from) / float64(max(count, 1)))
	if broken {
		from = math.Max(0, math.Floor(lo/step-0.001)*step)
		broken = from > 0
	}
	to := math.Ceil(hi/step-1e-9) * step
	return Ticks{From: from, To: to, Step: step, Broken: broken}
}

// Values are the ticks from From to To.
func (t Ticks) Values() []float64 {
	n := int(math.Round((t.To - t.From) / t.Step))
	out := make([]float64, 0, n+1)
	for i := 0; i <= n; i++ {
		out = append(out, t.From+float64(i)*t.Step)
	}
	return out
}

// niceStep is the smallest round step not below raw.
func niceStep(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m*power >= raw*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}
