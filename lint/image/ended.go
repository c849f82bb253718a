package image

import "strings"

// End says that an image, or a tag of it, gets no more updates.
type End struct {
	Kind EndKind
	// Date is the day of a removal (YYYY-MM-DD) or the month in which a tag was last built (YYYY-MM); else empty.
	Date string
	// Why says in words why an image is deprecated.
	Why string
	// Instead names images to use in its place, if any.
	Instead []string
	// TableDate is the day of the table that says so, YYYY-MM-DD.
	TableDate string
}

// EndKind classes ends.
type EndKind uint8

// The kinds of ends, the heaviest first.
const (
	Removed    EndKind = iota // the image was taken off the list of official images
	Deprecated                // the image as a whole is not maintained any more
	TagEnded                  // the tag is built no longer
	Superseded                // the tag is built no longer, but a shorter version of it still is: redis:7.0, redis:7
)

// Ended tells whether an image or its tag gets no more updates by its publisher: official images by the list of
// official images, a few others by common knowledge. A tag that is merely not known gives nothing.
func Ended(ref Ref) (End, bool) {
	if ref.Scratch() {
		return End{}, false
	}
	key := ref.key()
	block, found := endedTable.block(key)
	if slash := strings.LastIndexByte(key, '/'); !found && slash >= 0 {
		block, found = endedTable.block(key[:slash] + "/*")
	}
	if !found {
		return End{}, false
	}
	end := End{TableDate: endedTable.date()}
	heading, months, _ := strings.Cut(block, "\n")
	switch kind, value := field(heading); kind {
	case "removed":
		end.Kind, end.Date = Removed, value
	case "deprecated":
		end.Kind, end.Why = Deprecated, value
	default:
		return endedTag(ref, block, end)
	}
	if instead, ok := strings.CutPrefix(months, "instead "); ok {
		line, _, _ := strings.Cut(instead, "\n")
		end.Instead = items(line)
	}
	return end, true
}

// endedTag looks a tag up in the months of a block: the tag itself, or the release that it starts with, from the whole
// version down to its first number.
func endedTag(ref Ref, months string, end End) (End, bool) {
	key, tag := ref.key(), ref.tag()
	if tag == "" || built(key, tag) {
		return End{}, false
	}
	start, stop := nextWord(tag, 0)
	candidate := versionOf(tag)
	switch {
	case candidate != "":
	case ref.system() && codename(tag[start:stop]) != "":
		candidate = tag[start:stop] // buster-slim
	default:
		candidate = tag
	}
	for ; candidate != "" && !built(key, candidate); candidate = parent(candidate) {
		month := monthOf(months, candidate)
		if month == "" {
			month = monthOf(months, "v"+candidate)
		}
		if month == "" {
			continue
		}
		end.Kind, end.Date = TagEnded, month
		for shorter := parent(candidate); shorter != ""; shorter = parent(shorter) {
			if built(key, shorter) || built(key, "v"+shorter) {
				end.Kind = Superseded
			}
		}
		return end, true
	}
	return End{}, false
}

// monthOf returns the month in whose line a tag stands.
func monthOf(months, tag string) string {
	for months != "" {
		var line string
		line, months, _ = strings.Cut(months, "\n")
		if month, tags := field(line); holds(tags, tag) {
			return month
		}
	}
	return ""
}

// built reports whether an official tag was built on the day of the table.
func built(key, tag string) bool {
	block, _ := factsTable.block(key)
	head, rest := cutTag(tag)
	for block != "" {
		var line string
		line, block, _ = strings.Cut(block, "\n")
		if line[0] != ' ' {
			continue
		}
		if heads, rests, _ := strings.Cut(line[1:], "|"); holds(rests, rest) && holds(heads, head) {
			return true
		}
	}
	return false
}
