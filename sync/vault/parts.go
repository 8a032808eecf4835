package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// A Windows entry holds 2560 bytes, a macOS one about 3000: a certificate with
// its key does not fit. So a value is written in parts beside an index entry
// that says how many there are and what they add up to. Two generations of
// parts take turns: the parts of the new value are complete before the index
// points to them, so a crash leaves the old value or the new one.
const partSize = 2048

// maxParts bounds what a damaged index can make us read.
const maxParts = 64

var errTorn = errors.New("the parts do not add up to the value that was stored")

type index struct {
	Generation string `json:"generation"` // "a" or "b"
	Parts      int    `json:"parts"`
	Sum        string `json:"sum"` // SHA-256 of the whole value
}

func partName(id, generation string, n int) string {
	return fmt.Sprintf("%s %s%d", id, generation, n)
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func readIndex(e entries, id string) (index, error) {
	text, err := e.get(id)
	if err != nil {
		return index{}, err
	}
	var i index
	if err := json.Unmarshal([]byte(text), &i); err != nil || i.Parts < 1 || i.Parts > maxParts {
		return index{}, errTorn
	}
	return i, nil
}

func readParts(e entries, id string) ([]byte, error) {
	i, err := readIndex(e, id)
	if err != nil {
		return nil, err
	}
	var whole strings.Builder
	for n := range i.Parts {
		part, err := e.get(partName(id, i.Generation, n))
		if errors.Is(err, errNone) {
			return nil, errTorn
		}
		if err != nil {
			return nil, err
		}
		whole.WriteString(part)
	}
	data := []byte(whole.String())
	if sum(data) != i.Sum {
		return nil, errTorn
	}
	return data, nil
}

func writeParts(e entries, id string, data []byte) error {
	old, err := readIndex(e, id)
	if err != nil && !errors.Is(err, errNone) && !errors.Is(err, errTorn) {
		return err
	}
	next := index{Generation: "a", Parts: (len(data) + partSize - 1) / partSize, Sum: sum(data)}
	if next.Parts > maxParts {
		return fmt.Errorf("a credential of %d bytes is too long", len(data))
	}
	if old.Generation == "a" {
		next.Generation = "b"
	}
	if err := writeGeneration(e, id, next, data); err != nil {
		return err
	}
	tidy(e, id, old, next)
	return nil
}

// tidy removes parts no index points to. It may fail: the value is stored, and
// the next change tidies again.
func tidy(e entries, id string, old, next index) {
	_ = errors.Join(deleteGeneration(e, id, old.Generation, 0), deleteGeneration(e, id, next.Generation, next.Parts))
}

// writeGeneration writes all parts, then the index. When it fails the old
// index still stands, and what was written is taken back.
func writeGeneration(e entries, id string, next index, data []byte) error {
	text, err := json.Marshal(next)
	if err != nil {
		return err
	}
	for n := range next.Parts {
		end := min((n+1)*partSize, len(data))
		if err := e.set(partName(id, next.Generation, n), string(data[n*partSize:end])); err != nil {
			return errors.Join(err, deleteGeneration(e, id, next.Generation, 0))
		}
	}
	err = e.set(id, string(text))
	if err == nil {
		return nil
	}
	switch now, readErr := readIndex(e, id); {
	case readErr == nil && now == next:
		return nil // written after all
	case readErr == nil || errors.Is(readErr, errNone):
		return errors.Join(err, deleteGeneration(e, id, next.Generation, 0))
	}
	return err // unknown what the index says: better keep both generations
}

func deleteParts(e entries, id string) error {
	if err := e.delete(id); err != nil && !errors.Is(err, errNone) {
		return err
	}
	return errors.Join(deleteGeneration(e, id, "a", 0), deleteGeneration(e, id, "b", 0))
}

// deleteGeneration removes the parts of a generation from the given one on,
// the last one first: so parts never have a gap, whenever it is cut short.
func deleteGeneration(e entries, id, generation string, from int) error {
	if generation == "" {
		return nil
	}
	end := from
	for ; end < maxParts; end++ {
		_, err := e.get(partName(id, generation, end))
		if errors.Is(err, errNone) {
			break
		}
		if err != nil {
			return err
		}
	}
	for n := end - 1; n >= from; n-- {
		if err := e.delete(partName(id, generation, n)); err != nil && !errors.Is(err, errNone) {
			return err
		}
	}
	return nil
}
