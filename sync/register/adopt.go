package register

import (
	"context"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
)

// Adopt takes over a registration made by hand: it proves the pasted values
// with a token of the MSP's own tenant, which must grant what no scan can do
// without, and stores credential and registration, both or neither.
func (s *Service) Adopt(ctx context.Context, req models.ConnectRequest) (models.Registration, error) {
	release, err := s.take(ctx)
	if err != nil {
		return models.Registration{}, err
	}
	defer release()
	req.Connection.Kind = models.SharedRegistration
	proof, err := s.Prover.Prove(ctx, req)
	if fault.Is(err, "AADSTS7000229", "AADSTS65001") { // elsewhere a customer's move, at home the owner's own
		err = fault.Local(fault.RegistrationIncomplete, opProof, err)
	}
	if err != nil {
		return models.Registration{}, err
	}
	if lacks := lacking(proof); len(lacks) > 0 {
		return models.Registration{}, fault.Local(fault.RegistrationIncomplete, opProof, nil).In(proof.TenantID).Needs(strings.Join(lacks, ", "))
	}
	a := &attempt{Service: s, home: proof.TenantID}
	if known, err := s.Store.RegistrationIn(ctx, proof.Connection.Cloud, proof.Connection.LoginURL); err == nil && known.ClientID == proof.Connection.ClientID {
		a.current = known
	}
	r := s.adopted(proof, a.current)
	if _, err := a.swap(ctx, &r, application{}, proof.Credential); err != nil {
		return models.Registration{}, err
	}
	return r, nil
}

// adopted is the registration of proved values. What was known of it before
// stays, except the id of a credential that may be another one now.
func (s *Service) adopted(p connect.Proof, known models.Registration) models.Registration {
	c := p.Connection
	r := models.Registration{
		TenantID: p.TenantID, Cloud: c.Cloud, LoginURL: c.LoginURL, GraphURL: c.GraphURL, CAFile: c.CAFile, ClientID: c.ClientID,
		ObjectID: known.ObjectID, Name: known.Name, Credential: c.Credential, CredentialEnds: c.CredentialEnds,
		RetiredKeyID: known.RetiredKeyID, CreatedAt: known.CreatedAt, Verified: s.moment(),
	}
	if r.Name == "" {
		r.Name = usualName
	}
	if r.CreatedAt.IsZero() {
		r.CreatedAt = r.Verified
	}
	return r
}

// lacking are the permissions a scan cannot do without. A token that cannot be
// read, of a cloud that is not Microsoft's, lacks none.
func lacking(p connect.Proof) (names []string) {
	if p.Roleless {
		return requiredLacks(nil)
	}
	for _, c := range p.Checks {
		if c.Required && !c.Granted {
			names = append(names, c.Name)
		}
	}
	return names
}
