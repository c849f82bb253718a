package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint"
)

// identity is the fingerprint of a finding across versions of its file: it depends neither on prose nor on lines.
func identity(f *lint.Finding) string {
	sum := sha256.Sum256([]byte(findingPath(f) + "|" + f.Rule.ID + "|" + f.Key))
	return hex.EncodeToString(sum[:])
}

// The line hash is the one that GitHub's CodeQL action computes for results without a fingerprint
// (src/fingerprints.ts): a polynomial over the UTF-16 code units from the start of the line on, without blanks and with
// LF for every line end, modulo 2^64. Code scanning matches alerts from one upload to the next by nothing else.
const (
	hashWindow = 100   // code units that a hash covers, beyond the end of the line if need be
	hashFactor = 37    // the base of the polynomial
	hashEnd    = 65535 // stands behind the last code unit of the file
)

// lineFingerprints returns the fingerprints of the wanted lines: the line's hash and how many lines from the top of the
// file on have it, this one included. Lines are counted from 1.
func lineFingerprints(content []byte, wanted map[int]bool) map[int]string {
	last := 0
	for line := range wanted {
		last = max(last, line)
	}
	hashes := lineHashes(content, last)
	counts := make(map[uint64]int, len(wanted))
	for line := range wanted {
		if line >= 1 && line <= len(hashes) {
			counts[hashes[line-1]] = 0
		}
	}
	out := make(map[int]string, len(wanted))
	for i, h := range hashes {
		n, ok := counts[h]
		if !ok {
			continue
		}
		counts[h] = n + 1
		if wanted[i+1] {
			out[i+1] = strconv.FormatUint(h, 16) + ":" + strconv.Itoa(n+1)
		}
	}
	return out
}

// lineHashes returns the hashes of the first lines of a file in order, last of them at most.
func lineHashes(content []byte, last int) []uint64 {
	r := roller{leaving: 1, lineStart: true}
	for range hashWindow {
		r.leaving *= hashFactor
	}
	afterCR := false
	for i := 0; i < len(content) && len(r.hashes) < last; {
		c := content[i]
		if c >= utf8.RuneSelf {
			u, size := decodeUnits(content[i:])
			r.roll(u[0])
			if u[1] != 0 {
				r.roll(u[1])
			}
			afterCR = false
			i += size
			continue
		}
		i++
		switch {
		case c == ' ', c == '\t', c == '\n' && afterCR:
			afterCR = false
			continue
		case c == '\r':
			c, afterCR = '\n', true
		default:
			afterCR = false
		}
		r.roll(uint16(c))
	}
	r.roll(hashEnd)
	for range hashWindow {
		r.push(0, false)
	}
	return r.hashes[:min(len(r.hashes), last)]
}

// roller hashes a window that rolls over the code units of a file.
type roller struct {
	window    [hashWindow]uint16
	starts    [hashWindow]bool // whether a line starts at the unit
	index     int              // the oldest unit, which the next one replaces
	hash      uint64
	leaving   uint64 // the weight of the oldest unit once the next one is in
	lineStart bool   // whether the next unit starts a line
	hashes    []uint64
}

// roll takes in the next code unit.
func (r *roller) roll(unit uint16) {
	start := r.lineStart
	r.lineStart = unit == '\n'
	r.push(unit, start)
}

// push puts a unit into the window. Where the oldest one starts a line the window covers just what that line's hash
// does, so that the hash is recorded first.
func (r *roller) push(unit uint16, start bool) {
	i := r.index
	if r.starts[i] {
		r.hashes = append(r.hashes, r.hash)
	}
	r.hash = r.hash*hashFactor + uint64(unit) - r.leaving*uint64(r.window[i])
	r.window[i], r.starts[i] = unit, start
	if r.index = i + 1; r.index == hashWindow {
		r.index = 0
	}
}

// decodeUnits returns the UTF-16 code units of the first character of b; the second is 0 where there is one only. Bytes
// that are no UTF-8 decode as the WHATWG encoding standard has it: U+FFFD for each longest start of a valid sequence.
func decodeUnits(b []byte) (units [2]uint16, size int) {
	r, size := utf8.DecodeRune(b)
	switch {
	case r == utf8.RuneError && size == 1:
		return [2]uint16{utf8.RuneError}, brokenSequence(b)
	case r > 0xffff:
		r -= 0x10000
		return [2]uint16{0xd800 + uint16(r>>10), 0xdc00 + uint16(r&0x3ff)}, size
	}
	return [2]uint16{uint16(r)}, size
}

// brokenSequence returns how many bytes of b, which starts with no whole UTF-8 sequence, could be the start of one.
func brokenSequence(b []byte) int {
	size, low, high := 2, byte(0x80), byte(0xbf)
	switch lead := b[0]; {
	case lead < 0xc2 || lead > 0xf4:
		return 1
	case lead >= 0xf0:
		size = 4
		if lead == 0xf0 {
			low = 0x90
		} else if lead == 0xf4 {
			high = 0x8f
		}
	case lead >= 0xe0:
		size = 3
		if lead == 0xe0 {
			low = 0xa0
		} else if lead == 0xed {
			high = 0x9f
		}
	}
	n := 1
	for n < min(size, len(b)) && b[n] >= low && b[n] <= high {
		low, high = 0x80, 0xbf
		n++
	}
	return n
}
