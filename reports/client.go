package reports

import (
	"fmt"
	"io"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/reports/page"
)

// ClientInput is everything a client report is made from.
type ClientInput struct {
	Workspace   models.Workspace
	Customer    string // whose report it is
	PreparedFor string // a person, "" when not known
	Results     []insight.Result
	Paper       page.Paper // "" = A4
}

const reportKind = "Microsoft 365 licence review"

// WriteClient writes the client report as PDF. It fails when there is no
// scanned tenant, when tenants have different currencies, or when w fails. A
// logo that cannot be used is left out; LogoProblem says why.
func WriteClient(w io.Writer, in ClientInput) error { return writeClient(w, in, nil) }

func writeClient(w io.Writer, in ClientInput, trace page.Trace) error {
	f, err := gather(in)
	if err != nil {
		return err
	}
	company := strings.TrimSpace(in.Workspace.Company)
	doc := page.New(page.Options{
		Paper: in.Paper, Brand: in.Workspace.BrandColor, Language: "en-GB", Created: f.newest,
		Title:   reportKind + " " + f.period() + ": " + in.Customer,
		Subject: reportKind, Author: company,
		FootLeft: contactLine(in.Workspace), FootMid: in.Customer + " · " + f.period(),
		Head: reportKind, Trace: trace,
	})
	r := &report{Document: doc, facts: f}
	r.cover(company)
	r.summary()
	r.seats()
	r.findings()
	r.unseen()
	r.actions(firstOf(company, "IT partner"))
	r.appendixUsers()
	r.appendixMethod()
	if err := doc.Write(w); err != nil {
		return fmt.Errorf("client report of %s: %w", in.Customer, err)
	}
	return nil
}

// report is a document with the facts it tells. Each part has its own file.
type report struct {
	*page.Document
	facts *facts
}

// LogoProblem is a plain sentence about a logo that cannot be printed, ""
// when all is well or there is none.
func LogoProblem(ws models.Workspace) string {
	if len(ws.Logo) == 0 {
		return ""
	}
	if _, err := page.ReadLogo(ws.Logo); err != nil {
		return "The report was made without its logo: " + err.Error() + "."
	}
	return ""
}

// contactLine is the foot of every page: the owner's own line, or what the
// workspace knows about reaching the company.
func contactLine(ws models.Workspace) string {
	if ws.ReportFooter != "" {
		return ws.ReportFooter
	}
	return joined(" · ", ws.Company, ws.ContactPhone, ws.ContactEmail)
}

func (r *report) cover(company string) {
	f, ws := r.facts, r.facts.in.Workspace
	c := page.Cover{
		Maker: company, Kind: reportKind, Title: f.in.Customer,
		Lines:     []string{f.period()},
		FootLeft:  "Confidential: for " + f.in.Customer + " only",
		FootRight: "scan of " + moment(f.newest),
	}
	if len(ws.Logo) > 0 {
		if logo, err := page.ReadLogo(ws.Logo); err == nil {
			c.Logo = logo
		}
	}
	if f.in.PreparedFor != "" {
		c.Lines = append(c.Lines, "Prepared for "+f.in.PreparedFor)
	}
	if by := joined(", ", ws.ContactName, company); by != "" {
		c.Lines = append(c.Lines, "Prepared by "+by)
	}
	r.Part("Summary")
	r.Cover(c)
}

func joined(sep string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, sep)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}
