package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
)

// crashDir names the data folder to the child of the crash test.
const crashDir = "STORE_CRASH_DIR"

// generation is a harvest all of whose rows carry one number, so that a mix of
// two scans would show.
func generation(h models.Harvest, n int) models.Harvest {
	users := make([]models.User, 1500)
	signIns, mailboxes := make([]models.SignIn, len(users)), make([]models.Mailbox, len(users))
	at := day0.Add(time.Duration(n) * time.Second)
	for i := range users {
		upn := fmt.Sprintf("u%d@contoso.com", i)
		users[i] = models.User{ID: guid(1, i), UPN: upn, JobTitle: strconv.Itoa(n), CreatedAt: at,
			Licenses: []models.License{{SKUID: "sku", Since: at}}}
		signIns[i] = models.SignIn{UserID: users[i].ID, Success: at}
		mailboxes[i] = models.Mailbox{UPN: upn, Items: int64(n)}
	}
	h.Users, h.SignIns, h.Mailboxes = &users, &signIns, &mailboxes
	h.Scan.Outcomes = []models.Outcome{outcome(models.CollectUsers, models.StatusOK, at, len(users))}
	return h
}

// scanUntilKilled stores one generation after the other and says so.
func scanUntilKilled(dir string) {
	ctx := context.Background()
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	tenants, err := s.Tenants(ctx)
	for n := 1; err == nil; n++ {
		scan := models.Scan{TenantID: tenants[0].ID, StartedAt: day0}
		if scan.ID, err = s.BeginScan(ctx, scan); err != nil {
			break
		}
		h := generation(models.Harvest{Scan: scan}, n)
		fmt.Println("saving", n)
		if err = s.SaveHarvest(ctx, clone(h), nil); err == nil {
			fmt.Println("saved", n)
		}
	}
	fmt.Println("error:", err)
	os.Exit(1)
}

// A process killed at any moment of SaveHarvest leaves the last complete scan:
// the one it reported, or the next one when the kill came between the commit
// and the report. Never a mix, never nothing.
func TestKilledWhileSavingLeavesACompleteScan(t *testing.T) {
	for round := range 5 {
		t.Run(strconv.Itoa(round), func(t *testing.T) {
			dir := t.TempDir()
			s := openStore(t, dir)
			tenant := addTenant(t, s, 1)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			reported := killWhileSaving(t, dir, 2+round%3, time.Duration(rand.IntN(40))*time.Millisecond)

			s = openStore(t, dir)
			snap, err := s.Snapshot(t.Context(), tenant.ID)
			if err != nil {
				t.Fatal(err)
			}
			n := int(snap.Accounts[0].Mailbox.Items)
			if n != reported && n != reported+1 {
				t.Errorf("generation %d is there, %d was the last reported", n, reported)
			}
			mustBeWhole(t, s, snap.Accounts[0].JobTitle, n)
			mustHaveEndedAllScans(t, s, tenant.ID)
		})
	}
}

// killWhileSaving lets a child store generations, kills it a moment after it
// began to save the given one, and returns the last one it reported.
func killWhileSaving(t *testing.T, dir string, target int, after time.Duration) (reported int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), crashDir+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, number, _ := strings.Cut(lines.Text(), " ")
		n, _ := strconv.Atoi(number)
		switch {
		case word == "error:":
			t.Fatal(lines.Text())
		case word == "saved":
			reported = n
		case word == "saving" && n == target:
			time.AfterFunc(after, func() { child.Process.Kill() })
		}
	}
	child.Wait()
	return reported
}

func mustBeWhole(t *testing.T, s *Store, title string, n int) {
	t.Helper()
	var users, licenses, signIns, mailboxes int
	at := day0.Add(time.Duration(n) * time.Second).Unix()
	err := s.read.QueryRow(`SELECT
		(SELECT count(*) FROM users WHERE job_title = ?1 AND created_at = ?2), (SELECT count(*) FROM licenses WHERE since = ?2),
		(SELECT count(*) FROM sign_ins WHERE success = ?2), (SELECT count(*) FROM mailboxes WHERE items = ?3)`, title, at, n).
		Scan(&users, &licenses, &signIns, &mailboxes)
	if err != nil || users != 1500 || licenses != 1500 || signIns != 1500 || mailboxes != 1500 || title != strconv.Itoa(n) {
		t.Errorf("generation %d has %d users (%s), %d licences, %d sign-ins, %d mailboxes: %v", n, users, title, licenses, signIns, mailboxes, err)
	}
	var check string
	if err := s.read.QueryRow("PRAGMA integrity_check").Scan(&check); err != nil || check != "ok" {
		t.Errorf("integrity: %s, %v", check, err)
	}
}

func mustHaveEndedAllScans(t *testing.T, s *Store, tenantID string) {
	t.Helper()
	scans, err := s.Scans(t.Context(), tenantID, 100)
	if err != nil || len(scans) == 0 {
		t.Fatalf("%d scans, %v", len(scans), err)
	}
	for i, scan := range scans {
		if scan.State == models.ScanRunning {
			t.Errorf("scan %d still runs", scan.ID)
		}
		if i > 0 && scan.State != models.ScanComplete {
			t.Errorf("scan %d, not the last one, is %s", scan.ID, scan.State)
		}
	}
}

func TestScansLeftRunningAreFailedWithTheReason(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	tenant := addTenant(t, s, 1)
	begin(t, s, tenant, day0)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, dir)
	scans, err := s.Scans(t.Context(), tenant.ID, 10)
	if err != nil || len(scans) != 1 {
		t.Fatalf("%v, %v", scans, err)
	}
	got := scans[0]
	if got.State != models.ScanFailed || got.Fault == nil || got.Fault.Title != "The program ended during this scan." || !got.FinishedAt.Equal(day0) {
		t.Errorf("%+v, fault %+v", got, got.Fault)
	}
	if _, err := s.Snapshot(t.Context(), tenant.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("snapshot: %v", err)
	}
}
