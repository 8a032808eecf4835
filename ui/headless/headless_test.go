package headless

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
)

const harbourID = "11111111-2222-4333-8444-555555555555"

// world is a data folder with one scanned tenant.
type world struct {
	access    Access
	connected models.ConnectRequest
	scanErr   error
	state     models.ScanState
	closed    bool
}

func (w *world) Tenants(context.Context, portfolio.Scope) ([]portfolio.TenantRow, error) {
	return []portfolio.TenantRow{{
		Tenant: models.Tenant{ID: harbourID, Name: "Harbour Dental", Domain: "harbour.example", State: models.TenantConnected},
		Health: portfolio.Health{Level: portfolio.Healthy}, LicensedUsers: 42, LastScan: time.Date(2026, 11, 20, 8, 12, 0, 0, time.UTC),
		Spend: usd("4120"), Leakage: usd("1240"),
	}}, nil
}

func (w *world) Results(_ context.Context, s portfolio.Scope) ([]insight.Result, error) {
	monthly, yearly := usd("22"), usd("264")
	return []insight.Result{{TenantID: harbourID, TenantName: "Harbour Dental", Currency: "USD", Findings: []insight.Finding{{
		TenantID: harbourID, TenantName: "Harbour Dental", Cause: insight.Blocked, Certainty: insight.Sure,
		SKUID: "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", PartNumber: "SPB", Product: "Microsoft 365 Business Premium",
		UserID: "u1", UPN: "mo@harbour.example", Seats: 1, Monthly: &monthly, Yearly: &yearly,
	}}}}, nil
}

func (w *world) Scan(context.Context, string, models.ScanTrigger) error { return w.scanErr }

func (w *world) LastScans(context.Context) (map[string]models.LastScan, error) {
	return map[string]models.LastScan{harbourID: {Newest: models.Scan{State: w.state, Outcomes: []models.Outcome{
		{Collector: models.CollectUsers, Status: models.StatusOK, Rows: 42},
		{Collector: models.CollectSignIns, Status: models.StatusUnlicensed, Missing: "Entra ID P1"},
	}}}}, nil
}

func (w *world) Connect(_ context.Context, r models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error) {
	w.connected = r
	return models.Tenant{ID: harbourID, Name: "Harbour\x1b[31m Dental", Domain: "harbour.example"}, []models.PermissionCheck{{Name: "Reports.Read.All"}}, nil
}

func (w *world) Client(_ context.Context, _ portfolio.Scope, out io.Writer) error {
	_, err := out.Write([]byte("%PDF-1.7"))
	return err
}

func usd(s string) money.Amount {
	return money.Amount{Value: decimal.RequireFromString(s), Currency: "USD"}
}

func run(w *world, stdin string, args ...string) (code int, out, errOut string) {
	var stdout, stderr bytes.Buffer
	open := func(_ context.Context, access Access) (*Session, error) {
		w.access = access
		return &Session{Portfolio: w, Scanner: w, Connector: w, Reporter: w, Scans: w,
			Progress: func(func(models.Progress)) func() { return func() {} },
			Close:    func() error { w.closed = true; return nil }}, nil
	}
	p := Program{
		Open:     func(ctx context.Context, _ string, a Access) (*Session, error) { return open(ctx, a) },
		OpenDemo: func(ctx context.Context) (*Session, error) { return open(ctx, Writes) },
		In:       strings.NewReader(stdin), Out: &stdout, Err: &stderr,
	}
	code = Run(context.Background(), p, args)
	return code, stdout.String(), stderr.String()
}

func TestFindingsAsJSONHaveTheDocumentedShape(t *testing.T) {
	w := &world{}
	code, out, _ := run(w, "", "findings", "--tenant", "harbour.example", "--json")
	if code != 0 || w.access != Reads || !w.closed {
		t.Fatalf("code %d, access %v, closed %v", code, w.access, w.closed)
	}
	var doc struct {
		Findings   []map[string]any `json:"findings"`
		CannotTell []any            `json:"cannotTell"`
		Unpriced   []any            `json:"unpriced"`
		Totals     map[string]any   `json:"totals"`
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Findings) != 1 || doc.CannotTell == nil || doc.Unpriced == nil || doc.Totals == nil {
		t.Fatalf("document %s", out)
	}
	if got := doc.Findings[0]["monthlyAmount"]; got != "22.00" {
		t.Errorf("monthlyAmount is %v, want the decimal string 22.00", got)
	}
}

