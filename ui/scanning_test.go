package ui

import (
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page/pagetest"
)

func TestTheSidebarCountsOnlyConnectedTenants(t *testing.T) {
	rows := pagetest.Rows()
	s := statusOf(rows, pagetest.Now)
	if s.head != "12 of 14 up to date" || s.attention != 5 {
		t.Errorf("%+v", s)
	}
	rows[0].Tenant.State = models.TenantDisconnected
	if s := statusOf(rows, pagetest.Now); s.head != "11 of 13 up to date" {
		t.Errorf("a disconnected tenant is counted: %+v", s)
	}
	if s := statusOf([]portfolio.TenantRow{}, pagetest.Now); s.head != "No tenant connected" {
		t.Errorf("%+v", s)
	}
}

func TestScanProgressIsSaidInOneLine(t *testing.T) {
	var s scanning
	if s.active() || s.text() != "" || s.share() != 0 {
		t.Error("idle must say nothing")
	}
	s.progress(models.Progress{TenantID: "a", TenantName: "Fjord Logistics", Collector: models.CollectUsers, Rows: 1200, Done: 3, Total: 10})
	if got := s.text(); got != "Fjord Logistics · Users · 1,200" {
		t.Error(got)
	}
	if got := s.share(); got != 0.3 {
		t.Error(got)
	}
	s.progress(models.Progress{TenantID: "b", TenantName: "Kestrel", Total: 10})
	s.end("a")
	s.end("unknown")
	if got := s.text(); got != "1 of 2 tenants" {
		t.Error(got)
	}
	if got := s.share(); got != 0.5 {
		t.Error(got)
	}
	s.end("b")
	s.progress(models.Progress{TenantID: "c", TenantName: "Tern", Total: 10})
	if got := s.share(); got != 0 {
		t.Errorf("a new round begins at %v", got)
	}
}
