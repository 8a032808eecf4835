package connect

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// fixed is a token source for the proof alone: the token just issued, never
// renewed.
type fixed string

func (f fixed) Token(context.Context, models.Tenant) (string, error) { return string(f), nil }

func (f fixed) Renew(context.Context, models.Tenant) (string, error) { return string(f), nil }

type org struct {
	ID      string `json:"id"`
	Name    string `json:"displayName"`
	Country string `json:"countryLetterCode"`
	Domains []struct {
		Name    string `json:"name"`
		Default bool   `json:"isDefault"`
	} `json:"verifiedDomains"`
}

func (o org) domain() string {
	for _, d := range o.Domains {
		if d.Default {
			return strings.ToLower(d.Name)
		}
	}
	return ""
}

// organization reads who the tenant is: the shortest proof that Graph lets the
// application in.
func organization(ctx context.Context, hc *http.Client, c cloud.Cloud) (org, error) {
	const op = "read the organization"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.GraphURL+"/v1.0/organization", nil)
	if err != nil {
		return org{}, fault.Local(fault.InputAddress, op, nil)
	}
	req.Header.Set("Accept", "application/json")
	resp, err := hc.Do(req)
	if err != nil {
		return org{}, fault.FromNet(op, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return org{}, fault.FromReply(op, resp, body, err)
	}
	if resp.StatusCode != http.StatusOK {
		return org{}, fault.FromGraph(op, resp, body).Needs("Organization.Read.All")
	}
	// By the computer's own clock, whatever the service's Now is: it is what the
	// dates of scans will come from.
	if skew, wrong := fault.Skew(resp, time.Now()); wrong {
		return org{}, fault.WrongClock(op, skew)
	}
	var page struct {
		Value []org `json:"value"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		return org{}, fault.FromReply(op, resp, body, err)
	}
	if len(page.Value) != 1 {
		return org{}, fault.Local(fault.Unreadable, op, nil)
	}
	o := page.Value[0]
	o.ID = strings.ToLower(o.ID)
	return o, nil
}
