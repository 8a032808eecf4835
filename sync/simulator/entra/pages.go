package entra

import (
	"html/template"
	"net/http"
	"strconv"
)

// page is what the few HTML pages show.
type page struct {
	Title, App, Text, Action string
	Items, Accounts          []string
	Hidden                   map[string]string
}

const frame = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:15px/1.5 sans-serif;background:#eef1f5;margin:0}main{max-width:440px;margin:8vh auto;background:#fff;padding:32px;border-radius:8px}
h1{font-size:20px}button{padding:8px 24px;margin-right:8px}select,input{padding:6px;width:100%;margin-bottom:16px}</style></head><body><main>
<h1>{{.Title}}</h1>{{if .App}}<p><b>{{.App}}</b> · Unverified</p>{{end}}{{if .Text}}<p>{{.Text}}</p>{{end}}
{{if .Items}}<ul>{{range .Items}}<li>{{.}}</li>{{end}}</ul>{{end}}{{block "form" .}}{{end}}
<p><small>Simulated cloud: nothing here reaches Microsoft.</small></p></main></body></html>`

const chooser = `{{define "form"}}<form method="post" action="{{.Action}}">
{{range $k, $v := .Hidden}}<input type="hidden" name="{{$k}}" value="{{$v}}">{{end}}
{{if .Accounts}}<select name="account">{{range .Accounts}}<option>{{.}}</option>{{end}}</select>{{end}}
<button name="action" value="accept">Accept</button><button name="action" value="cancel">Cancel</button></form>{{end}}`

const poster = `{{define "form"}}<form method="post" action="{{.Action}}">
{{range $k, $v := .Hidden}}<input type="hidden" name="{{$k}}" value="{{$v}}">{{end}}
<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>{{end}}`

const codeEntry = `{{define "form"}}<form method="get"><input name="user_code" placeholder="Code" autofocus><button>Next</button></form>{{end}}`

var (
	consentPage = template.Must(template.Must(template.New("").Parse(frame)).Parse(chooser))
	postPage    = template.Must(template.Must(template.New("").Parse(frame)).Parse(poster))
	codePage    = template.Must(template.Must(template.New("").Parse(frame)).Parse(codeEntry))
	plainPage   = template.Must(template.New("").Parse(frame))
)

func show(w http.ResponseWriter, t *template.Template, p page) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err := t.Execute(w, p); err != nil {
		http.Error(w, "page could not be written", http.StatusInternalServerError)
	}
}

// errorPage is what the browser shows when the request itself is wrong.
func errorPage(w http.ResponseWriter, f *fail) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(f.status)
	plainPage.Execute(w, page{
		Title: "Sorry, but we're having trouble signing you in.",
		Text:  "AADSTS" + strconv.Itoa(f.code) + ": " + f.text,
	})
}

func (s *Service) logout(w http.ResponseWriter, r *http.Request, _ string) {
	if back, ok := redirect(r.URL.Query().Get("post_logout_redirect_uri")); ok {
		http.Redirect(w, r, back.String(), http.StatusFound)
		return
	}
	show(w, plainPage, page{Title: "You signed out of your account"})
}
