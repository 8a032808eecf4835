package scan_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/collect"
	"msp-license-tracker/sync/graph"
	"msp-license-tracker/sync/scan"
)

// msgraph answers for a small healthy tenant, but for the paths it is told to
// answer otherwise.
type msgraph struct {
	mu    sync.Mutex
	other map[string]http.HandlerFunc // by the beginning of the path
}

const reportHeads = "Report Refresh Date,User Principal Name,Is Deleted,"

// lastActive is a report of one user that tells the last activity only.
const lastActive = reportHeads + "Last Activity Date\n2026-09-29,mo@x.example,False,2026-09-28\n"

// copilotCounts has one app.
const copilotCounts = "Report Refresh Date,Any App Enabled Users,Any App Active Users\n2026-09-29,1,1\n"

var healthy = map[string]string{
	"/v1.0/organization":            `{"value":[{"id":"t","displayName":"Harbour Dental","verifiedDomains":[{"name":"harbourdental.example","isDefault":true}]}]}`,
	"/v1.0/subscribedSkus":          `{"value":[{"skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46","skuPartNumber":"SPB","appliesTo":"User","capabilityStatus":"Enabled","consumedUnits":1,"prepaidUnits":{"enabled":5}},{"skuId":"639dec6b-bb19-468b-871c-c5c441c4b0cb","skuPartNumber":"Microsoft_365_Copilot","appliesTo":"User","capabilityStatus":"Enabled","prepaidUnits":{"enabled":1}}]}`,
	"/v1.0/directory/subscriptions": `{"value":[{"id":"s","skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46","status":"Enabled","totalLicenses":5}]}`,
	"/v1.0/users/$count":            `2`,
	"/v1.0/users":                   `{"value":[{"id":"u1","userPrincipalName":"mo@x.example","accountEnabled":true,"assignedLicenses":[{"skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"}],"signInActivity":{"lastSuccessfulSignInDateTime":"2026-09-29T21:00:00Z"}},{"id":"u2","userPrincipalName":"jo@x.example"}]}`,
	"/v1.0/admin/reportSettings":    `{"displayConcealedNames":false}`,
	"/v1.0/security/secureScores":   `{"value":[{"currentScore":10,"maxScore":40,"createdDateTime":"2026-09-30T00:00:00Z"}]}`,
	"/v1.0/reports/getOffice365ActiveUserDetail(period='D180')":                               reportHeads + "Exchange Last Activity Date,OneDrive Last Activity Date,SharePoint Last Activity Date,Teams Last Activity Date\n2026-09-29,mo@x.example,False,2026-09-28,,,\n",
	"/v1.0/reports/getMailboxUsageDetail(period='D180')":                                      reportHeads + "Storage Used (Byte),Recipient Type\n2026-09-29,mo@x.example,False,10,User\n",
	"/v1.0/reports/getEmailActivityUserDetail(period='D180')":                                 lastActive,
	"/v1.0/reports/getTeamsUserActivityUserDetail(period='D180')":                             lastActive,
	"/v1.0/reports/getSharePointActivityUserDetail(period='D180')":                            lastActive,
	"/v1.0/reports/getOneDriveActivityUserDetail(period='D180')":                              lastActive,
	"/v1.0/reports/getYammerActivityUserDetail(period='D180')":                                lastActive,
	"/v1.0/reports/getM365AppUserDetail(period='D180')":                                       lastActive,
	"/v1.0/reports/getOneDriveUsageAccountDetail(period='D180')":                              "Report Refresh Date,Owner Principal Name,Storage Used (Byte)\n2026-09-29,mo@x.example,5\n",
	"/v1.0/reports/getOffice365ActivationsUserDetail":                                         "Report Refresh Date,User Principal Name,Product Type\n2026-09-29,mo@x.example,Visio Client\n",
	"/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D180',version='v2')": lastActive,
	"/v1.0/copilot/reports/getMicrosoft365CopilotUserCountSummary(period='D28',version='v2')": copilotCounts,
	"/v1.0/copilot/reports/getMicrosoft365CopilotUserCountTrend(period='D28',version='v2')":   copilotCounts,
	"/v1.0/reports/authenticationMethods/userRegistrationDetails":                             `{"value":[{"id":"u1","isMfaRegistered":true}]}`,
	"/v1.0/auditLogs/signIns": `{"value":[{"createdDateTime":"2026-09-29T10:00:00Z","userId":"u1","appId":"00000009-0000-0000-c000-000000000000","status":{"errorCode":0}}]}`,
	"/v1.0/groups":            `{"value":[{"id":"g1","assignedLicenses":[{"skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"}]}]}`,
	"/v1.0/directory/deletedItems/microsoft.graph.user": `{"value":[{"id":"u9","userPrincipalName":"gone@x.example"}]}`,
}

