// Package models holds the words of the product as Go types: tenants, users,
// SKUs, scans, findings' raw facts and the owner's settings.
//
// It is the shared language of every layer and therefore imports nothing of
// ours and nothing that draws, listens or stores: no Fyne, no HTTP, no SQL,
// no MSAL. Ids are strings (Microsoft's GUIDs in lower case), times are UTC,
// and the zero time is the one explicit "unknown": absent, null, "" and
// sentinel dates of Microsoft's answers all become it before they get here.
package models
