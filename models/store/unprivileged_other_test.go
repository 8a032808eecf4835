//go:build !linux

package store

import "testing"

func unprivileged(_ *testing.T, fn func()) { fn() }
