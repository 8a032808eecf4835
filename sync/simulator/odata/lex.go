package odata

import "strings"

type kind uint8

const (
	end kind = iota
	word
	text // a quoted string
	open
	closed
	comma
	colon
)

type piece struct {
	kind kind
	text string
}

// lex cuts a filter into pieces. Words hold names, paths, numbers, dates and
// GUIDs; quotes inside strings are doubled.
func lex(s string) ([]piece, error) {
	var out []piece
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case ' ', '\t':
			i++
		case '(':
			out, i = append(out, piece{open, "("}), i+1
		case ')':
			out, i = append(out, piece{closed, ")"}), i+1
		case ',':
			out, i = append(out, piece{comma, ","}), i+1
		case '\'':
			v, n, ok := quoted(s[i:])
			if !ok {
				return nil, &Error{"$filter", "unterminated string literal"}
			}
			out, i = append(out, piece{text, v}), i+n
		default:
			n := strings.IndexAny(s[i:], " \t(),'")
			if n < 0 {
				n = len(s) - i
			}
			out, i = appendWord(out, s[i:i+n]), i+n
		}
	}
	return append(out, piece{end, ""}), nil
}

// appendWord cuts the variable of a lambda off its body ("a:a/skuId").
func appendWord(out []piece, w string) []piece {
	name, rest, ok := strings.Cut(w, ":")
	if !ok || !isName(name) || strings.ContainsAny(rest[:min(1, len(rest))], "0123456789") {
		return append(out, piece{word, w})
	}
	out = append(out, piece{word, name}, piece{colon, ":"})
	if rest != "" {
		out = append(out, piece{word, rest})
	}
	return out
}

func isName(s string) bool {
	for i, c := range s {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || (i > 0 && c >= '0' && c <= '9')) {
			return false
		}
	}
	return s != ""
}

// quoted reads a string literal and its length in the source.
func quoted(s string) (v string, n int, ok bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '\'' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '\'' {
			b.WriteByte('\'')
			i++
			continue
		}
		return b.String(), i + 1, true
	}
	return "", 0, false
}
