package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestCloseLeavesNothingRunning(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s, err := Start(context.Background(), Options{Tenants: 1, Now: func() time.Time { return day }})
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, s, 0)
	c.get("/v1.0/organization")
	c.hc.CloseIdleConnections()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestServePrintsOneLineAndWritesItsAuthority(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	file := filepath.Join(t.TempDir(), "ca.pem")
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(ctx, []string{"--listen", "127.0.0.1:0", "--tenants", "2", "--now", "2026-11-20", "--ca-file-out", file}, w, io.Discard)
	}()
	var line ready
	if err := json.NewDecoder(r).Decode(&line); err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(pem, []byte("BEGIN CERTIFICATE")) || bytes.Contains(pem, []byte("KEY")) {
		t.Errorf("authority: %v %s", err, pem)
	}
	if len(line.Tenants) != 2 || line.Tenants[0].Secret == "" || line.LoginURL == "" || line.GraphURL == "" || line.PartnerURL == "" || line.Home.Technician == "" || line.CAFile != file {
		t.Errorf("%+v", line)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestBadOptionsAreRefused(t *testing.T) {
	for _, args := range [][]string{{"--quotas", "some"}, {"--faults", "explode"}, {"--now", "yesterday"}, {"extra"}, {"--certificate", "/does/not/exist"}} {
		if err := Serve(context.Background(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("%v was accepted", args)
		}
	}
}
