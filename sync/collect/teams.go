package collect

import (
	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Teams reads each user's messages, calls and meetings. The report also names
// guests and people of other organizations in shared channels.
var Teams = Collector{
	Name:       models.CollectTeams,
	Path:       teamsReport.path,
	Permission: reportPermission,
	Feature:    cloud.UsageReports,
	read:       teamsReport.collector(),
}

var teamsReport = report[models.TeamsActivity]{
	name:   models.CollectTeams,
	path:   "/v1.0/reports/getTeamsUserActivityUserDetail(period='D180')",
	needs:  []string{colLastActive},
	reader: teamsReader,
	upn:    func(a *models.TeamsActivity) string { return a.UPN },
	newer:  func(a, b *models.TeamsActivity) int { return a.Last.Compare(b.Last) },
	hash: func(d *digest, a *models.TeamsActivity) {
		d.text(a.UPN)
		d.time(a.Last)
		d.number(a.Chats, a.Calls, a.Meetings)
	},
	store: func(h *models.Harvest, rows *[]models.TeamsActivity) { h.Teams = rows },
}

func teamsReader(t *graph.Table) func(string, graph.Row) (models.TeamsActivity, error) {
	last := days(t, colLastActive)
	numbers := counts(t, "Team Chat Message Count", "Private Chat Message Count", "Call Count", "Meeting Count")
	return func(upn string, row graph.Row) (models.TeamsActivity, error) {
		a := models.TeamsActivity{UPN: upn}
		if err := last(row, &a.Last); err != nil {
			return a, err
		}
		var private int64
		err := numbers(row, &a.Chats, &private, &a.Calls, &a.Meetings)
		a.Chats += private
		return a, err
	}
}
