package page

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// face is what setting text needs to know of one TrueType font: which
// characters it has and how wide they are.
type face struct {
	data  []byte
	width [1 << 16]int16 // of a thousandth of the size; -1 = not in the font
}

var errFont = errors.New("font is not a usable TrueType file")

// sfnt reads big-endian values and tables. Out of range reads give zero.
type sfnt struct {
	data   []byte
	tables map[string][2]int // offset, length
}

func openSFNT(data []byte) (sfnt, error) {
	f := sfnt{data: data, tables: map[string][2]int{}}
	if f.u32(0) != 0x00010000 && f.u32(0) != 0x74727565 {
		return f, errFont
	}
	for i := range f.u16(4) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return f, errFont
		}
		f.tables[string(data[at:at+4])] = [2]int{f.u32(at + 8), f.u32(at + 12)}
	}
	for _, name := range []string{"cmap", "head", "hhea", "hmtx"} {
		if _, ok := f.tables[name]; !ok {
			return f, fmt.Errorf("%w: no table %s", errFont, name)
		}
	}
	return f, nil
}

func (f sfnt) u16(at int) int {
	if at < 0 || at+2 > len(f.data) {
		return 0
	}
	return int(binary.BigEndian.Uint16(f.data[at:]))
}

func (f sfnt) u32(at int) int {
	if at < 0 || at+4 > len(f.data) {
		return 0
	}
	return int(binary.BigEndian.Uint32(f.data[at:]))
}

// metric is where the advance width of a glyph stands, followed by its left
// side bearing when own is true.
func (f sfnt) metric(glyph int) (at int, own bool) {
	count := f.u16(f.tables["hhea"][0] + 34)
	own = glyph < count
	if !own {
		glyph = count - 1
	}
	return f.tables["hmtx"][0] + 4*glyph, own
}

// glyphs maps the characters of the basic plane to glyphs through the
// format 4 table every TrueType font of ours has.
func (f sfnt) glyphs() (map[int]int, error) {
	cmap := f.tables["cmap"][0]
	sub := 0
	for i := range f.u16(cmap + 2) {
		at := cmap + f.u32(cmap+4+8*i+4)
		if f.u16(at) == 4 {
			sub = at
			break
		}
	}
	if sub == 0 {
		return nil, fmt.Errorf("%w: no character table of format 4", errFont)
	}
	out := map[int]int{}
	left := 1 << 17 // more characters than there are: the table is damaged
	segments := f.u16(sub+6) / 2
	for s := range segments {
		end, start := f.u16(sub+14+2*s), f.u16(sub+16+2*segments+2*s)
		delta := f.u16(sub + 16 + 4*segments + 2*s)
		rangeAt := sub + 16 + 6*segments + 2*s
		offset := f.u16(rangeAt)
		for c := start; c <= end && c < 0xFFFF; c++ {
			if left--; left < 0 {
				return nil, errFont
			}
			g := (c + delta) & 0xFFFF
			if offset != 0 {
				if g = f.u16(rangeAt + offset + 2*(c-start)); g != 0 {
					g = (g + delta) & 0xFFFF
				}
			}
			if g != 0 {
				out[c] = g
			}
		}
	}
	return out, nil
}

// newFace reads a font. With tabular set, all digits get the width of the
// widest one and stand in its middle, so that columns of figures line up:
// gofpdf cannot ask the font for its own tabular figures.
func newFace(data []byte, tabular bool) (*face, error) {
	f, err := openSFNT(append([]byte(nil), data...))
	if err != nil {
		return nil, err
	}
	glyphs, err := f.glyphs()
	if err != nil {
		return nil, err
	}
	if tabular {
		f.evenDigits(glyphs)
	}
	em := f.u16(f.tables["head"][0] + 18)
	if em == 0 {
		return nil, errFont
	}
	out := &face{data: f.data}
	for c := range out.width {
		out.width[c] = -1
	}
	for c, g := range glyphs {
		at, _ := f.metric(g)
		out.width[c] = int16((f.u16(at)*1000 + em/2) / em)
	}
	return out, nil
}

func (f sfnt) evenDigits(glyphs map[int]int) {
	widest := 0
	for d := '0'; d <= '9'; d++ {
		at, _ := f.metric(glyphs[int(d)])
		widest = max(widest, f.u16(at))
	}
	for d := '0'; d <= '9'; d++ {
		at, own := f.metric(glyphs[int(d)])
		if !own || at+4 > len(f.data) {
			continue
		}
		shift := (widest - f.u16(at)) / 2
		binary.BigEndian.PutUint16(f.data[at:], uint16(widest))
		binary.BigEndian.PutUint16(f.data[at+2:], uint16(f.u16(at+2)+shift))
	}
}

// has reports whether the font can draw a character.
func (f *face) has(r rune) bool { return r >= 0 && r < 1<<16 && f.width[r] >= 0 }

// measure is the width of a text at a size. Characters the font lacks count
// as nothing: clean has replaced them before.
func (f *face) measure(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		if f.has(r) {
			sum += int(f.width[r])
		}
	}
	return float64(sum) * size / 1000
}
