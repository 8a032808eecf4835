package collect

import (
	"context"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// ReportNames reads the tenant's own setting: are names concealed in usage
// reports? It takes up to 48 hours to show in the reports, so whether the rows
// can be used is told by the rows themselves; this says what the cure is.
var ReportNames = Collector{
	Name:       models.CollectReportNames,
	Path:       reportSettingsPath,
	Permission: "ReportSettings.Read.All",
	Feature:    cloud.ReportSettings,
	read:       one(models.CollectReportNames, "ReportSettings.Read.All", readReportNames),
}

const reportSettingsPath = "/v1.0/admin/reportSettings"

// reportSettingsDoc has the flag at the top or, as in Microsoft's own example,
// inside "value".
type reportSettingsDoc struct {
	Concealed known `json:"displayConcealedNames"`
	Value     struct {
		Concealed known `json:"displayConcealedNames"`
	} `json:"value"`
}

func readReportNames(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	doc, err := graph.Get[reportSettingsDoc](ctx, s.Graph, reportSettingsPath)
	if err != nil {
		return models.Outcome{}, err
	}
	answer := max(models.Known(doc.Concealed), models.Known(doc.Value.Concealed))
	if answer == models.Unknown {
		return models.Outcome{Status: models.StatusNoData}, nil
	}
	hidden := answer == models.Yes
	h.NamesHidden = &hidden
	d := newDigest()
	d.flag(hidden)
	return read(1, d.sum()), nil
}

// SettleNames fills in what the reports themselves showed where the setting
// could not be read. Call it when all collectors are done.
func SettleNames(h *models.Harvest, outcomes []models.Outcome) {
	if h.NamesHidden != nil {
		return
	}
	for _, o := range outcomes {
		if o.Collector != models.CollectActivity && o.Collector != models.CollectMailboxes {
			continue
		}
		hidden := o.Status == models.StatusConcealed
		if hidden || o.Status == models.StatusOK || o.Status == models.StatusPartial {
			h.NamesHidden = &hidden
		}
		if hidden {
			return
		}
	}
}
