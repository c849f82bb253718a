package shell

import (
	"path"
	"slices"
	"strings"
)

// Removes returns the files and folders that the command removes: the operands of rm, and the folders in which find deletes.
func (c *Command) Removes() []Word {
	switch c.Name {
	case "rm", "unlink":
		opts := c.Options()
		if len(opts.Operands) > 0 || c.Wrapped("xargs") == nil {
			return opts.Operands
		}
		for _, from := range c.PipedFrom {
			if from.Name == "find" {
				return from.searched()
			}
		}
	case "find":
		for i := range c.Words {
			v := c.Words[i].Value
			if v == "-delete" || strings.HasPrefix(v, "-exec") && i+1 < len(c.Words) && strings.HasSuffix(c.Words[i+1].Value, "rm") {
				return c.searched()
			}
		}
	}
	return nil
}

// searched returns the folders that find searches.
func (c *Command) searched() []Word {
	first := 1
	for first < len(c.Words) && oneOf(c.Words[first].Value, "-H", "-L", "-P") {
		first++
	}
	last := first
	for last < len(c.Words) && !strings.HasPrefix(c.Words[last].Value, "-") && !oneOf(c.Words[last].Value, "(", "!") {
		last++
	}
	return c.Words[first:last]
}

// Paths returns the paths that a word stands for, braces replaced, as CleanPath writes them. known is false where a variable of
// the word is not known.
func (c *Command) Paths(word Word) (paths []string, known bool) {
	value := word.Value
	if !word.Literal && !strings.HasPrefix(value, "$HOME/") && !strings.HasPrefix(value, "${HOME}/") {
		text, known := c.Resolve(word, nil)
		if !known {
			return nil, false
		}
		value = text.Value
	}
	paths = braces(value)
	for i := range paths {
		paths[i] = CleanPath(paths[i])
	}
	return paths, true
}

// CleanPath writes a path in one way: with ~ for the home of root and of any other user, and the folder for a glob of what is
// in it.
func CleanPath(p string) string {
	p = atHome(p)
	if base := path.Base(p); strings.Contains(base, "*") {
		p = path.Dir(p) // all in it, or those that matter
	}
	return path.Clean(p)
}

// CoversPath reports whether what removes or hides a clean path does so with a file: the path is the file, or a folder around it.
func CoversPath(p, file string) bool {
	rest, ok := strings.CutPrefix(file, p)
	return ok && (rest == "" || rest[0] == '/') || p == "/"
}

// atHome writes the home of a user as ~.
func atHome(p string) string {
	for _, home := range []string{"/root", "$HOME", "${HOME}"} {
		if rest, ok := strings.CutPrefix(p, home); ok && (rest == "" || rest[0] == '/') {
			return "~" + rest
		}
	}
	if rest, ok := strings.CutPrefix(p, "/home/"); ok {
		if _, below, ok := strings.Cut(rest, "/"); ok {
			return "~/" + below
		}
	}
	return p
}

const maxBraces = 64 // words that one word with braces becomes

// braces returns the words that bash makes of a{b,c}.
func braces(s string) []string {
	out := []string{s}
	for i := 0; i < len(out) && len(out) < maxBraces; {
		open := strings.IndexByte(out[i], '{')
		end := -1
		if open >= 0 {
			end = strings.IndexByte(out[i][open:], '}')
		}
		if end < 0 {
			i++
			continue
		}
		before, list, behind := out[i][:open], out[i][open+1:open+end], out[i][open+end+1:]
		var words []string
		for alternative := range strings.SplitSeq(list, ",") {
			if len(words) == maxBraces {
				break
			}
			words = append(words, before+alternative+behind)
		}
		out = slices.Replace(out, i, i+1, words...)
	}
	return out
}
