package ui

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
)

// scanning is what the window knows of running scans. It draws nothing.
type scanning struct {
	running map[string]models.Progress // by tenant
	ended   int                        // scans that ended since the first of these began
}

func (s *scanning) progress(p models.Progress) {
	if s.running == nil {
		s.running = map[string]models.Progress{}
	}
	if len(s.running) == 0 {
		s.ended = 0
	}
	s.running[p.TenantID] = p
}

func (s *scanning) end(tenantID string) {
	if _, known := s.running[tenantID]; known {
		delete(s.running, tenantID)
		s.ended++
	}
}

func (s *scanning) active() bool { return len(s.running) > 0 }

// share is how much of the running scans is done, 0 to 1.
func (s *scanning) share() float64 {
	done, total := float64(s.ended), float64(s.ended+len(s.running))
	for _, p := range s.running {
		if p.Total > 0 {
			done += float64(p.Done) / float64(p.Total)
		}
	}
	if total == 0 {
		return 0
	}
	return done / total
}

// text says what happens now: "Fjord Logistics · Users · 1,200"
// for one scan, "5 of 14 tenants" for several.
func (s *scanning) text() string {
	switch len(s.running) {
	case 0:
		return ""
	case 1:
		if s.ended == 0 {
			for _, p := range s.running {
				return oneScan(p)
			}
		}
	}
	return fmt.Sprintf("%s %s %s", page.Count(s.ended), lang.L("of"), page.Plural(s.ended+len(s.running), "tenant", "tenants"))
}

func oneScan(p models.Progress) string {
	text := p.TenantName
	if text == "" {
		text = lang.L("Scanning")
	}
	if p.Collector != "" {
		text += " · " + page.CollectorName(p.Collector)
	}
	if p.Rows > 0 {
		text += " · " + page.Count(p.Rows)
	}
	return text
}
