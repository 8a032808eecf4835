package connect

import (
	"html/template"
	"net/http"
)

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;color:#1c2433;background:#f4f6fa;margin:0;display:grid;place-items:center;min-height:100vh}
main{background:#fff;border:1px solid #dde3ee;border-radius:12px;padding:32px 40px;max-width:32rem;margin:16px}
h1{font-size:1.4rem;margin:0 0 8px}p{margin:0}
@media(prefers-color-scheme:dark){body{color:#e8ecf4;background:#12161f}main{background:#1b212d;border-color:#2c3545}}
</style></head><body><main><h1>{{.Title}}</h1><p>{{.Text}}</p></main></body></html>
`))

// page writes one message to the browser. The template escapes both texts.
func page(w http.ResponseWriter, status int, title, text string) {
	w.WriteHeader(status)
	_ = pageTemplate.Execute(w, struct{ Title, Text string }{title, text}) // the browser may have gone
}
