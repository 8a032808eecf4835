package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// Each layer says what it must never import, directly or through others, and why.
var layers = []struct {
	packages string
	never    []string
	reason   string
}{
	{"./models/...", []string{"fyne.io/", "net/http", "github.com/AzureAD", "msp-license-tracker/sync", "msp-license-tracker/ui", "msp-license-tracker/reports"},
		"models is the shared language: rules can be tested without a window, a network or Microsoft"},
	{"./sync/...", []string{"fyne.io/", "msp-license-tracker/ui", "msp-license-tracker/reports", "gorm.io/", "msp-license-tracker/models/store"},
		"sync writes what it saw through small interfaces; it knows neither faces nor the database"},
	{"./reports/...", []string{"fyne.io/", "msp-license-tracker/ui", "msp-license-tracker/sync", "gorm.io/", "net/http"},
		"reports are made from models alone, so the same data gives the same bytes anywhere"},
	{"./ui/...", []string{"msp-license-tracker/sync", "msp-license-tracker/models/store", "gorm.io/", "github.com/AzureAD"},
		"faces ask and order through interfaces they declare; only main sees concrete types"},
	{"./ui/headless/...", []string{"fyne.io/"},
		"a scheduler runs the program where no window can open"},
	{"./assets/...", []string{"fyne.io/", "net/http", "msp-license-tracker/sync", "msp-license-tracker/ui", "msp-license-tracker/reports"},
		"assets are files with typed access"},
}

// storeOnly is imported by package models/store and nobody else.
const storeOnly = "gorm.io/gorm"

func TestLayers(t *testing.T) {
	for _, layer := range layers {
		t.Run(layer.packages, func(t *testing.T) {
			for pkg, deps := range dependencies(t, layer.packages) {
				if strings.HasPrefix(pkg, "msp-license-tracker/models/store") && layer.packages != "./models/..." {
					continue
				}
				for _, dep := range deps {
					for _, banned := range layer.never {
						if strings.HasPrefix(dep, banned) {
							t.Errorf("%s must not import %s: %s", pkg, dep, layer.reason)
						}
					}
				}
			}
		})
	}
}

func TestOnlyTheStoreKnowsGORM(t *testing.T) {
	for pkg, deps := range dependencies(t, "./models/...") {
		if strings.HasPrefix(pkg, "msp-license-tracker/models/store") {
			continue
		}
		for _, dep := range deps {
			if strings.HasPrefix(dep, storeOnly) {
				t.Errorf("%s imports %s: only models/store maps rows", pkg, dep)
			}
		}
	}
}

// dependencies lists every package of a pattern with all it imports, tests excluded.
func dependencies(t *testing.T, pattern string) map[string][]string {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("go", "list", "-tags", "ci,migrated_fynedo", "-f", `{{.ImportPath}} {{join .Deps " "}}`, pattern)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %s: %v\n%s", pattern, err, stderr.String())
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		if fields := strings.Fields(line); len(fields) > 0 {
			all[fields[0]] = fields[1:]
		}
	}
	return all
}
