// Package connect brings a tenant in: from what the owner typed, from an
// administrator's consent in the browser, or from one given elsewhere through
// a link, to a proved connection.
//
// Nothing is stored before it is proved: a fresh token whose tenant and roles
// fit, and an answer of /organization from the same tenant. Then the
// credential goes to the vault and the tenant to the store, both or neither; a
// failed attempt leaves an older connection as it was. Calls block on the
// network and on the person at the browser and end with their context.
//
// Consents asked for by link are kept in the store and looked for by Run, which
// has one owner and goes on after a restart; each ends accepted, failed,
// expired or cancelled.
package connect
