package models_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"msp-license-tracker/models"
)

func TestASensitiveValueIsNeverPrinted(t *testing.T) {
	const secret = "s3cr3t-value"
	req := models.ConnectRequest{TenantID: "t", Secret: secret, Certificate: secret, Password: secret}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "request", req, "secret", req.Secret)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "request", req, "secret", req.Secret)
	asJSON, err := json.Marshal(req)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&log, verb+verb, req, req.Secret)
	}
	seen := log.String() + string(asJSON)
	if strings.Contains(seen, secret) || strings.Contains(seen, fmt.Sprintf("%x", secret)) {
		t.Errorf("the value was shown: %s", seen)
	}
	if req.Secret.Reveal() != secret {
		t.Error("Reveal must give the value")
	}
}
