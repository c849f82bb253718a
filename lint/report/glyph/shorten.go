package glyph

// Shorten cuts a text of printable characters to so many cells; three dots say that it was cut.
func Shorten(s string, cells int) string {
	if len(s) <= cells {
		return s
	}
	width, cut := 0, 0 // cut is where the last character that leaves room for the dots ends
	for i, r := range s {
		if width += Width(r); width > cells {
			return s[:cut] + "…"
		}
		if width < cells {
			cut = i + len(string(r))
		}
	}
	return s
}
