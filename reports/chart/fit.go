package chart

// ellipsis ends a text that had to be cut.
const ellipsis = "…"

// Fit returns the text, cut at the end with an ellipsis when it is wider than
// width. It never returns something wider than width: where not even the
// ellipsis fits it returns "".
func Fit(text string, width, size float64, weight Weight, measure Measure) string {
	if measure(text, size, weight) <= width {
		return text
	}
	if measure(ellipsis, size, weight) > width {
		return ""
	}
	runes := []rune(text)
	// The widest prefix that fits, found by halving: long names are common.
	fits, over := 0, len(runes)
	for over-fits > 1 {
		mid := (fits + over) / 2
		if measure(cut(runes, mid), size, weight) <= width {
			fits = mid
		} else {
			over = mid
		}
	}
	return cut(runes, fits)
}

// cut is the first n runes and an ellipsis, without a space between.
func cut(runes []rune, n int) string {
	for n > 0 && runes[n-1] == ' ' {
		n--
	}
	return string(runes[:n]) + ellipsis
}

// widest is the largest width among texts.
func widest(texts []string, size float64, weight Weight, measure Measure) float64 {
	w := 0.0
	for _, t := range texts {
		w = max(w, measure(t, size, weight))
	}
	return w
}
