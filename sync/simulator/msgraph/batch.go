package msgraph

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// maxBatch is the documented number of requests in one batch.
const maxBatch = 20

type batchItem struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

type batchAnswer struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

// batch is POST /$batch: every item is a call of its own, throttled on its
// own; answers come in no particular order.
func (s *Service) batch(c *call) *problem {
	var in struct {
		Requests []batchItem `json:"requests"`
	}
	if err := c.decode(&in); err != nil {
		return badRequest("Invalid batch payload format.")
	}
	if p := wellFormed(in.Requests); p != nil {
		return p
	}
	answers := []batchAnswer{}
	status := map[string]int{}
	for _, item := range in.Requests {
		a := batchAnswer{ID: item.ID, Status: http.StatusFailedDependency, Headers: map[string]string{}}
		if !slices.ContainsFunc(item.DependsOn, func(id string) bool { return status[id] >= 400 }) {
			a = s.item(c, item)
		}
		status[item.ID] = a.Status
		answers = append(answers, a)
	}
	slices.Reverse(answers)
	return c.json(200, map[string]any{"responses": answers})
}

func wellFormed(items []batchItem) *problem {
	if len(items) == 0 {
		return badRequest("Invalid batch payload format.")
	}
	if len(items) > maxBatch {
		return badRequest("Number of batch request steps exceeds the maximum value of %d.", maxBatch)
	}
	seen := map[string]bool{}
	for _, it := range items {
		id := strings.ToLower(it.ID)
		switch {
		case id == "" || seen[id]:
			return badRequest("The batch request id '%s' is missing or not unique.", it.ID)
		case it.Method == "" || it.URL == "":
			return badRequest("Invalid batch payload format.")
		case strings.Contains(strings.ToLower(it.URL), "$batch"):
			return badRequest("Batch requests cannot be nested.")
		}
		for _, d := range it.DependsOn {
			if !seen[strings.ToLower(d)] {
				return badRequest("The batch request '%s' depends on '%s', which does not come before it.", it.ID, d)
			}
		}
		seen[id] = true
	}
	return nil
}

// item runs one request of a batch.
func (s *Service) item(c *call, it batchItem) batchAnswer {
	target := c.base() + "/" + strings.TrimPrefix(it.URL, "/")
	r, err := http.NewRequestWithContext(c.r.Context(), strings.ToUpper(it.Method), strings.ReplaceAll(target, " ", "%20"), bytes.NewReader(it.Body))
	if err != nil {
		return batchAnswer{ID: it.ID, Status: http.StatusBadRequest, Headers: map[string]string{}}
	}
	r.Host = c.r.Host
	r.Header.Set("Authorization", c.r.Header.Get("Authorization"))
	for k, v := range it.Headers {
		if !strings.EqualFold(k, "Authorization") {
			r.Header.Set(k, v)
		}
	}
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	s.ServeHTTP(w, r)
	a := batchAnswer{ID: it.ID, Status: w.status, Headers: map[string]string{}}
	for k := range w.header {
		switch k {
		case "Content-Type", "Retry-After", "Location", "Odata-Version", "Cache-Control", "X-Ms-Resource-Unit", "X-Ms-Throttle-Scope", "X-Ms-Throttle-Information":
			a.Headers[name(k)] = w.header.Get(k)
		}
	}
	a.Body = w.json()
	return a
}

// name restores the spelling of headers that Go writes its own way.
func name(k string) string {
	switch {
	case k == "Odata-Version":
		return "OData-Version"
	case strings.HasPrefix(k, "X-Ms-"):
		return strings.ToLower(k)
	}
	return k
}

// recorder keeps the answer of one item.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// json is the body as a JSON value: anything else travels as base64 text.
func (r *recorder) json() json.RawMessage {
	if r.body.Len() == 0 {
		return nil
	}
	if strings.HasPrefix(r.header.Get("Content-Type"), "application/json") && json.Valid(r.body.Bytes()) {
		return bytes.TrimSpace(r.body.Bytes())
	}
	out, err := json.Marshal(base64.StdEncoding.EncodeToString(r.body.Bytes()))
	if err != nil {
		return nil
	}
	return out
}
