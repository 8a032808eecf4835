package cloud

import (
	"fmt"

	"msp-license-tracker/models"
)

// Directory finds the cloud of a connection. It is fixed once made and safe
// for use from many goroutines.
type Directory struct{ extra map[string]Cloud }

// NewDirectory knows Microsoft's clouds, custom ones, and the given extra
// ones under their names. An extra cloud wins over a known one of its name.
func NewDirectory(extra ...Cloud) *Directory {
	d := &Directory{extra: make(map[string]Cloud, len(extra))}
	for _, c := range extra {
		d.extra[c.Name] = c
	}
	return d
}

// Of is the cloud a connection points to. Reading a custom cloud's CA file may
// block on the disk.
func (d *Directory) Of(conn models.Connection) (Cloud, error) {
	if c, ok := d.extra[conn.Cloud]; ok {
		return c, nil
	}
	return Of(conn)
}

// Of finds a known or custom cloud without a directory.
func Of(conn models.Connection) (Cloud, error) {
	if conn.Cloud == CustomName || (conn.Cloud == "" && conn.LoginURL != "") {
		return Custom(conn.LoginURL, conn.GraphURL, conn.CAFile)
	}
	c, ok := Named(conn.Cloud)
	if !ok {
		return Cloud{}, fmt.Errorf("%w %q", ErrUnknown, conn.Cloud)
	}
	return c, nil
}
