package registry

import (
	"strings"
	"time"
)

// Policy is what a tenant's administrators decided about applications. The
// zero value is a tenant nobody has hardened.
type Policy struct {
	NoSecrets        bool          // app management policy: no new client secrets
	MaxSecret        time.Duration // longest life of a new secret; 0 = no limit
	MaxCertificate   time.Duration // longest life of a new certificate; 0 = no limit
	TrustedAuthority bool          // no self-signed certificates
	NoRegistration   bool          // users without a role may not register applications
	ApprovalWorkflow bool          // people may ask an administrator for approval
	RiskyPublishers  bool          // unverified applications are judged risky
	NeedMFA          bool          // sign-ins need a second factor, which the person lacks
}

// Request is a person's wish that an administrator approve an application.
type Request struct{ AppID, Tenant, Account, Reason string }

// SetPolicy replaces the policy of a tenant.
func (r *Registry) SetPolicy(tenant string, p Policy) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.policies[tenant] = p
}

// PolicyOf is the policy of a tenant.
func (r *Registry) PolicyOf(tenant string) Policy {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.policies[tenant]
}

// Ask files a request for approval.
func (r *Registry) Ask(q Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests = append(r.requests, q)
}

// Requests are the requests nobody has decided yet.
func (r *Registry) Requests() []Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Request(nil), r.requests...)
}

// Answered takes the requests for an application in a tenant off the list.
func (r *Registry) Answered(appID, tenant string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var left []Request
	for _, q := range r.requests {
		if q.AppID != appID || q.Tenant != tenant {
			left = append(left, q)
		}
	}
	r.requests = left
}

// SignOut ends every sign-in of an account made until now: its refresh tokens
// are worth nothing any more.
func (r *Registry) SignOut(account string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.signOuts[strings.ToLower(account)] = r.o.Now()
}

// SignedOut is when an account was last signed out; zero = never.
func (r *Registry) SignedOut(account string) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.signOuts[strings.ToLower(account)]
}
