package register

import "msp-license-tracker/models"

// Portal is the page of the cloud's portal where the permissions of a
// connection's application are changed, "" when that portal is not known.
func (s *Service) Portal(conn models.Connection) string {
	c, err := s.Clouds.Of(conn)
	if err != nil {
		return ""
	}
	return link(c.PortalURL, conn.ClientID, "CallAnAPI")
}
