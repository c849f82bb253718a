package compose

import (
	"slices"
	"strings"
)

//go:generate sh -c "go run specgen.go > spec_table.go.tmp && mv spec_table.go.tmp spec_table.go"

// spec is what the Compose schema says about one place of a project, and how two values of that place merge.
type spec struct {
	kinds   kinds
	fields  []field // known keys of a mapping, sorted
	rest    *spec   // what other keys hold; nil if there are none
	open    bool    // any key may hold anything
	names   bool    // the keys of rest are names: letters, digits, '.', '_' and '-'
	item    *spec   // of a list
	unique  bool    // no item stands twice
	enum    []string
	needs   []string // keys that a mapping must have
	bounded bool     // a number is at least low, and at most high unless that is negative
	low     int64
	high    int64
	merge   mergeRule
	key     keyRule
}

type field struct {
	name string
	spec *spec
}

// kinds is a set of kinds of values.
type kinds uint8

const (
	kindText kinds = 1 << iota
	kindInteger
	kindNumber
	kindBool
	kindNull
	kindMapping
	kindList
)

// mergeRule says how a later value goes over an earlier one. The default joins mappings, appends lists and replaces
// all else.
type mergeRule uint8

const (
	_            mergeRule = iota
	mergeReplace           // the later value alone
	mergeKeyed             // lists of K=V and mappings alike: by key
	mergeList              // one value stands for a list of one; lists are appended
	mergeNames             // a list of names stands for a mapping
	mergeBuild             // a text stands for a mapping with context
	mergeLogging           // options of another driver do not stay
	mergeUlimit            // two mappings join, all else is replaced
)

// keyRule says by what items of a list are told apart: of two with the same key the later one counts, at the place of
// the first.
type keyRule uint8

const (
	_         keyRule = iota
	keyName           // what stands before the first '='
	keyWhole          // the whole text
	keyVolume         // the target of a mount
	keyDevice         // the target of a device
	keySecret         // the target of a secret
	keyConfig         // the target of a config
	keyPath           // the path of an env_file
	keyPort           // address, ports and protocol
)

// field returns the place of a key of the mapping, nil if the key is unknown or extends the schema.
func (s *spec) field(name string) *spec {
	if s == nil {
		return nil
	}
	byName := func(f field, n string) int { return strings.Compare(f.name, n) }
	if i, ok := slices.BinarySearchFunc(s.fields, name, byName); ok {
		return s.fields[i].spec
	}
	if s.rest != nil {
		return s.rest
	}
	return nil
}

// String names the kinds as messages do.
func (k kinds) String() string {
	var names []string
	for _, n := range []struct {
		kind kinds
		name string
	}{
		{kindMapping, "a mapping"}, {kindList, "a list"}, {kindText, "a text"}, {kindNumber, "a number"},
		{kindInteger, "a whole number"}, {kindBool, "true or false"},
	} {
		if k&n.kind != 0 && !(n.kind == kindInteger && k&kindNumber != 0) {
			names = append(names, n.name)
		}
	}
	switch len(names) {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
