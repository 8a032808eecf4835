package msgraph

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// maxBody bounds what a client may send.
const maxBody = 4 << 20

// decode reads a JSON body, compressed or not: some SDKs compress.
func (c *call) decode(v any) error {
	var body io.Reader = io.LimitReader(c.r.Body, maxBody)
	if strings.EqualFold(c.r.Header.Get("Content-Encoding"), "gzip") {
		z, err := gzip.NewReader(body)
		if err != nil {
			return fmt.Errorf("read compressed body: %w", err)
		}
		defer z.Close()
		body = io.LimitReader(z, maxBody)
	}
	if err := json.NewDecoder(body).Decode(v); err != nil {
		return fmt.Errorf("read body: %w", err)
	}
	return nil
}