func (m *msgraph) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	var special http.HandlerFunc
	for path, answer := range m.other {
		if strings.HasPrefix(r.URL.Path, path) {
			special = answer
		}
	}
	m.mu.Unlock()
	if special != nil {
		special(w, r)
		return
	}
	fmt.Fprint(w, healthy[r.URL.Path])
}

func (m *msgraph) answer(path string, how http.HandlerFunc) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.other == nil {
		m.other = make(map[string]http.HandlerFunc)
	}
	m.other[path] = how
}

// refuse is an error answer of Graph.
func refuse(status int, code string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"error":{"code":%q,"message":"x"}}`, code)
	}
}

// memory is a store that keeps what it is told, for one look afterwards.
type memory struct {
	mu       sync.Mutex
	tenants  []models.Tenant
	outcomes map[string][]models.Outcome
	harvests []models.Harvest
	ended    map[int64]models.ScanState
	faults   map[int64]*models.Explanation
	begun    int64
	broken   error // of SaveHarvest
}

func (m *memory) Tenants(context.Context) ([]models.Tenant, error) { return m.tenants, nil }

func (m *memory) Tenant(_ context.Context, id string) (models.Tenant, error) {
	for _, t := range m.tenants {
		if t.ID == id {
			return t, nil
		}
	}
	return models.Tenant{}, models.ErrNotFound
}

func (m *memory) Outcomes(_ context.Context, id string) ([]models.Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.outcomes[id], nil
}

func (m *memory) BeginScan(_ context.Context, s models.Scan) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.begun++
	m.ended[m.begun] = s.State
	return m.begun, nil
}

func (m *memory) SaveHarvest(ctx context.Context, h models.Harvest, figures func(context.Context, insight.Snapshot) ([]models.Figure, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := errors.Join(ctx.Err(), m.broken); err != nil {
		return err
	}
	if _, err := figures(ctx, insight.Snapshot{TenantID: h.Scan.TenantID}); err != nil {
		return err
	}
	m.harvests = append(m.harvests, h)
	m.outcomes[h.Scan.TenantID] = h.Scan.Outcomes
	m.ended[h.Scan.ID] = h.Scan.State
	return nil
}

func (m *memory) FailScan(ctx context.Context, id int64, state models.ScanState, fault *models.Explanation) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ended[id], m.faults[id] = state, fault
	return ctx.Err()
}

// planned counts the outcomes of a whole scan.
func planned() (n int) {
	for _, c := range collect.All() {
		n += len(c.Outcomes())
	}
	return n
}

// world is an engine with everything around it.
type world struct {
	*scan.Engine
	store *memory
	graph *msgraph

	mu     sync.Mutex
	events []event.Event
	clock  time.Time
}

func newWorld(t *testing.T, tenants ...models.Tenant) *world {
	t.Helper()
	if tenants == nil {
		tenants = []models.Tenant{{ID: "t", Name: "Harbour Dental", State: models.TenantConnected}}
	}
	w := &world{
		graph: &msgraph{},
		clock: time.Date(2026, 10, 1, 8, 0, 0, 0, time.UTC),
		store: &memory{tenants: tenants, outcomes: map[string][]models.Outcome{}, ended: map[int64]models.ScanState{}, faults: map[int64]*models.Explanation{}},
	}
	srv := httptest.NewUnstartedServer(w.graph)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0) // connections a cancelled scan drops
	srv.StartTLS()
	t.Cleanup(srv.Close)
	where, _ := cloud.Named(cloud.Global)
	w.Engine = scan.New(scan.Deps{
		Tenants: w.store,
		Store:   w.store,
		Clients: func(models.Tenant) (*graph.Client, cloud.Cloud, error) {
			return graph.New(srv.URL, srv.Client()), where, nil
		},
		Figures: func(context.Context, insight.Snapshot) ([]models.Figure, error) { return nil, nil },
		Publish: w.publish,
		Now:     w.now,
	})
	return w
}

func (w *world) publish(e event.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, e)
}

// now moves on a second with every look.
func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock = w.clock.Add(time.Second)
	return w.clock
}

func (w *world) last() models.Harvest {
	w.store.mu.Lock()
	defer w.store.mu.Unlock()
	return w.store.harvests[len(w.store.harvests)-1]
}

func (w *world) outcome(c models.Collector) models.Outcome {
	for _, o := range w.last().Scan.Outcomes {
		if o.Collector == c {
			return o
		}
	}
	return models.Outcome{}
}
