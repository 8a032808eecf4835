package msgraph

import (
	"encoding/json"
	"net/http"
)

// json writes any value as a JSON answer.
func (c *call) json(status int, v any) *problem {
	b, err := json.Marshal(v)
	if err != nil {
		return ofStatus(http.StatusInternalServerError)
	}
	return c.send(status, b)
}

// reportSettings is GET /admin/reportSettings.
func (s *Service) reportSettings(c *call) *problem {
	is, _ := s.concealed(c.tenant)
	return c.json(200, map[string]any{
		"@odata.context":        c.base() + "/$metadata#admin/reportSettings/$entity",
		"displayConcealedNames": is,
	})
}

// setReportSettings is PATCH /admin/reportSettings. Reports follow later.
func (s *Service) setReportSettings(c *call) *problem {
	var body struct {
		DisplayConcealedNames *bool `json:"displayConcealedNames"`
	}
	if err := c.decode(&body); err != nil || body.DisplayConcealedNames == nil {
		return badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")
	}
	s.setConcealed(c.tenant, *body.DisplayConcealedNames)
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}
