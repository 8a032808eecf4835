package simulator

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

// ready is the line printed once the cloud answers.
type ready struct {
	LoginURL   string       `json:"login_url"`
	GraphURL   string       `json:"graph_url"`
	PartnerURL string       `json:"partner_url"`
	CAFile     string       `json:"ca_file"`
	Home       Home         `json:"home"`
	Shared     sharedApp    `json:"shared_app"`
	Tenants    []TenantInfo `json:"tenants"`
}

// sharedApp is the multitenant registration of the MSP.
type sharedApp struct {
	ClientID string `json:"client_id"`
	Secret   string `json:"secret"`
}

// Serve is the command "simulate": it runs a cloud until ctx ends and prints
// one line of JSON when it is ready. The secrets in it open nothing but this
// cloud.
func Serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, caFile, err := options(args, stderr)
	if err != nil {
		return err
	}
	s, err := Start(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	if caFile != "" {
		if err := os.WriteFile(caFile, s.CAPEM(), 0o644); err != nil {
			return fmt.Errorf("write CA certificate: %w", err)
		}
	}
	id, secret := s.SharedApp()
	line := ready{s.hosts.loginURL(), s.hosts.graphURL(), s.PartnerURL(), caFile, s.Home(), sharedApp{id, secret}, s.Tenants()}
	out := json.NewEncoder(stdout)
	out.SetEscapeHTML(false)
	if err := out.Encode(line); err != nil {
		return fmt.Errorf("print addresses: %w", err)
	}
	<-ctx.Done()
	return nil
}

// options reads the flags of the command.
func options(args []string, stderr io.Writer) (o Options, caFile string, err error) {
	f := flag.NewFlagSet("simulate", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.Listen, "listen", "127.0.0.1:8443", "address to listen on")
	f.Int64Var(&o.Seed, "seed", 1, "number the world is made from")
	f.IntVar(&o.Tenants, "tenants", 12, "number of client tenants")
	f.IntVar(&o.Users, "users", 0, "accounts per tenant; 0 = as each story wants")
	f.IntVar(&o.Customers, "customers", 40, "customers of the partner tenant; the client tenants are the first")
	f.DurationVar(&o.Replication, "replication", 0, "time until changed registrations and credentials are known everywhere")
	f.DurationVar(&o.Propagation, "propagation", 0, "time until a consent is known everywhere")
	f.DurationVar(&o.Latency, "latency", 0, "time every Graph answer waits")
	f.StringVar(&caFile, "ca-file-out", "", "file for the certificate of the authority")
	list := f.String("faults", "", `what goes wrong, e.g. "429:users:3,truncate:skus,clock+1h"`)
	quotas := f.String("quotas", string(QuotasDocumented), "limits to enforce: documented or off")
	now := f.String("now", "", "day the data is shown for (2006-01-02); default today")
	anchor := f.String("anchor", "", "day the stories are told for; default the day of --now")
	cert := f.String("certificate", "", "PEM file of a certificate that may prove any registration")
	leak := f.Bool("bearer-on-download", false, "let report downloads pass that carry a bearer token")
	if err := f.Parse(args); err != nil {
		return o, "", fmt.Errorf("read options: %w", err)
	}
	if f.NArg() > 0 {
		return o, "", fmt.Errorf("read options: unexpected argument %q", f.Arg(0))
	}
	o.Quotas, o.BearerOnDownload = Quotas(*quotas), *leak
	if o.Quotas != QuotasDocumented && o.Quotas != QuotasOff {
		return o, "", fmt.Errorf("read options: quotas are %q or %q, not %q", QuotasDocumented, QuotasOff, *quotas)
	}
	if o.Faults, err = ParseFaults(*list); err != nil {
		return o, "", fmt.Errorf("read options: %w", err)
	}
	if err := dates(&o, *now, *anchor); err != nil {
		return o, "", fmt.Errorf("read options: %w", err)
	}
	if *cert != "" {
		if o.Certificates, err = certificates(*cert); err != nil {
			return o, "", fmt.Errorf("read options: %w", err)
		}
	}
	return o, caFile, nil
}

// dates fixes the data's clock: a day given alone stands at nine in the morning.
func dates(o *Options, now, anchor string) error {
	if now != "" {
		t, err := time.Parse(time.DateOnly, now)
		if err != nil {
			return fmt.Errorf("--now: %w", err)
		}
		o.Now = func() time.Time { return t.Add(9 * time.Hour) }
	}
	if anchor != "" {
		t, err := time.Parse(time.DateOnly, anchor)
		if err != nil {
			return fmt.Errorf("--anchor: %w", err)
		}
		o.Anchor = t
	}
	return nil
}

// certificates reads every certificate of a PEM file.
func certificates(file string) ([]*x509.Certificate, error) {
	rest, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--certificate: %w", err)
	}
	var out []*x509.Certificate
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("--certificate: %w", err)
		}
		out = append(out, cert)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("--certificate: no certificate in %s", file)
	}
	return out, nil
}
