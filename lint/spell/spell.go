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

// Slip returns the candidate to which one slip of the keyboard leads from a name, letter case apart: a letter added, dropped or
// changed, or two neighbours swapped. Digits are no slips: VERSION1 and VERSION2 are two names. It takes little time, however many
// there are.
func Slip(name string, candidates []string) string {
	for _, c := range candidates {
		if slip(name, c) {
			return c
		}
	}
	return ""
}

func slip(a, b string) bool {
	if len(a) > len(b)+1 || len(b) > len(a)+1 {
		return false
	}
	for len(a) > 0 && len(b) > 0 && lower(a[0]) == lower(b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && lower(a[len(a)-1]) == lower(b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for _, rest := range [...]string{a, b} {
		for i := range len(rest) {
			if '0' <= rest[i] && rest[i] <= '9' {
				return false
			}
		}
	}
	swapped := len(a) == 2 && len(b) == 2 && lower(a[0]) == lower(b[1]) && lower(a[1]) == lower(b[0])
	return len(a) < 2 && len(b) < 2 || swapped
}
