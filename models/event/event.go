// Package event tells faces that something changed: a typed, ordered hub.
// Events carry ids and counts, never rows; whoever cares loads afresh.
// Publish never blocks on a slow subscriber; a subscriber that lags sees
// equal events coalesced, never reordered.
package event

import "msp-license-tracker/models"

// Event is one of the types in this file. Events are comparable values.
type Event interface{ event() }

// ScanProgress is sent while a scan runs.
type ScanProgress struct{ models.Progress }

// ScanEnded is sent when a scan has stored its last word or failed.
type ScanEnded struct {
	TenantID string
	ScanID   int64
	State    models.ScanState
}

// TenantsChanged is sent when tenants, customers or tags changed.
type TenantsChanged struct{ TenantID string }

// FiguresChanged is sent when amounts may differ: new data, prices or settings.
// TenantID "" means every tenant.
type FiguresChanged struct{ TenantID string }

// ConnectProgress is sent while an administrator's consent is waited for and
// checked. Text is one sentence for the person at the screen.
type ConnectProgress struct{ Text string }

// ConsentsChanged is sent when a consent asked for by link moved on.
type ConsentsChanged struct{ ID string }

// RegistrationChanged is sent when the MSP's registration was made, adopted or
// got a new credential.
type RegistrationChanged struct{}

// WorkspaceChanged is sent when company, branding or defaults changed.
type WorkspaceChanged struct{}

func (ScanProgress) event()        {}
func (ScanEnded) event()           {}
func (TenantsChanged) event()      {}
func (FiguresChanged) event()      {}
func (ConnectProgress) event()     {}
func (ConsentsChanged) event()     {}
func (RegistrationChanged) event() {}
func (WorkspaceChanged) event()    {}
