package shell

import "strings"

// LostStatement looks for a statement of PowerShell text whose failure does not end the script: another one follows, and
// $ErrorActionPreference is not Stop. It returns the range of the command in it. Text that looks after failures by itself, with
// try, throw, exit or $LASTEXITCODE, is left alone, and so are programs: the preference is for cmdlets and methods.
func LostStatement(text string) (start, end int, ok bool) {
	if len(text) > maxSize {
		return 0, 0, false
	}
	low := strings.ToLower(text)
	for _, word := range [...]string{"$lastexitcode", "try {", "try{", "trap {", "trap{", "throw", "exit", "$?"} {
		if strings.Contains(low, word) {
			return 0, 0, false
		}
	}
	parts := statements(text)
	for i, p := range parts {
		if preference(strings.ToLower(text[p.Start:p.End])) {
			return 0, 0, false // what it is set to elsewhere is not known
		}
		if ok || i == len(parts)-1 {
			continue
		}
		start, end, ok = cmdlet(text, p)
	}
	return start, end, ok
}

// preference reports whether a statement, in lower case, sets the preference.
func preference(statement string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(statement, " \t\r\n"), "$")
	if !ok {
		return false
	}
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "global:"), "script:")
	rest, ok = strings.CutPrefix(rest, "erroractionpreference")
	if !ok {
		return false
	}
	rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " \t"), "=")
	return ok && strings.HasPrefix(strings.TrimLeft(rest, " \t\"'"), "stop")
}

// cmdlet returns the command of a statement that goes on when it fails: a name as Invoke-WebRequest, in front of which may
// stand an assignment.
func cmdlet(text string, p Region) (start, end int, ok bool) {
	at := p.Start
	for at < p.End && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
		at++
	}
	if text[at] == '$' {
		n := strings.IndexByte(text[at:p.End], '=')
		if n < 0 || strings.ContainsAny(strings.TrimSpace(text[at:at+n]), " (") {
			return 0, 0, false
		}
		for at += n + 1; at < p.End && strings.IndexByte(" \t(", text[at]) >= 0; at++ {
		}
	}
	end = at
	dash := 0
	for ; end < p.End; end++ {
		c := text[end]
		if c == '-' {
			dash = end
		} else if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			break
		}
	}
	name := strings.ToLower(text[at:end])
	if dash <= at || dash == end-1 || end < p.End && strings.IndexByte(" \t\r\n", text[end]) < 0 {
		return 0, 0, false
	}
	verb, _, _ := strings.Cut(name, "-")
	switch verb {
	case "write", "out", "set", "get", "select", "sort", "format", "measure", "start", "test", "import":
		// What they do rarely fails, or is seen at once in what follows; Start-Process tells of no failure in any case.
		return 0, 0, false
	}
	if low := strings.ToLower(text[p.Start:p.End]); strings.Contains(low, "-erroraction") || strings.Contains(low, "-ea ") {
		return 0, 0, false
	}
	return at, end, true
}

// statements returns where the statements of PowerShell text are: between semicolons and line ends that are in no bracket,
// string or comment.
func statements(text string) []Region {
	var out []Region
	depth, from := 0, 0
	cut := func(at int) {
		if part := strings.TrimSpace(text[from:at]); part != "" && part[0] != '#' && len(out) < maxCommands {
			out = append(out, Region{from, at})
		}
		from = at + 1
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '`':
			i++
		case '\'', '"':
			i = endOfString(text, i)
		case '#':
			if i > 0 && text[i-1] == '<' {
				if n := strings.Index(text[i:], "#>"); n >= 0 {
					i += n + 1
				}
			} else if i == 0 || strings.IndexByte(" \t\r\n;({", text[i-1]) >= 0 {
				for i+1 < len(text) && text[i+1] != '\n' {
					i++
				}
			}
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			depth--
		case '\n':
			if line := strings.TrimRight(text[from:i], " \t\r"); depth <= 0 && !strings.HasSuffix(line, "|") {
				cut(i)
			}
		case ';':
			if depth <= 0 {
				cut(i)
			}
		}
	}
	cut(len(text))
	return out
}

// endOfString returns the index of the quote that ends the string which begins at i, or of the last byte.
func endOfString(text string, i int) int {
	quote := text[i]
	if i > 0 && text[i-1] == '@' { // a here-string
		if n := strings.Index(text[i+1:], "\n"+string(quote)+"@"); n >= 0 {
			return i + n + 3
		}
	}
	for i++; i < len(text); i++ {
		switch {
		case text[i] == '`' && quote == '"':
			i++
		case text[i] == quote && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i
		}
	}
	return len(text) - 1
}
