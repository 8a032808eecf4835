package graph

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Count reads a "/$count" path: a number in plain text. Graph answers it only
// with the Eventual header, which is added here.
func Count(ctx context.Context, c *Client, path string) (int, error) {
	address, err := c.resolve(path)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", path, err)
	}
	var buf bytes.Buffer
	if err := c.read(ctx, address, []Option{Eventual, plainText}, &buf); err != nil {
		return 0, fmt.Errorf("count %s: %w", path, err)
	}
	n, err := parseCount(buf.Bytes())
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", path, err)
	}
	return n, nil
}

func parseCount(body []byte) (int, error) {
	text := strings.TrimSpace(string(bytes.TrimPrefix(body, bom)))
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, unreadable("the answer is not a number")
	}
	return n, nil
}
