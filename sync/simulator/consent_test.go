package simulator

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// catcher is a program that waits for a consent page's answer.
func catcher(t *testing.T) (address string, answers chan url.Values) {
	t.Helper()
	answers = make(chan url.Values, 4)
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { answers <- r.URL.Query() }))
	t.Cleanup(srv.Close)
	return strings.Replace(srv.URL, "127.0.0.1", "localhost", 1) + "/consent", answers
}

func TestConsentPagesLeadEveryPersonSomewhere(t *testing.T) {
	s := start(t, Options{Tenants: 2})
	info, other := s.Tenants()[0], s.Tenants()[1]
	admin, plain := s.People(info.ID)
	otherAdmin, _ := s.People(other.ID)
	shared, _ := s.SharedApp()
	back, answers := catcher(t)
	link := func(tenant, version string) string {
		return s.Cloud().LoginURL + "/" + tenant + version + "/adminconsent?client_id=" + shared + "&state=abc&redirect_uri=" + url.QueryEscape(back) +
			"&scope=" + url.QueryEscape(s.Cloud().Scope())
	}
	for _, tc := range []struct {
		name   string
		policy Policy
		person Person
		page   string
		want   url.Values // the answer, without its description
		code   int        // or the error page the browser ends on
	}{
		{"accepts, v1", Policy{}, Person{Account: admin}, link(info.ID, ""), url.Values{"admin_consent": {"True"}, "tenant": {info.ID}}, 0},
		{"accepts, v2", Policy{}, Person{}, link(info.Domain, "/v2.0"), url.Values{"admin_consent": {"True"}, "tenant": {info.ID}}, 0},
		{"accepts what is judged risky", Policy{RiskyPublishers: true}, Person{}, link(info.ID, ""), url.Values{"admin_consent": {"True"}, "tenant": {info.ID}}, 0},
		{"cancels, v1", Policy{}, Person{Does: Cancel}, link(info.ID, ""), url.Values{"error": {"permission_denied"}}, 0},
		{"cancels, v2", Policy{}, Person{Does: Cancel}, link(info.ID, "/v2.0"), url.Values{"admin_consent": {"True"}, "error": {"consent_required"}}, 0},
		{"is no administrator", Policy{}, Person{Account: plain}, link(info.ID, ""), url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}, 0},
		{"may ask for approval", Policy{ApprovalWorkflow: true}, Person{Account: plain}, link(info.ID, ""), url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}, 0},
		{"belongs to another tenant", Policy{}, Person{Account: otherAdmin}, link(info.ID, ""), nil, 50020},
		{"picks another tenant", Policy{}, Person{Account: otherAdmin}, link("organizations", ""), url.Values{"admin_consent": {"True"}, "tenant": {other.ID}}, 0},
		{"does not exist", Policy{}, Person{Account: "nobody@" + info.Domain}, link(info.ID, ""), nil, 50034},
		{"meets an unregistered address", Policy{}, Person{}, strings.Replace(link(info.ID, ""), "%2Fconsent", "%2FConsent", 1), nil, 50011},
		{"meets 127.0.0.1", Policy{}, Person{}, strings.Replace(link(info.ID, ""), "localhost%3A", "127.0.0.1%3A", 1), nil, 50011},
		{"has no address to return to", Policy{}, Person{}, s.Cloud().LoginURL + "/" + info.ID + "/adminconsent?client_id=" + shared, nil, 500113},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s.SetPolicy(info.ID, tc.policy)
			s.Revoke(shared, info.ID)
			page, err := s.Browser(tc.person).Visit(t.Context(), tc.page)
			if err != nil || page.Code != tc.code {
				t.Fatalf("ended on %d %s: %v", page.Code, page.Text, err)
			}
			if tc.want == nil {
				return
			}
			got := <-answers
			if got.Get("state") != "abc" {
				t.Errorf("state %q", got.Get("state"))
			}
			for _, k := range []string{"state", "error_description", "scope"} {
				got.Del(k)
			}
			if got.Encode() != tc.want.Encode() {
				t.Errorf("answer %v, want %v", got, tc.want)
			}
			if list := s.ApprovalRequests(); tc.policy.ApprovalWorkflow && (len(list) != 1 || list[0].Account != plain) {
				t.Errorf("requests %v", list)
			}
		})
	}
	_ = s.Browse(t.Context(), link(info.ID, ""))
	if list := s.ApprovalRequests(); len(list) != 0 {
		t.Errorf("requests left %v", list)
	}
}

func TestPagesSayWhatStopsSomebodyWithoutARole(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	info := s.Tenants()[0]
	_, plain := s.People(info.ID)
	shared, _ := s.SharedApp()
	for code, policy := range map[int]Policy{90094: {}, 90095: {ApprovalWorkflow: true}, 900941: {RiskyPublishers: true}, 900981: {RiskyPublishers: true, ApprovalWorkflow: true}} {
		s.SetPolicy(info.ID, policy)
		c := bare(t, s)
		resp, err := c.hc.PostForm(s.Cloud().LoginURL+"/"+info.ID+"/adminconsent?client_id="+shared, url.Values{"account": {plain}, "action": {"next"}})
		if err != nil {
			t.Fatal(err)
		}
		if page, err := readPage(resp); err != nil || page.Code != code {
			t.Errorf("page %d, want %d", page.Code, code)
		}
	}
}

func TestANewPermissionReachesTheConsentPageLater(t *testing.T) {
	s := start(t, Options{Tenants: 1, Replication: time.Hour})
	c := signedIn(t, s, GraphTools, Person{}, registrar...)
	app := c.must("POST", "/v1.0/applications", registration("Grows", usersReadAll))
	s.Settle()
	c.must("PATCH", "/v1.0/applications/"+app["id"].(string), map[string]any{"requiredResourceAccess": registration("", usersReadAll, orgReadAll)["requiredResourceAccess"]})
	listed := func() int {
		admin, _ := s.People(s.Tenants()[0].ID)
		resp, err := c.hc.PostForm(s.Cloud().LoginURL+"/"+s.Tenants()[0].ID+"/adminconsent?client_id="+app["appId"].(string), url.Values{"account": {admin}, "action": {"next"}})
		if err != nil {
			t.Fatal(err)
		}
		page, err := readPage(resp)
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Items)
	}
	if n := listed(); n != 1 {
		t.Errorf("%d permissions at once", n)
	}
	s.Settle()
	if n := listed(); n != 2 {
		t.Errorf("%d permissions later", n)
	}
}

func TestThePersonMayNeverReturnOrTakeTime(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	shared, _ := s.SharedApp()
	back, answers := catcher(t)
	link := s.Cloud().LoginURL + "/" + s.Tenants()[0].ID + "/adminconsent?client_id=" + shared + "&redirect_uri=" + url.QueryEscape(back)
	b := s.Browser(Person{Does: Abandon})
	if err := b.Open(link); err != nil {
		t.Fatal(err)
	}
	if page, err := b.Wait(); err != nil || page.Kind != "pick" || len(answers) != 0 {
		t.Errorf("abandoned on %q: %v", page.Kind, err)
	}
	slow := s.Browser(Person{Thinks: time.Hour})
	if err := slow.Open(link); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil { // does not wait for the person
		t.Fatal(err)
	}
	if _, err := slow.Wait(); err != nil || slow.Open(link) == nil {
		t.Errorf("closed: %v", err)
	}
}
