package collect

import (
	"context"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// UserCount reads how many accounts the directory holds, guests and blocked
// ones included. It is one cheap call, asked on its own so that the number is
// known while the list of users is still loading or cannot be read.
var UserCount = Collector{
	Name:       models.CollectUserCount,
	Path:       userCountPath,
	Permission: "User.Read.All",
	read:       one(models.CollectUserCount, "User.Read.All", readUserCount),
}

const userCountPath = "/v1.0/users/$count"

func readUserCount(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	n, err := graph.Count(ctx, s.Graph, userCountPath)
	if err != nil {
		return models.Outcome{}, err
	}
	h.UserCount = &n
	d := newDigest()
	d.number(int64(n))
	o := read(1, d.sum())
	s.Rows(models.CollectUserCount, n)
	return o, nil
}
