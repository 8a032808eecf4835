package collect

import (
	"context"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// SecureScore reads the newest Secure Score and what others reach. Graph keeps one a day and offers
// a next link to the older ones, which is not followed.
var SecureScore = Collector{
	Name:       models.CollectSecureScore,
	Path:       "/v1.0/security/secureScores",
	Permission: "SecurityEvents.Read.All",
	Feature:    cloud.SecureScore,
	read:       one(models.CollectSecureScore, "SecurityEvents.Read.All", readSecureScore),
}

const secureScoreQuery = "/v1.0/security/secureScores?$top=1"

type secureScoreDoc struct {
	Current float64 `json:"currentScore"`
	Max     float64 `json:"maxScore"`
	Created moment  `json:"createdDateTime"`
	Others  []struct {
		Basis   string  `json:"basis"`
		Average float64 `json:"averageScore"`
	} `json:"averageComparativeScores"`
}

// average of the tenants on one basis, 0 when it is not told.
func (doc *secureScoreDoc) average(basis string) float64 {
	for _, o := range doc.Others {
		if strings.EqualFold(o.Basis, basis) {
			return o.Average
		}
	}
	return 0
}

func readSecureScore(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	for page, err := range graph.Pages[secureScoreDoc](ctx, s.Graph, secureScoreQuery) {
		if err != nil {
			return models.Outcome{}, err
		}
		if len(page) == 0 {
			break
		}
		newest := page[0]
		score := models.SecureScore{
			Current: newest.Current, Max: newest.Max, At: newest.Created.Time,
			AverageAll:      newest.average("AllTenants"),
			AverageSize:     newest.average("TotalSeats"),
			AverageIndustry: newest.average("IndustryTypes"),
		}
		h.SecureScore = &score
		d := newDigest()
		d.float(score.Current, score.Max, score.AverageAll, score.AverageSize, score.AverageIndustry)
		d.time(score.At)
		o := read(1, d.sum())
		o.DataDate = score.At
		return o, nil
	}
	// A tenant that is new or has no security licence has no score.
	return models.Outcome{Status: models.StatusNoData}, nil
}
