package image

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/glob"
)

// Lookup returns what is known of an image. Without any knowledge ok is false; with ok true single facts may still be
// unknown.
//
// A tag that nobody read takes the facts of the same image and variant (3.8-slim-buster: debian, slim) on which all
// tags of the nearest versions that were read agree, else those on which the whole image agrees; Windows and Linux
// never mix. Images learned to run as another user than root over the years and seldom went back: so a user is not
// taken over to a version older than those that were read, while root is.
func Lookup(ref Ref) (facts Facts, ok bool) {
	if ref.Scratch() {
		// There is no image: nothing sets a user, and nothing runs.
		return Facts{
			User: User{Set: No}, Drop: Drop{Kind: Keeps}, Entrypoint: []string{}, Cmd: []string{}, Ports: []string{},
			Volumes: []string{}, Healthcheck: No, Shell: "none", OS: "linux", Confidence: Exact, Date: factsTable.date(),
		}, true
	}
	key, tag := ref.key(), ref.tag()
	if block, found := factsTable.block(key); found {
		if facts, ok = lookupTag(block, tag); ok {
			return facts, true
		}
	}
	patterns, _ := factsTable.block("*")
	for patterns != "" {
		var pattern, block string
		pattern, patterns, _ = strings.Cut(patterns, "\n")
		block, patterns = untilPattern(patterns)
		if glob.Match(pattern[1:], key) {
			if facts, ok = lookupTag(block, tag); ok {
				return facts, true
			}
		}
	}
	return Facts{}, false
}

// untilPattern cuts the lines before the next pattern off.
func untilPattern(lines string) (block, rest string) {
	if next := strings.Index(lines, "\n?"); next >= 0 {
		return lines[:next+1], lines[next+1:]
	}
	return lines, ""
}

// lookupTag finds a tag in a block of facts.txt: among the tags that are listed, then by pattern, then by likeness.
func lookupTag(block, tag string) (Facts, bool) {
	head, rest := cutTag(tag)
	record := ""
	for lines := block; lines != ""; {
		var line string
		line, lines, _ = strings.Cut(lines, "\n")
		switch line[0] {
		case '=':
			record = line[1:]
		case ' ':
			heads, rests, _ := strings.Cut(line[1:], "|")
			if tag != "" && record != "?" && holds(rests, rest) && holds(heads, head) {
				return readRecord(record), true
			}
		case '~':
			if matchesAny(line[1:], tag) {
				return followRecord(record)
			}
		}
	}
	return likeness(block, tag)
}

// cutTag cuts a tag as the table does: at its first dash. A rest that is missing is "-".
func cutTag(tag string) (head, rest string) {
	if i := strings.IndexByte(tag, '-'); i >= 0 {
		return tag[:i], tag[i:]
	}
	return tag, "-"
}

func matchesAny(patterns, tag string) bool {
	for patterns != "" {
		var pattern string
		if pattern, patterns = field(patterns); glob.Match(pattern, tag) {
			return true
		}
	}
	return false
}

// followRecord reads a record, which may name an official image that the image is built from and whose entrypoint it
// keeps.
func followRecord(record string) (Facts, bool) {
	name, found := strings.CutPrefix(record, "same ")
	if !found {
		return readRecord(record), true
	}
	block, _ := factsTable.block(name)
	facts, ok := likeness(block, "")
	facts.Confidence = WellKnown
	return facts, ok
}

// likeness merges the records whose tags are most like a tag.
func likeness(block, tag string) (Facts, bool) {
	var out Facts
	best, found := 0, false
	oldest, wanted := "", versionOf(tag)
	for block != "" {
		var record string
		var lines string
		record, lines, block = nextRecord(block)
		if record == "?" || strings.HasPrefix(record, "same ") || lines == "" || lines[0] != ' ' {
			continue
		}
		facts := readRecord(record)
		if facts.User.Set == Unknown || isWindows(tag) != (facts.OS == "windows") {
			continue
		}
		switch rank, low := likest(lines, tag, wanted); {
		case !found || rank > best:
			out, best, oldest, found = facts, rank, low, true
		case rank == best:
			out = merge(out, facts)
			oldest = lower(oldest, low)
		}
	}
	if !found {
		return Facts{}, false
	}
	out.Confidence = SameImage
	if best > 0 {
		out.Confidence = SameVariant
	}
	if out.Root() == No && (wanted == "" || best == 0 || older(wanted, oldest)) {
		out.User, out.Drop = User{}, Drop{}
	}
	return out, true
}

// nextRecord cuts the first record and the lines of its tags off a block.
func nextRecord(block string) (record, lines, rest string) {
	record, rest, _ = strings.Cut(block, "\n")
	end := len(rest)
	if strings.HasPrefix(rest, "=") {
		end = 0
	} else if i := strings.Index(rest, "\n="); i >= 0 {
		end = i + 1
	}
	return record[1:], rest[:end], rest[end:]
}

// likest returns how like to a tag the likest tags of a record are: 0 not at all, 1 of the same variant, then one more
// for each leading number of the version that they share. And it returns the oldest version among those.
func likest(lines, tag, wanted string) (rank int, oldest string) {
	for lines != "" && tag != "" {
		var line string
		line, lines, _ = strings.Cut(lines, "\n")
		if line == "" || line[0] != ' ' {
			continue
		}
		heads, rests, _ := strings.Cut(line[1:], "|")
		for rests != "" {
			var rest string
			rest, rests = field(rests)
			alike := sameShape(tag, "", rest)
			for left := heads; left != ""; {
				var head string
				head, left = field(left)
				// A plain version adds nothing to the shape.
				v, plain := version(head)
				if plain && !alike || !plain && !sameShape(tag, head, rest) {
					continue
				}
				if !plain {
					v = versionOf(head)
				}
				switch r := 1 + common(wanted, v); {
				case r > rank:
					rank, oldest = r, v
				case r == rank:
					oldest = lower(oldest, v)
				}
			}
		}
	}
	return rank, oldest
}

// lower returns the older of two versions. A single number stands for whatever is newest in its line, so it only
// counts where there is nothing else.
func lower(a, b string) string {
	switch dotted := strings.Contains(b, "."); {
	case a == "", dotted && !strings.Contains(a, "."):
		return b
	case b == "", !dotted && strings.Contains(a, "."), !older(b, a):
		return a
	}
	return b
}

// isWindows reports whether a tag names a Windows base.
func isWindows(tag string) bool {
	return strings.Contains(tag, "windowsservercore") || strings.Contains(tag, "nanoserver")
}
