// Package connect brings a tenant in: from what the owner typed, or from an
// administrator's consent in the browser, to a proved connection.
//
// Nothing is stored before it is proved: a fresh token whose tenant and roles
// fit, and an answer of /organization from the same tenant. Then the
// credential goes to the vault and the tenant to the store, both or neither; a
// failed attempt leaves an older connection as it was. Calls block on the
// network and on the person at the browser and end with their context.
package connect
