package image

import (
	"strings"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// EOL is a part of an image whose security support is over.
type EOL struct {
	// Product is the name of the software, such as "Python" or "Debian".
	Product string
	// Cycle is the release line, such as "3.8". Where a tag names a group of lines that are all over (php:7), it is
	// the last.
	Cycle string
	// Date is the last day of security support, YYYY-MM-DD; empty where none is published.
	Date string
	// TableDate is the day of the table that says so, YYYY-MM-DD.
	TableDate string
	// Span is what names the line: the tag or a word of it, or for some images a part of the name.
	Span source.Span
}

// EndOfLife returns the parts of an image that were past the end of their security support on the day of now, in UTC, or
// on the day of the table for the zero time: its main software first, then the system or the language that its tag names
// beside it (python:3.12-buster).
//
// Only what is certain is returned. A tag that does not name a release line of the table gives nothing, nor does a
// word of the tag unless the image is official, of a well-known publisher, or in the table. What counts is the end of
// free security updates: extended support that must be paid for does not, the LTS of Debian does, since it reaches
// everybody over the same archive.
func EndOfLife(ref Ref, now time.Time) []EOL {
	if ref.Scratch() {
		return nil
	}
	s := support{ref: ref, today: supportTable.date()}
	if !now.IsZero() {
		s.today = now.UTC().Format(time.DateOnly)
	}
	products, listed := supportTable.block("=" + ref.key())
	offset := s.main(strings.TrimSpace(products))
	if listed || ref.Official() || WellKnownPublisher(ref) {
		s.words(offset)
		s.path()
	}
	return s.out
}

// support looks for release lines in a reference.
type support struct {
	ref   Ref
	today string
	seen  string // the main product
	out   []EOL
}

// main looks the first word of the tag up as a release line of the image's products. It returns the offset in the tag
// behind what it used.
func (s *support) main(products string) int {
	tag := s.ref.Tag
	start, end := nextWord(tag, 0)
	word := tag[start:end]
	switch products {
	case "":
		return 0
	case "debian":
		if s.ref.Path == "library/buildpack-deps" || strings.HasSuffix(s.ref.Path, "/buildpack-deps") {
			// Its tags are releases of two systems, which do not share a number.
			if strings.Contains(word, ".") && s.add("ubuntu", word, s.tagSpan(start, end)) {
				return end
			}
		}
	case "rhel":
		return 0 // the release is in the name
	case "centos-stream\ncentos":
		products = "centos"
		if stream, ok := strings.CutPrefix(word, "stream"); ok {
			products, word = "centos-stream", stream
		}
	case "couchbase-server", "sonarqube-community", "neo4j":
		if word == "community" || word == "enterprise" {
			start, end = nextWord(tag, end)
			word = tag[start:end]
		}
	}
	word = strings.TrimPrefix(word, "centos") // centos:centos7
	s.seen = products
	if product, cycle := systemRelease(word); product == products {
		word = cycle
	}
	if s.add(products, word, s.tagSpan(start, end)) {
		return end
	}
	return 0
}

// words looks for systems and languages that the tag names, from an offset on.
func (s *support) words(offset int) {
	tag := s.ref.Tag
	for start, end := nextWord(tag, offset); start < len(tag); start, end = nextWord(tag, end) {
		word := tag[start:end]
		if product, cycle := systemRelease(word); product != "" && product != s.seen {
			s.add(product, cycle, s.tagSpan(start, end))
			continue
		}
		name := strings.TrimRight(word, ".0123456789")
		product, cycle := companion(name), word[len(name):]
		if product == "" || product == s.seen {
			continue
		}
		if cycle == "" && start > 0 {
			// alpine-3.14, debian-10: the number is the next word.
			from, to := nextWord(tag, end)
			if v, ok := version(tag[from:to]); ok && hasCycle(product, v) {
				cycle, end = v, to
			}
		}
		if cycle != "" {
			s.add(product, cycle, s.tagSpan(start, end))
		}
	}
}

// path looks at the names that hold a release: registry.access.redhat.com/ubi8/nodejs-16,
// gcr.io/distroless/base-debian10.
func (s *support) path() {
	name := s.ref.Text.Value[:s.ref.name]
	for end := len(name); end > 0; {
		start := strings.LastIndexAny(name[:end], "/-") + 1
		product, release := "", ""
		if number, ok := strings.CutPrefix(name[start:end], "ubi"); ok && s.redHat() {
			product, release = "rhel", number
		}
		if number, ok := strings.CutPrefix(name[start:end], "debian"); ok && s.ref.distroless() {
			product, release = "debian", number
		}
		if v, ok := version(release); ok && s.add(product, v, s.ref.Text.At(start, end)) {
			return
		}
		end = start - 1
	}
}

func (s *support) redHat() bool {
	return strings.HasSuffix(s.ref.Domain, ".redhat.com") || s.ref.Domain == "registry.redhat.io" ||
		s.ref.onHub() && strings.HasPrefix(s.ref.Path, "redhat/")
}

func (r Ref) distroless() bool {
	return r.Domain == "gcr.io" && strings.HasPrefix(r.Path, "distroless/")
}

// tagSpan returns the place of a part of the tag.
func (s *support) tagSpan(start, end int) source.Span {
	at := s.ref.tagStart()
	return s.ref.Text.At(at+start, at+end)
}

// add looks a version of a product up and notes it if it is over. It reports whether the version is one of a release
// line.
func (s *support) add(product, word string, span source.Span) bool {
	v, ok := version(word)
	if !ok {
		return false
	}
	block, found := supportTable.block(product)
	if !found {
		return false
	}
	title, cycles, _ := strings.Cut(block, "\n")
	cycle, end, found := findCycle(cycles, v, s.today)
	if found && over(end, s.today) {
		if end == "ended" {
			end = ""
		}
		s.out = append(s.out, EOL{
			Product: title, Cycle: cycle, Date: end, TableDate: supportTable.date(), Span: span,
		})
	}
	return found
}

// over reports whether a release line that ends as eol.txt says is over.
func over(end, today string) bool { return end == "ended" || end != "-" && end < today }

// findCycle returns the release line that a version is of, and its end: the finest line that the version is within,
// else, if the version names a group of lines that are all over, the last of them.
func findCycle(cycles, version, today string) (cycle, end string, ok bool) {
	last, lastEnd, alive := "", "", false
	for cycles != "" {
		var line string
		line, cycles, _ = strings.Cut(cycles, "\n")
		name, rest := field(line)
		until, _ := field(rest)
		switch {
		case within(version, name):
			if len(name) > len(cycle) {
				cycle, end = name, until
			}
		case within(name, version):
			alive = alive || !over(until, today)
			if last == "" || older(last, name) {
				last, lastEnd = name, until
			}
		}
	}
	if cycle == "" && !alive {
		cycle, end = last, lastEnd
	}
	return cycle, end, cycle != ""
}

// hasCycle reports whether a product has the release line that a version is of.
func hasCycle(product, version string) bool {
	block, _ := supportTable.block(product)
	_, cycles, _ := strings.Cut(block, "\n")
	_, _, ok := findCycle(cycles, version, "")
	return ok
}

// systemRelease returns the release line of Debian or Ubuntu that has a code name.
func systemRelease(word string) (product, cycle string) {
	product = codename(word)
	if product == "" {
		return "", ""
	}
	block, _ := supportTable.block(product)
	for block != "" {
		var line string
		line, block, _ = strings.Cut(block, "\n")
		name, rest := field(line)
		if _, called := field(rest); called == word {
			return product, name
		}
	}
	return "", ""
}

// companion returns the product that a word of a tag names when a version follows it.
func companion(word string) string {
	switch word {
	case "alpine":
		return "alpine-linux"
	case "debian", "ubuntu", "centos", "fedora", "almalinux", "photon", "php", "python":
		return word
	case "ubi":
		return "rhel"
	case "oraclelinux":
		return "oracle-linux"
	case "rockylinux":
		return "rocky-linux"
	case "al", "amazonlinux":
		return "amazon-linux"
	}
	return ""
}
