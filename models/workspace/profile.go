package workspace

import (
	"context"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/money"
)

// maxGrace is the longest grace period, in days.
const maxGrace = 365

// Workspace is the profile as it stands.
func (w *Workspace) Workspace(ctx context.Context) (models.Workspace, error) {
	return w.store.Workspace(ctx)
}

// SaveWorkspace replaces company details, branding and defaults.
func (w *Workspace) SaveWorkspace(ctx context.Context, p models.Workspace) error {
	if err := checkProfile(&p); err != nil {
		return err
	}
	before, err := w.store.Workspace(ctx)
	if err != nil {
		return err
	}
	if err := w.store.SaveWorkspace(ctx, p); err != nil {
		return err
	}
	w.publish(event.WorkspaceChanged{})
	if movesFigures(before, p) {
		w.publish(event.FiguresChanged{})
	}
	return nil
}

// SetThreshold sets after how many days without use a user is inactive.
func (w *Workspace) SetThreshold(ctx context.Context, days int) error {
	p, err := w.store.Workspace(ctx)
	if err != nil {
		return err
	}
	p.InactiveAfterDays = days
	return w.SaveWorkspace(ctx, p)
}

func movesFigures(a, b models.Workspace) bool {
	return a.Currency != b.Currency || a.InactiveAfterDays != b.InactiveAfterDays || a.GraceDays != b.GraceDays
}

func checkProfile(p *models.Workspace) error {
	p.Currency = strings.ToUpper(strings.TrimSpace(p.Currency))
	p.BrandColor = strings.ToUpper(strings.TrimSpace(p.BrandColor))
	return firstOf(
		tidyLine("company name", &p.Company),
		tidyLine("contact name", &p.ContactName),
		tidyLine("e-mail address", &p.ContactEmail),
		tidyLine("phone number", &p.ContactPhone),
		tidyLine("website", &p.Website),
		tidyLine("report footer", &p.ReportFooter),
		tidyText("legal note", &p.LegalNote),
		checkEmail(p.ContactEmail),
		checkWebsite(p.Website),
		checkCurrency(p.Currency),
		checkColor(p.BrandColor),
		checkLogo(p.Logo),
		checkThreshold(p.InactiveAfterDays),
		checkGrace(p.GraceDays),
		checkTheme(p.Theme),
	)
}

func checkEmail(s string) error {
	if s == "" {
		return nil
	}
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
		return invalid("email", "This is not an e-mail address.", s+" has no form like name@company.com.", "Correct the address or leave it empty.")
	}
	return nil
}

func checkWebsite(s string) error {
	if s == "" {
		return nil
	}
	full := s
	if !strings.Contains(s, "://") {
		full = "https://" + s
	}
	u, err := url.Parse(full)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Hostname(), ".") {
		return invalid("website", "This is not a web address.", s+" has no form like www.company.com.", "Correct the address or leave it empty.")
	}
	return nil
}

func checkCurrency(code string) error {
	if !money.IsCurrency(code) {
		return invalid("currency", "This is not a currency code.", "A code has three letters (ISO 4217).", "Enter a code such as USD, EUR or GBP.")
	}
	return nil
}

func checkThreshold(days int) error {
	if !slices.Contains(models.InactiveChoices, days) {
		return invalid("threshold", "This number of days cannot be chosen.",
			"Inactive users are counted after 15, 30, 60, 90, 120 or 180 days.", "Choose one of these.")
	}
	return nil
}

func checkGrace(days int) error {
	if days < 0 || days > maxGrace {
		return invalid("grace", "The grace period cannot be used.", "It is the age in days below which an unused account is no finding.",
			"Enter a number from 0 to 365.")
	}
	return nil
}

func checkTheme(name string) error {
	if !slices.Contains([]string{"system", "light", "dark"}, name) {
		return invalid("theme", "This appearance does not exist.", "The window can follow the system, be light or be dark.", "Choose one of these.")
	}
	return nil
}
