package partner

import (
	"strings"
	"time"
)

// What Graph says of the partner tenant's customers. Other fields are not read.

type wireCustomer struct {
	TenantID string `json:"tenantId"`
	Name     string `json:"displayName"`
}

type wireContract struct {
	TenantID string `json:"customerId"`
	Name     string `json:"displayName"` // as it was when the partnership began
	Domain   string `json:"defaultDomainName"`
}

type wireRoles struct {
	List []struct {
		ID string `json:"roleDefinitionId"`
	} `json:"unifiedRoles"`
}

func (r wireRoles) ids() []string {
	var out []string
	for _, one := range r.List {
		if one.ID != "" {
			out = append(out, strings.ToLower(one.ID))
		}
	}
	return out
}

type wireRelationship struct {
	ID       string        `json:"id"`
	Name     string        `json:"displayName"`
	Status   string        `json:"status"`
	Customer *wireCustomer `json:"customer"` // null before the customer approved
	Access   wireRoles     `json:"accessDetails"`
	Extends  string        `json:"autoExtendDuration"`
	Created  wireTime      `json:"createdDateTime"`
	Started  wireTime      `json:"activatedDateTime"`
	Ends     wireTime      `json:"endDateTime"`
}

type wireAssignment struct {
	Status string    `json:"status"`
	Access wireRoles `json:"accessDetails"`
}

// wireTime is a time that may be null, "" or no time at all: unknown then.
type wireTime struct{ time.Time }

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (t *wireTime) UnmarshalJSON(data []byte) error {
	at, err := time.Parse(time.RFC3339, strings.Trim(string(data), `"`))
	if err != nil || at.Year() <= 1 {
		at = time.Time{}
	}
	t.Time = at.UTC()
	if at.IsZero() {
		t.Time = time.Time{}
	}
	return nil
}

// extends says whether a duration such as "P180D" is longer than nothing.
func extends(duration string) bool {
	return strings.HasPrefix(duration, "P") && strings.ContainsAny(duration, "123456789")
}
