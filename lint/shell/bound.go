package shell

// Bounds on what is read. The parser recurses, and a Go program that overflows its stack cannot be saved.
const (
	maxSize     = 1 << 19 // bytes of one script
	maxOpeners  = 5_000   // things that nest, closed or not: an upper bound of the depth
	maxDepth    = 200     // nesting that is looked into
	maxNested   = 8       // scripts inside strings inside scripts
	maxCommands = 10_000  // of one script
	maxEnds     = 16      // commands at one end of a pipe
)

// openers returns how many bytes of the text may each lead the parser one level deeper. It errs upwards: what stands in
// quotes and comments counts too, so that nothing can hide.
func openers(raw []byte) int {
	count := 0
	blank, operator := true, false // of the byte before
	for i, c := range raw {
		wasOperator := operator
		operator = false
		switch c {
		case '(', '{', '[', '`', '?', '~', '!', '=', '^':
			count++
			operator = true
		case '$':
			if i+1 < len(raw) && (raw[i+1] == '{' || raw[i+1] == '(' || raw[i+1] == '[') {
				break // the bracket counts
			}
			operator = true
		case '-', '+', '*', '&', '|', '<', '>', ':', ',':
			operator = true
			if wasOperator {
				count++
			}
		case '\\':
			// A line end that joins two halves of a keyword.
			if !blank && i+1 < len(raw) && (raw[i+1] == '\n' || raw[i+1] == '\r') {
				count++
			}
		case ' ', '\t', '\n', '\r':
			operator = wasOperator
		case 'i', 'w', 'u', 'f', 'c', 's', 't':
			if blank && keyword(raw[i:]) {
				count++
			}
		}
		blank = c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '(' || c == ')' || c == '|' || c == '&' ||
			c == '`' || c == '\r' || c == '{'
	}
	return count
}

// keyword reports whether the text starts with a reserved word that opens a construct.
func keyword(raw []byte) bool {
	n := 0
	for n < len(raw) && n < 9 && raw[n] >= 'a' && raw[n] <= 'z' {
		n++
	}
	switch string(raw[:n]) {
	case "if", "while", "until", "for", "case", "select", "time", "coproc", "function":
		return true
	}
	return false
}
