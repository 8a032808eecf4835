package store

import (
	"context"
	"strconv"
	"sync"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// While 20,000 users are replaced, readers see the old scan, whole, and do not
// wait for the writer.
func TestReadersSeeTheOldScanUntilTheNewOneIsWhole(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	fill := func(title string) models.Harvest {
		h := begin(t, s, tenant, day0)
		users := make([]models.User, replacedUsers)
		for i := range users {
			users[i] = models.User{ID: guid(1, i), UPN: strconv.Itoa(i), JobTitle: title}
			if i%100 == 0 {
				users[i].Licenses = []models.License{{SKUID: title}}
			}
		}
		h.Users = &users
		return h
	}
	save(t, s, fill("old"))
	next := fill("new")

	check := func(want string) {
		snap, err := s.Snapshot(t.Context(), tenant.ID)
		if err != nil || len(snap.Accounts) != replacedUsers/100 || snap.UserCount != replacedUsers {
			t.Errorf("%d accounts of %d users, %v", len(snap.Accounts), snap.UserCount, err)
			return
		}
		for _, a := range snap.Accounts {
			if a.JobTitle != want || len(a.Licenses) != 1 || a.Licenses[0].SKUID != want {
				t.Errorf("%s with %v while all should be %s", a.JobTitle, a.Licenses, want)
				return
			}
		}
	}
	written, release := make(chan struct{}), make(chan struct{})
	var writer, readers sync.WaitGroup
	writer.Go(func() {
		err := s.SaveHarvest(t.Context(), clone(next), func(context.Context, insight.Snapshot) ([]models.Figure, error) {
			close(written) // all rows are replaced, nothing is committed
			<-release
			return nil, nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	for range askers {
		readers.Go(func() {
			for {
				check("old")
				select {
				case <-written:
					check("old")
					return
				default:
				}
			}
		})
	}
	readers.Wait()
	close(release)
	writer.Wait()
	check("new")
}

const askers = readers + 1 // more than there are connections

func TestFiguresThatPanicLeaveTheStoreUsable(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := fullHarvest(begin(t, s, tenant, day0), 3)
	func() {
		defer func() { recover() }()
		s.SaveHarvest(t.Context(), clone(h), func(context.Context, insight.Snapshot) ([]models.Figure, error) { panic("a rule is broken") })
	}()
	if n := count(t, s, "users"); n != 0 {
		t.Errorf("%d users of a scan that was never judged", n)
	}
	save(t, s, h)
}
