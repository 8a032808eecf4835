package models

// GuideStep is one step of a guide that the owner follows by hand.
type GuideStep struct {
	Title string
	Text  string
	Link  string // page of the portal, "" when there is none
	Copy  []CopyValue
}

// CopyValue is a text to be copied into the portal.
type CopyValue struct {
	Label string
	Value string
}

// PastedField names a value that the owner pastes from the portal.
type PastedField string

const (
	PastedTenantID PastedField = "tenant-id"
	PastedClientID PastedField = "client-id"
	PastedSecret   PastedField = "secret"
)
