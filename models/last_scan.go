package models

// LastScan is where a tenant's scans stand.
type LastScan struct {
	Newest Scan // the newest scan in whatever state
	Good   Scan // the newest complete or partial scan; zero ID = none yet
}
