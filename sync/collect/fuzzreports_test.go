package collect

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"reflect"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// sayer answers every request with the same bytes.
type sayer []byte

func (s sayer) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(s)), Request: r}, nil
}

func FuzzReports(f *testing.F) {
	f.Add([]byte("\xEF\xBB\xBFReport Refresh Date,User Principal Name,Last Activity Date,Owner Principal Name,Storage Used (Byte),Product Type\r\n2026-09-29,mo@x.example,2026-09-28,mo@x.example,5,Visio Client\r\n"))
	f.Add([]byte("Report Refresh Date,User Principal Name,Last Activity Date,Prompts submitted for all apps,Windows,Outlook (Windows),User State\n2026-09-29,a,,x,Yes,1,deleted\n"))
	f.Add([]byte("Report Refresh Date,Report Date,Any App Enabled Users,Any App Active Users\n2026-09-29,2026-09-28,1,\n"))
	f.Add([]byte("Report Refresh Date,User Principal Name,Last Activity Date\n2026-09-29,FE7CBA0123456789ABCDEF0123456789,\n"))
	f.Add([]byte("<html>"))
	where, _ := cloud.Named(cloud.Global)
	f.Fuzz(func(t *testing.T, body []byte) {
		source := Source{
			Graph: graph.New("https://graph.example", &http.Client{Transport: sayer(body)}), Cloud: where,
			Now: func() time.Time { return time.Unix(0, 0) }, Rows: func(models.Collector, int) {},
		}
		for _, c := range []Collector{Activity, Mailboxes, Email, Teams, SharePoint, OneDriveActivity, Viva, OneDrive, Apps, Activations, Copilot, CopilotCounts} {
			var h models.Harvest
			for _, o := range c.Run(context.Background(), source, &h) {
				if stored := !reflect.ValueOf(h).IsZero(); stored != o.Readable() {
					t.Errorf("%s is %s and stored rows: %v", c.Name, o.Status, stored)
				}
			}
		}
	})
}
