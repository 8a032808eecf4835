package msgraph

import (
	"errors"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
)

// assignment is an app role assignment with the names of both sides.
type assignment struct {
	registry.Assignment
	principal, resource *enterprise
}

type assignmentProp = prop[*assignment]

// roleAssignments is the resource type "appRoleAssignment".
var roleAssignments = &entity[*assignment]{
	set: "appRoleAssignments", noun: "appRoleAssignment", page: 100, max: 999,
	filter: map[string]string{"resourceId": "eq", "appRoleId": "eq"},
	props: []assignmentProp{
		field("id", func(a *assignment) any { return a.ID }),
		constant[*assignment]("deletedDateTime", nil),
		field("appRoleId", func(a *assignment) any { return a.RoleID }),
		field("createdDateTime", func(a *assignment) any { return a.Created.UTC() }),
		field("principalDisplayName", func(a *assignment) any { return a.principal.app.Name }),
		field("principalId", func(a *assignment) any { return a.PrincipalID }),
		constant[*assignment]("principalType", "ServicePrincipal"),
		field("resourceDisplayName", func(a *assignment) any { return a.resource.app.Name }),
		field("resourceId", func(a *assignment) any { return a.ResourceID }),
	},
}

func (s *Service) assignment(x registry.Assignment) *assignment {
	from, _ := s.o.Registry.PrincipalByID(x.Tenant, x.PrincipalID)
	to, _ := s.o.Registry.PrincipalByID(x.Tenant, x.ResourceID)
	return &assignment{x, s.enterprise(from), s.enterprise(to)}
}

// assignmentList is GET /servicePrincipals/{id}/appRoleAssignments.
func (s *Service) assignmentList(c *call) *problem {
	p, bad := s.principal(c)
	if bad != nil {
		return bad
	}
	var all []*assignment
	for _, x := range s.o.Registry.Assignments(p.ID) {
		all = append(all, s.assignment(*x))
	}
	return many(s, c, roleAssignments, all, nil)
}

// assign is POST …/appRoleAssignments and POST …/appRoleAssignedTo: an
// administrator's consent to one application role, written by a program.
func (s *Service) assign(c *call) *problem {
	owner, bad := s.principal(c)
	if bad != nil {
		return bad
	}
	var body struct {
		PrincipalID string `json:"principalId"`
		ResourceID  string `json:"resourceId"`
		AppRoleID   string `json:"appRoleId"`
	}
	if c.decode(&body) != nil || body.PrincipalID == "" || body.ResourceID == "" || body.AppRoleID == "" {
		return badPayload
	}
	if !strings.EqualFold(owner.ID, body.PrincipalID) && !strings.EqualFold(owner.ID, body.ResourceID) {
		return directoryBad("The principal of the path is not part of the assignment.")
	}
	resource, ok := s.o.Registry.PrincipalByID(c.tenant.ID, body.ResourceID)
	if !ok {
		return notFound(body.ResourceID)
	}
	if !c.mayGrant(resource.AppID) {
		return denied
	}
	made, err := s.o.Registry.Assign(c.tenant.ID, body.PrincipalID, body.ResourceID, body.AppRoleID)
	switch {
	case errors.Is(err, registry.ErrDuplicate):
		return directoryBad("Permission being assigned already exists on the object")
	case errors.Is(err, registry.ErrBadRequest):
		return directoryBad("Permission being assigned was not found on application '%s'", resource.AppID)
	case err != nil:
		return appProblem(err, body.PrincipalID)
	}
	return roleAssignments.created(c, s.assignment(made), made.ID)
}

// unassign is DELETE /servicePrincipals/{id}/appRoleAssignments/{id}.
func (s *Service) unassign(c *call) *problem {
	p, bad := s.principal(c)
	if bad != nil {
		return bad
	}
	if err := s.o.Registry.Unassign(p.ID, c.vars[1]); err != nil {
		return appProblem(err, c.vars[1])
	}
	return c.nothing()
}
