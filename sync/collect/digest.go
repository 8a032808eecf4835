package collect

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"
	"time"
)

// digest is the content hash of a collector's rows. It tells "we looked" from
// "it differs", so it must not depend on the order of the answer: callers feed
// it sorted rows. Every value carries its length, so that two neighbours cannot
// be mistaken for one.
type digest struct {
	hash hash.Hash
	buf  []byte // gathers small values before they are hashed
}

func newDigest() *digest {
	return &digest{hash: sha256.New(), buf: make([]byte, 0, 8<<10)}
}

func (d *digest) flush() {
	if len(d.buf) > cap(d.buf)-1024 {
		d.hash.Write(d.buf) // never fails
		d.buf = d.buf[:0]
	}
}

func (d *digest) text(values ...string) {
	for _, v := range values {
		d.buf = binary.AppendUvarint(d.buf, uint64(len(v)))
		d.buf = append(d.buf, v...)
		d.flush()
	}
}

func (d *digest) list(values []string) {
	d.number(int64(len(values)))
	d.text(values...)
}

func (d *digest) number(values ...int64) {
	for _, v := range values {
		d.buf = binary.AppendVarint(d.buf, v)
	}
	d.flush()
}

func (d *digest) float(values ...float64) {
	for _, v := range values {
		d.buf = binary.BigEndian.AppendUint64(d.buf, math.Float64bits(v))
	}
	d.flush()
}

func (d *digest) flag(v bool) {
	if v {
		d.number(1)
	} else {
		d.number(0)
	}
}

func (d *digest) time(values ...time.Time) {
	for _, v := range values {
		if v.IsZero() {
			d.number(0)
			continue
		}
		d.number(v.Unix(), int64(v.Nanosecond()))
	}
}

func (d *digest) sum() string {
	d.hash.Write(d.buf)
	d.buf = d.buf[:0]
	return hex.EncodeToString(d.hash.Sum(nil))
}
