package register_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// graph is the part of Graph that changes registrations. It lets nobody in
// without the token of a sign-in.
func (f *fakeCloud) graph(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/v1.0")
	if !strings.HasSuffix(r.Header.Get("Authorization"), ".sig-delegated") {
		graphError(w, 401, "InvalidAuthenticationToken", "no sign-in")
		return
	}
	if f.refuse != nil {
		if status, code, message := f.refuse(r.Method, path); status != 0 {
			graphError(w, status, code, message)
			return
		}
	}
	var body map[string]any
	_ = json.NewDecoder(r.Body).Decode(&body)
	switch parts := strings.Split(strings.Trim(path, "/"), "/"); {
	case r.Method == "GET" && path == "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')":
		answer(w, 200, f.graphPrincipal())
	case r.Method == "GET" && strings.HasPrefix(path, "/servicePrincipals(appId='"):
		f.show(w, f.find(f.principals, "appId", quoted(path)))
	case r.Method == "POST" && path == "/servicePrincipals":
		f.addPrincipal(w, body)
	case len(parts) == 3 && parts[2] == "appRoleAssignments":
		f.assign(w, r.Method, parts[1], body)
	case r.Method == "GET" && path == "/applications":
		f.list(w, r.URL.Query().Get("$filter"))
	case r.Method == "POST" && path == "/applications":
		f.addApp(w, body)
	case r.Method == "GET" && strings.HasPrefix(path, "/applications(appId='"):
		f.show(w, f.find(f.apps, "appId", quoted(path)))
	case len(parts) >= 2 && parts[0] == "applications":
		f.app(w, r.Method, f.find(f.apps, "id", parts[1]), parts[2:], body)
	default:
		graphError(w, 400, "BadRequest", "unknown segment "+path)
	}
}

func quoted(path string) string { return strings.Split(path, "'")[1] }

func (f *fakeCloud) graphPrincipal() map[string]any {
	var roles []any
	for name, id := range roleIDs {
		if !slices.Contains(f.hiddenRoles, name) {
			roles = append(roles, map[string]any{"id": id, "value": name, "allowedMemberTypes": []string{"Application"}})
		}
	}
	return map[string]any{"id": "graph-principal", "appRoles": roles}
}

func (f *fakeCloud) show(w http.ResponseWriter, o *object) {
	if o == nil {
		graphError(w, 404, "Request_ResourceNotFound", "Resource does not exist or one of its queried reference-property objects are not present.")
		return
	}
	answer(w, 200, o.fields)
}

func (f *fakeCloud) list(w http.ResponseWriter, filter string) {
	found := []any{}
	for _, o := range f.apps {
		tags, _ := o.fields["tags"].([]any)
		byName := filter == "displayName eq '"+o.fields["displayName"].(string)+"'"
		byTag := strings.HasPrefix(filter, "tags/any") && slices.ContainsFunc(tags, func(t any) bool { return strings.Contains(filter, "'"+t.(string)+"'") })
		if (byName || byTag) && !f.clock.Now().Before(o.visible) {
			found = append(found, o.fields)
		}
	}
	answer(w, 200, map[string]any{"value": found})
}

func (f *fakeCloud) addApp(w http.ResponseWriter, body map[string]any) {
	for _, field := range []string{"passwordCredentials", "keyCredentials"} {
		body[field] = []any{}
	}
	body["id"], body["appId"], body["createdDateTime"] = uuid.NewString(), uuid.NewString(), "2026-11-20T08:00:00Z"
	o := &object{body, f.clock.Now().Add(f.delay)}
	f.apps = append(f.apps, o)
	answer(w, 201, body)
}

func (f *fakeCloud) addPrincipal(w http.ResponseWriter, body map[string]any) {
	id, _ := body["appId"].(string)
	switch {
	case f.find(f.apps, "appId", id) == nil:
		answer(w, 400, map[string]any{"error": map[string]any{"code": "Request_BadRequest", "message": "The appId does not reference a valid application object.",
			"details": []any{map[string]any{"code": "NoBackingApplicationObject"}}}})
	case slices.ContainsFunc(f.principals, func(o *object) bool { return o.fields["appId"] == id }):
		graphError(w, 409, "Request_MultipleObjectsWithSameKeyValue", "The service principal name is already in use.")
	default:
		body["id"] = uuid.NewString()
		f.principals = append(f.principals, &object{body, f.clock.Now().Add(f.delay)})
		answer(w, 201, body)
	}
}

func (f *fakeCloud) assign(w http.ResponseWriter, method, principal string, body map[string]any) {
	switch {
	case f.find(f.principals, "id", principal) == nil:
		graphError(w, 404, "Request_ResourceNotFound", "not there")
	case method == "GET":
		answer(w, 200, map[string]any{"value": f.assignments})
	case body["principalId"] != principal || body["resourceId"] != "graph-principal":
		graphError(w, 400, "Request_BadRequest", "wrong ids")
	case slices.ContainsFunc(f.assignments, func(a map[string]any) bool { return a["appRoleId"] == body["appRoleId"] }):
		graphError(w, 400, "Request_BadRequest", "Permission being assigned already exists on the object")
	default:
		f.assignments = append(f.assignments, body)
		answer(w, 201, body)
	}
}

// app answers for one application: read, change, secrets.
func (f *fakeCloud) app(w http.ResponseWriter, method string, o *object, action []string, body map[string]any) {
	switch {
	case o == nil:
		f.show(w, nil)
	case method == "GET":
		answer(w, 200, o.fields)
	case method == "PATCH":
		f.patch(w, o, body)
	case len(action) == 1 && action[0] == "addPassword":
		p := body["passwordCredential"].(map[string]any)
		id, text := uuid.NewString(), "Sec8Q~"+uuid.NewString()
		p["keyId"], p["hint"] = id, text[:3]
		f.secrets[id] = text
		o.fields["passwordCredentials"] = append(o.fields["passwordCredentials"].([]any), p)
		answer(w, 200, map[string]any{"keyId": id, "secretText": text, "endDateTime": p["endDateTime"]})
	case len(action) == 1 && action[0] == "removePassword":
		o.fields["passwordCredentials"] = slices.DeleteFunc(o.fields["passwordCredentials"].([]any), func(p any) bool { return p.(map[string]any)["keyId"] == body["keyId"] })
		w.WriteHeader(204)
	default:
		graphError(w, 405, "Request_BadRequest", "not allowed")
	}
}

// patch replaces fields; certificates keep their key when it is not sent again.
func (f *fakeCloud) patch(w http.ResponseWriter, o *object, body map[string]any) {
	if list, ok := body["keyCredentials"].([]any); ok {
		for _, e := range list {
			k := e.(map[string]any)
			for _, old := range entries(o, "keyCredentials") {
				if k["key"] == nil && old["keyId"] == k["keyId"] {
					k["key"] = old["key"]
				}
			}
		}
	}
	for field, value := range body {
		o.fields[field] = value
	}
	w.WriteHeader(204)
}

func graphError(w http.ResponseWriter, status int, code, message string) {
	answer(w, status, map[string]any{"error": map[string]any{"code": code, "message": message}})
}
