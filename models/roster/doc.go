// Package roster says what is known of every account of a tenant: one row of
// the users table, the safe-to-remove card, and which services of its licences
// an account uses.
//
// It is pure: values in, values out, no clock, no source. It imports only
// models and models/insight, whose judgement of use it shares. What no source
// told is unknown and stays so: Known is tri-state, the zero time and a Number
// that is not Known are unknown, and nothing unknown is shown as "no" or 0.
package roster
