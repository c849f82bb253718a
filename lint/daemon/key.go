package daemon

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// key is one name that dockerd knows in daemon.json.
type key struct {
	name string
	kind kind
	// flag is the flag that sets the same; "-" where there is none, and empty where dockerd refuses the key all the same.
	flag string
	// def is the default, where it is one value that does not depend on the host.
	def string
}

// kind is the type of the value of a key.
type kind uint8

const (
	none      kind = iota // the name of a flag: taken for a key, and then not looked at
	boolean               // true or false
	number                // a whole number
	text                  // a text
	address               // an address of IP
	texts                 // a list of texts
	addresses             // a list of addresses
	textMap               // texts by name
	boolMap               // true or false by name
	textMaps              // texts by name, by name
	object                // an object with keys of its own
	objects               // a list of objects
)

// String names the type as messages do.
func (k kind) String() string {
	return [...]string{
		"nothing", "true or false", "a whole number", "a text", "an IP address", "a list of texts", "a list of IP addresses",
		"an object of texts", "an object of true and false", "an object of objects of texts", "an object", "a list of objects",
	}[k]
}

// keyOf finds a key by its name; letter case counts.
func keyOf(name string) (key, bool) {
	i, ok := slices.BinarySearchFunc(keys[:], name, func(k key, name string) int { return strings.Compare(k.name, name) })
	if !ok {
		return key{}, false
	}
	return keys[i], true
}

// folded finds a key that sets something by its name in any letter case.
func folded(name string) (key, bool) {
	for _, k := range keys {
		if k.kind != none && strings.EqualFold(k.name, name) {
			return k, true
		}
	}
	return key{}, false
}

// Plausible reports whether a key is one of dockerd, or nearly so.
func Plausible(name string) bool {
	k, ok := keyOf(name)
	return ok && k.known() || name == "proxies" || spell.Nearest(name, names()) != "" || gone(name) != ""
}

// known reports whether the check that dockerd makes first takes the name for a setting.
func (k key) known() bool { return k.flag != "" }

// sets reports whether the name sets something. Names of flags, such as insecure-registry, pass the check, and then nothing
// reads them.
func (k key) sets() bool { return k.kind != none && k.flag != "" }

// ofFlag returns the key that a flag of dockerd sets, by the long name of the flag.
func ofFlag(flag string) (key, bool) {
	for _, k := range keys {
		if k.flag == flag && k.kind != none {
			return k, true
		}
	}
	if strings.HasSuffix(flag, "-proxy") { // they stand in an object of their own
		k, ok := keyOf(flag)
		return key{name: k.name, kind: text, flag: flag}, ok && k.flag == flag
	}
	return key{}, false
}

// longFlag returns the long name of a flag of one letter.
func longFlag(letter string) string {
	switch letter {
	case "H":
		return "host"
	case "D":
		return "debug"
	case "G":
		return "group"
	case "b":
		return "bridge"
	case "l":
		return "log-level"
	case "p":
		return "pidfile"
	case "s":
		return "storage-driver"
	}
	return ""
}

// names returns the keys that set something, for the one that was meant.
func names() []string {
	list := make([]string, 0, len(keys))
	for _, k := range keys {
		if k.sets() {
			list = append(list, k.name)
		}
	}
	return list
}

// inner returns the keys of the objects inside a setting, by its path; nil where any name is one. encoding/json does not mind
// the case of their letters, and passes over what it does not know.
func inner(path string) []string {
	switch path {
	case "builder":
		return []string{"gc", "entitlements", "history"}
	case "builder.entitlements":
		return []string{"network-host", "security-insecure", "device"}
	case "builder.gc":
		return []string{"enabled", "policy", "defaultReservedSpace", "defaultMaxUsedSpace", "defaultMinFreeSpace", "defaultKeepStorage"}
	case "builder.history":
		return []string{"maxAge", "maxEntries"}
	}
	return nil
}
