package workspace_test

import (
	"errors"
	"slices"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/workspace"
)

func TestPurgeAsksForTheNameAndThenLeavesNothing(t *testing.T) {
	o := open(t)
	var stopped []string
	o.StopScansWith(func(id string) { stopped = append(stopped, id) })
	for _, typed := range []string{"", "contoso", "Contoso Ltd", tenantID} {
		if err := o.Purge(t.Context(), tenantID, typed); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	if len(o.forgotten)+len(stopped)+len(o.published()) != 0 {
		t.Errorf("a wrong name had effects: %v, %v", o.forgotten, stopped)
	}
	if err := o.Purge(t.Context(), tenantID, " Contoso "); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(o.forgotten, []string{tenantID}) || !slices.Equal(stopped, []string{tenantID}) {
		t.Errorf("forgot %v, stopped %v", o.forgotten, stopped)
	}
	if all, err := o.store.EveryTenant(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("left are %v, %v", all, err)
	}
	if events := o.published(); !slices.Contains(events, event.Event(event.FiguresChanged{})) {
		t.Errorf("published %v", events)
	}
	if err := o.Purge(t.Context(), tenantID, "Contoso"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
}

func TestAPurgeTheKeyringRefusesRemovesNothing(t *testing.T) {
	o := open(t)
	o.keyring = errors.New("locked")
	if err := o.Purge(t.Context(), tenantID, "Contoso"); models.Explain(err).Code != "secret-kept" {
		t.Errorf("%v", err)
	}
	if _, err := o.store.Tenant(t.Context(), tenantID); err != nil {
		t.Errorf("the tenant is gone: %v", err)
	}
}

func TestADeletedTenantIsListedForPurgeAndPurged(t *testing.T) {
	o := open(t)
	var stopped []string
	o.StopScansWith(func(id string) { stopped = append(stopped, id) })
	if list, err := o.Deleted(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
	if err := o.Workspace.Delete(t.Context(), tenantID); err != nil || len(stopped) != 1 {
		t.Errorf("%v, stopped %v", err, stopped)
	}
	list, err := o.Deleted(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	if err := o.Purge(t.Context(), tenantID, workspace.PurgeName(list[0])); err != nil {
		t.Error(err)
	}
}

func TestATenantWithoutANameIsPurgedByItsDomain(t *testing.T) {
	for want, tenant := range map[string]models.Tenant{
		"Contoso": {ID: "id", Name: " Contoso ", Domain: "d"}, "d": {ID: "id", Domain: "d"}, "id": {ID: "id"},
	} {
		if got := workspace.PurgeName(tenant); got != want {
			t.Errorf("%+v: %q", tenant, got)
		}
	}
}
