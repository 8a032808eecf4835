package collect

import (
	"context"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// ServiceSignIns reads successful sign-ins to the products whose use no report
// shows. Microsoft keeps events for 30 days (with Entra ID P1, without which
// they cannot be read); the newest one of each user and service is kept here
// for good. The first read takes the 30 days, later ones begin where the last
// one ended. The listing holds interactive events only, so an absent user may
// still work: this adds use and never takes it away.
var ServiceSignIns = Collector{
	Name:       models.CollectServiceSignIns,
	Path:       "/v1.0/auditLogs/signIns",
	Permission: signInPermission,
	read:       one(models.CollectServiceSignIns, signInPermission, readServiceSignIns),
}

const (
	eventsKept = 30 * 24 * time.Hour // by Microsoft
	// eventsLate is how long events may take to appear, well above the six
	// hours that are usual.
	eventsLate = 24 * time.Hour
)

// serviceApps are the applications people sign in to when they use a product.
var serviceApps = []struct {
	id      string
	service models.Service
}{
	{"00000007-0000-0000-c000-000000000000", models.Dynamics}, // Dataverse
	{"00000015-0000-0000-c000-000000000000", models.Dynamics}, // finance and operations
	{"996def3d-b36c-4153-8607-a6fd3c01b89f", models.Dynamics}, // Business Central
	{"00000009-0000-0000-c000-000000000000", models.PowerBI},  // the service
	{"871c010f-5e61-4fb1-83ac-98610a7e9110", models.PowerBI},
	{"7f67af8a-fedc-4b08-8b4e-37c4d127b6cf", models.PowerBI}, // Desktop
	{"09abbdfd-ed23-44ee-a2d9-a627aa1c90f3", models.Project}, // for the web
	{"f53895d3-095d-408f-8e93-8f94b391404e", models.Project}, // portfolios
	{"00695ed2-3202-4156-8da1-69f60065e255", models.Visio},   // data visualizer
}

// serviceOf finds the product behind an application, "" when there is none.
func serviceOf(app id) models.Service {
	for _, known := range serviceApps {
		if known.id == string(app) {
			return known.service
		}
	}
	return ""
}

type signInEvent struct {
	At       moment `json:"createdDateTime"`
	User     id     `json:"userId"`
	App      id     `json:"appId"`
	Resource id     `json:"resourceId"`
	Status   struct {
		// Code is 0 for success; absent it is no success.
		Code *int `json:"errorCode"`
	} `json:"status"`
}

// seen makes the event a row; false when it is no use of a service.
func (e *signInEvent) seen() (models.ServiceSignIn, bool) {
	service := serviceOf(e.App)
	if service == "" {
		service = serviceOf(e.Resource)
	}
	s := models.ServiceSignIn{UserID: string(e.User), Service: service, Last: e.At.Time}
	return s, service != "" && s.UserID != "" && !s.Last.IsZero() && e.Status.Code != nil && *e.Status.Code == 0
}

// signInQuery asks for the events of the known applications since a time.
func signInQuery(since time.Time) string {
	apps := make([]string, len(serviceApps))
	for i, known := range serviceApps {
		apps[i] = "appId eq '" + known.id + "'"
	}
	filter := "createdDateTime ge " + since.UTC().Format("2006-01-02T15:04:05Z") + " and (" + strings.Join(apps, " or ") + ")"
	return "/v1.0/auditLogs/signIns?$top=1000&$filter=" + strings.ReplaceAll(filter, " ", "%20")
}

// signInsSince is where to begin: what is stored already reaches a little
// further back than where the last read ended, because events come late.
func signInsSince(readTo, now time.Time) time.Time {
	oldest := now.Add(-eventsKept)
	if since := readTo.Add(-eventsLate); since.After(oldest) {
		return since
	}
	return oldest
}

func readServiceSignIns(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	var rows []models.ServiceSignIn
	events, shared := 0, make(texts)
	for page, err := range graph.Pages[signInEvent](ctx, s.Graph, signInQuery(signInsSince(s.SignInsReadTo, s.Now()))) {
		if err != nil {
			return models.Outcome{}, err
		}
		for i := range page {
			if row, ok := page[i].seen(); ok {
				row.UserID = shared.keep(row.UserID)
				rows = append(rows, row)
			}
		}
		events += len(page)
		s.Rows(models.CollectServiceSignIns, events)
	}
	rows = newest(rows, compareService, func(a, b *models.ServiceSignIn) int { return a.Last.Compare(b.Last) })
	h.ServiceSignIns = &rows
	d := newDigest()
	for i := range rows {
		d.text(rows[i].UserID, string(rows[i].Service))
		d.time(rows[i].Last)
	}
	return read(len(rows), d.sum()), nil
}

func compareService(a, b *models.ServiceSignIn) int {
	if c := strings.Compare(a.UserID, b.UserID); c != 0 {
		return c
	}
	return strings.Compare(string(a.Service), string(b.Service))
}
