package roster

import (
	"slices"
	"strings"

	"msp-license-tracker/models"
)

// Filter narrows a roster. The zero Filter keeps everybody; Unknown and ""
// mean "whatever". Accounts of which a filtered value is unknown match neither
// Yes nor No.
type Filter struct {
	Licensed models.Known
	Blocked  models.Known
	Guest    models.Known
	MFA      models.Known // No: accounts known to have no strong method
	Inactive models.Known
	SKUID    string
	GroupID  string // a licence comes from this group
	Service  Service
	Used     models.Known // of Service, among those whose licences hold it
	Text     string       // in name, UPN, e-mail, title or department
}

// Keep says whether a row passes.
func (f *Filter) Keep(r *Row) bool {
	return matches(f.Licensed, known(r.Licensed())) && matches(f.Blocked, r.Blocked) && matches(f.Guest, known(r.Guest)) &&
		matches(f.MFA, r.MFA) && matches(f.Inactive, r.Inactive) && f.keepsLicense(r) && f.keepsService(r) && f.keepsText(r)
}

func matches(wanted, is models.Known) bool { return wanted == models.Unknown || wanted == is }

func known(b bool) models.Known { return models.KnownOf(&b) }

// keepsLicense: SKU and group must meet in one licence.
func (f *Filter) keepsLicense(r *Row) bool {
	if f.SKUID == "" && f.GroupID == "" {
		return true
	}
	return slices.ContainsFunc(r.Licenses, func(l License) bool {
		return (f.SKUID == "" || l.SKUID == f.SKUID) && (f.GroupID == "" || slices.Contains(l.Groups, f.GroupID))
	})
}

func (f *Filter) keepsService(r *Row) bool {
	return f.Service == AnyService || r.Services().Has(f.Service) && matches(f.Used, r.Use[f.Service].Used)
}

func (f *Filter) keepsText(r *Row) bool {
	wanted := strings.ToLower(strings.TrimSpace(f.Text))
	if wanted == "" {
		return true
	}
	return slices.ContainsFunc([]string{r.DisplayName, r.UPN, r.Email, r.FirstName, r.LastName, r.Title, r.Department}, func(text string) bool {
		return strings.Contains(strings.ToLower(text), wanted)
	})
}
