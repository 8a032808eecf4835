// Package coverage says what every collector saw in a tenant, why one did not,
// and what would cure it. Activity and the tenant page share it.
package coverage

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/widget/factlist"
)

// List shows the outcomes one under the other.
func List(outcomes []models.Outcome) fyne.CanvasObject {
	return factlist.New(facts(inOrder(outcomes))...)
}

// order is how a reader thinks of a tenant: what it is, what it has, what it does.
var order = []models.Collector{models.CollectOrganization, models.CollectSKUs, models.CollectSubscriptions, models.CollectUsers, models.CollectUserCount,
	models.CollectSignIns, models.CollectActivity, models.CollectMailboxes, models.CollectReportNames, models.CollectSecureScore}

func inOrder(outcomes []models.Outcome) []models.Outcome {
	out := slices.Clone(outcomes)
	slices.SortStableFunc(out, func(a, b models.Outcome) int {
		return slices.Index(order, a.Collector) - slices.Index(order, b.Collector)
	})
	return out
}

// facts are the outcomes of collectors as lines: status, rows, data date, and
// for what is missing the cause and the next step.
func facts(outcomes []models.Outcome) []factlist.Fact {
	out := make([]factlist.Fact, 0, len(outcomes))
	for _, o := range outcomes {
		f := factlist.Fact{Label: page.CollectorName(o.Collector), Value: page.StatusName(o.Status), Tone: page.StatusTone(o.Status)}
		switch {
		case o.Fault != nil:
			f.Note = lang.L(o.Fault.Cause) + " " + lang.L(o.Fault.Next)
		case o.Rows > 1:
			f.Note = page.Plural(o.Rows, "row", "rows")
		}
		if !o.DataDate.IsZero() && o.Readable() {
			f.Note = join(f.Note, lang.L("data of")+" "+page.Date(o.DataDate))
		}
		out = append(out, f)
	}
	return out
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " · " + b
}
