//go:build race

package register_test

import "msp-license-tracker/models"

// broken leaves certificates out: making their keys takes most of a minute
// under the race detector, and the steps are the same.
var broken = []models.CredentialKind{models.SecretCredential}
