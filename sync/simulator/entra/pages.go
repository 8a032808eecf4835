package entra

import (
	"html/template"
	"net/http"
)

// page is what the HTML pages show. Kind tells a program that reads the page
// what it is: pick, consent, need-approval, ask-approval, requested, post,
// code, done or error.
type page struct {
	Kind, Title, App, Text, Action string
	Code                           int // AADSTS number; 0 = none
	Items, Accounts                []string
	Everyone                       bool // consent may be given for the whole organization
	Hidden                         map[string]string
}

const frame = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:15px/1.5 sans-serif;background:#eef1f5;margin:0}main{max-width:440px;margin:8vh auto;background:#fff;padding:32px;border-radius:8px}
h1{font-size:20px}button{padding:8px 24px;margin-right:8px}select,input[type=text]{padding:6px;width:100%;margin-bottom:16px}</style></head>
<body data-page="{{.Kind}}"{{if .Code}} data-code="{{.Code}}"{{end}}><main>
<h1>{{.Title}}</h1>{{if .App}}<p><b>{{.App}}</b></p>{{end}}{{if .Text}}<p>{{.Text}}</p>{{end}}
{{if .Items}}<ul>{{range .Items}}<li>{{.}}</li>{{end}}</ul>{{end}}
{{if .Action}}<form method="{{if eq .Kind "code"}}get{{else}}post{{end}}" action="{{.Action}}">
{{range $k, $v := .Hidden}}<input type="hidden" name="{{$k}}" value="{{$v}}">
{{end}}{{if .Accounts}}<select name="account">{{range .Accounts}}<option>{{.}}</option>{{end}}</select>{{end}}
{{if .Everyone}}<label><input type="checkbox" name="everyone" value="1"> Consent on behalf of your organization</label><br>{{end}}
{{if eq .Kind "pick"}}<button name="action" value="next">Next</button><button name="action" value="cancel">Cancel</button>
{{else if eq .Kind "consent"}}<button name="action" value="accept">Accept</button><button name="action" value="cancel">Cancel</button>
{{else if eq .Kind "ask-approval"}}<input type="text" name="reason" placeholder="Why do you need it?"><button name="action" value="request">Request approval</button><button name="action" value="return">Back to app</button>
{{else if eq .Kind "need-approval"}}<button name="action" value="return">Return to the application without granting consent</button>
{{else if eq .Kind "requested"}}<button name="action" value="return">Back to app</button>
{{else if eq .Kind "code"}}<input type="text" name="user_code" placeholder="Code" autofocus><button>Next</button>
{{else if eq .Kind "post"}}<noscript><button>Continue</button></noscript>{{end}}</form>{{end}}
{{if eq .Kind "post"}}<script>document.forms[0].submit()</script>{{end}}
<p><small>Simulated cloud: nothing here reaches Microsoft.</small></p></main></body></html>`

var pageTemplate = template.Must(template.New("page").Parse(frame))

func show(w http.ResponseWriter, p page) { showStatus(w, http.StatusOK, p) }

func showStatus(w http.ResponseWriter, status int, p page) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	pageTemplate.Execute(w, p) // fails only when the reader has gone
}

// errorPage is where the browser ends when the request itself is wrong.
func errorPage(w http.ResponseWriter, f *fail) {
	showStatus(w, f.status, page{Kind: "error", Title: "Sorry, but we're having trouble signing you in.", Text: f.described(), Code: f.code})
}

func (s *Service) logout(w http.ResponseWriter, _ *http.Request, _ string) {
	show(w, page{Kind: "done", Title: "You signed out of your account"})
}
