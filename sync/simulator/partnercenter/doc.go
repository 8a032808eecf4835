// Package partnercenter is the Partner Center API of the simulated cloud, as
// far as programs of a partner need it: consent to an application on behalf of
// a customer. It takes delegated tokens only, with a second factor in them.
package partnercenter
