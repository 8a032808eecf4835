package cloud

import (
	"fmt"
	"sync"

	"msp-license-tracker/models"
)

// Directory finds the cloud of a connection. It is safe for use from many
// goroutines.
type Directory struct {
	extra map[string]Cloud

	mu     sync.Mutex
	custom map[models.Connection]Cloud // by addresses and CA file alone
}

// NewDirectory knows Microsoft's clouds, custom ones, and the given extra
// ones under their names. An extra cloud wins over a known one of its name.
func NewDirectory(extra ...Cloud) *Directory {
	d := &Directory{extra: make(map[string]Cloud, len(extra)), custom: make(map[models.Connection]Cloud)}
	for _, c := range extra {
		d.extra[c.Name] = c
	}
	return d
}

// Of is the cloud a connection points to. A custom cloud's CA file is read the
// first time, which may block on the disk, and kept until the program ends.
func (d *Directory) Of(conn models.Connection) (Cloud, error) {
	if c, ok := d.extra[conn.Cloud]; ok {
		return c, nil
	}
	key := models.Connection{Cloud: conn.Cloud, LoginURL: conn.LoginURL, GraphURL: conn.GraphURL, CAFile: conn.CAFile}
	d.mu.Lock()
	defer d.mu.Unlock()
	if c, ok := d.custom[key]; ok {
		return c, nil
	}
	c, err := Of(conn)
	if err == nil && c.Name == CustomName {
		d.custom[key] = c
	}
	return c, err
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