func TestExitCodes(t *testing.T) {
	failing := models.Explain(errors.New("no network"))
	for _, tc := range []struct {
		name  string
		world world
		args  []string
		want  int
	}{
		{"a complete scan is done", world{state: models.ScanComplete}, []string{"scan"}, exitDone},
		{"a partial scan is done with gaps", world{state: models.ScanPartial}, []string{"scan", "--json"}, exitGaps},
		{"a failing scan is done with gaps", world{scanErr: &models.Failure{Explanation: failing}}, []string{"scan"}, exitGaps},
		{"an unknown tenant fails", world{}, []string{"findings", "--tenant", "nobody"}, exitFailed},
		{"an unknown flag is wrong use", world{}, []string{"scan", "--nonsense"}, exitUsage},
		{"an unknown command is wrong use", world{}, []string{"nonsense"}, exitUsage},
		{"connect without ids is wrong use", world{}, []string{"connect", "--secret-stdin"}, exitUsage},
		{"report without a file is wrong use", world{}, []string{"report", "--tenant", "x"}, exitUsage},
		{"an unknown format is wrong use", world{}, []string{"report", "--tenant", harbourID, "--out", "x", "--format", "doc"}, exitUsage},
	} {
		t.Run(tc.name, func(t *testing.T) {
			code, out, errOut := run(&tc.world, "", tc.args...)
			if code != tc.want {
				t.Errorf("exit code %d, want %d\n%s%s", code, tc.want, out, errOut)
			}
		})
	}
}

func TestConnectReadsTheSecretFromStandardInputOnly(t *testing.T) {
	w := &world{}
	code, out, errOut := run(w, "s3cr3t~value\n", "connect", "--tenant-id", harbourID, "--client-id", "c", "--secret-stdin", "--cloud", "usgov")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	if w.connected.Secret.Reveal() != "s3cr3t~value" || w.connected.Connection.Cloud != "usgov" {
		t.Errorf("request %+v", w.connected)
	}
	if strings.Contains(out+errOut, "s3cr3t") || strings.ContainsRune(out, 0x1b) {
		t.Errorf("output shows a secret or a control character: %q", out)
	}
	if !strings.Contains(out, "Reports.Read.All") {
		t.Errorf("the missing permission is not named: %q", out)
	}
}

func TestErrorsSayCauseAndNextStep(t *testing.T) {
	_, _, errOut := run(&world{}, "", "findings", "--tenant", "nobody")
	for _, want := range []string{"Error:", "Why:", "Next:"} {
		if !strings.Contains(errOut, want) {
			t.Errorf("%q is missing in %q", want, errOut)
		}
	}
}

func TestReportWritesTheWholeFileOrNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "client.pdf")
	code, _, errOut := run(&world{}, "", "report", "--tenant", "Harbour Dental", "--out", path)
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "%PDF-1.7" {
		t.Errorf("file %q, %v", b, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".report-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDemoDoesTheWholeJob(t *testing.T) {
	dir := t.TempDir()
	code, out, errOut := run(&world{state: models.ScanPartial}, "", "demo", "--reports", dir)
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	for _, want := range []string{"sign-ins (unlicensed)", "$1,240", "1 client reports"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "harbour.example.pdf")); err != nil {
		t.Error(err)
	}
}

func TestReportNamesCannotLeaveTheFolder(t *testing.T) {
	for in, want := range map[string]string{"harbour.example": "harbour.example", "../../etc/x": "_.._etc_x", "a b:c": "a_b_c"} {
		if got := safeName(in); got != want {
			t.Errorf("safeName(%q) = %q, want %q", in, got, want)
		}
	}
}
