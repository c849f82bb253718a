package image

import (
	_ "embed"
	"strings"
)

// table is a text of blocks, ordered by key: a header of "# name: value" lines, then "@key" and the lines of the
// block. The byte '@' stands nowhere else.
type table string

//go:embed data/facts.txt
var factsData string

//go:embed data/eol.txt
var supportData string

//go:embed data/ended.txt
var endedData string

//go:embed data/needs.txt
var needsData string

var (
	factsTable   = table(factsData)
	supportTable = table(supportData)
	endedTable   = table(endedData)
	needsTable   = table(needsData)
)

// date returns the day of which the table is a picture, YYYY-MM-DD.
func (t table) date() string {
	_, rest, _ := strings.Cut(string(t), "\n# date: ")
	day, _, _ := strings.Cut(rest, "\n")
	return day
}

// block returns the lines of a key's block, each with its line end.
func (t table) block(key string) (string, bool) {
	// The block, if there is one, begins in t[lo:hi]. Looking for a beginning forwards is many times faster than
	// looking backwards, and some blocks are long.
	for lo, hi := 0, len(t); lo < hi; {
		mid := lo + (hi-lo)/2
		start := strings.IndexByte(string(t[mid:hi]), '@')
		if start < 0 {
			hi = mid
			continue
		}
		start += mid + 1
		name, body, _ := strings.Cut(string(t[start:]), "\n")
		switch c := strings.Compare(key, name); {
		case c == 0:
			if next := strings.IndexByte(body, '@'); next >= 0 {
				body = body[:next]
			}
			return body, true
		case c < 0:
			hi = mid
		default:
			lo = start
		}
	}
	return "", false
}

// field cuts the first blank-separated item off a list.
func field(list string) (item, rest string) {
	item, rest, _ = strings.Cut(list, " ")
	return item, rest
}

// holds reports whether a blank-separated list has the item.
func holds(list, item string) bool {
	for list != "" {
		var next string
		if next, list = field(list); next == item {
			return true
		}
	}
	return false
}
