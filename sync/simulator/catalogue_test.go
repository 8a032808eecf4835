package simulator

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryErrorOfTheCatalogueCanBeRaised(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "fault", "catalogue.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{Tenants: 1, Quotas: QuotasOff})
	c := connect(t, s, 0)
	info := s.Tenants()[0]
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {info.ClientID}, "client_secret": {info.Secret}, "scope": {s.Cloud().Scope()}}
	raised := 0
	for line := range strings.Lines(string(raw)) {
		if codes, _, _ := strings.Cut(line, "\t"); !strings.HasPrefix(line, "#") {
			for _, code := range strings.Fields(codes) {
				number, numbered := strings.CutPrefix(code, "AADSTS")
				rules, err := ParseFaults(number)
				if err != nil || !slices.Contains([]string{"aadsts", "oauth", "graph"}, rules[0].Kind) {
					continue // a failure on this computer, not in the cloud
				}
				s.SetFaults(rules)
				raised++
				if rules[0].Kind == "graph" {
					if got := graphCode(c); got != code {
						t.Errorf("%s: Graph said %s", code, got)
					}
					continue
				}
				n, oauth := c.tokenError(info.ID, form)
				if numbered && jsonNumber(n) != number || !numbered && oauth != code {
					t.Errorf("%s: the login said %v %s", code, n, oauth)
				}
			}
		}
	}
	if raised < 140 {
		t.Errorf("only %d errors raised", raised)
	}
}

func jsonNumber(n float64) string {
	out, _ := json.Marshal(n)
	return string(out)
}

// graphCode is the innermost code of the error Graph gives.
func graphCode(c *client) string {
	body := decode(c.t, c.do("GET", "/v1.0/organization", nil))
	e, _ := body["error"].(map[string]any)
	code, _ := e["code"].(string)
	var nested struct {
		Error struct{ Code string }
	}
	if text, _ := e["message"].(string); json.Unmarshal([]byte(text), &nested) == nil && nested.Error.Code != "" {
		return nested.Error.Code
	}
	return code
}
