// Package spell finds the name that somebody meant.
package spell

// maxLength is the longest name, in bytes, that is compared: the cost of one comparison grows with its square.
const maxLength = 64

// Nearest returns the candidate that takes the fewest edits (a letter added, dropped, changed, or two neighbours
// swapped) to reach from name, the earlier of equal ones. It is empty where none is near: more than a third of the
// name, or more than three edits.
func Nearest(name string, candidates []string) string {
	if len(name) > maxLength {
		return ""
	}
	best, limit := "", min(3, max(1, len(name)/3))
	for _, c := range candidates {
		if len(c) > maxLength || len(c)-len(name) > limit || len(name)-len(c) > limit {
			continue
		}
		if d := distance(name, c); d <= limit {
			best, limit = c, d-1
		}
		if limit < 0 {
			break
		}
	}
	return best
}

// distance is the optimal string alignment distance of two short strings, letter case apart.
func distance(a, b string) int {
	var rows [3][maxLength + 1]int
	prior, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if lower(a[i-1]) == lower(b[j-1]) {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && lower(a[i-1]) == lower(b[j-2]) && lower(a[i-2]) == lower(b[j-1]) {
				now[j] = min(now[j], prior[j-2]+1)
			}
		}
		prior, last, now = last, now, prior
	}
	return last[len(b)]
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// Slip reports whether one edit at most leads from a name to another, letter case apart, in which no digit is concerned: VERSION1
// and VERSION2 are two names.
func Slip(a, b string) bool {
	digits := func(s string) string {
		var out []byte
		for i := range len(s) {
			if c := s[i]; '0' <= c && c <= '9' {
				out = append(out, c)
			}
		}
		return string(out)
	}
	return len(a) <= maxLength && len(b) <= maxLength && digits(a) == digits(b) && distance(a, b) <= 1
}
