//go:build !linux

package datadir

import "testing"

func unprivileged(_ *testing.T, fn func()) { fn() }
