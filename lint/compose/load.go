package compose

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Options say which files make a project.
type Options struct {
	// Files are the Compose files, relative to the root of the tree, in the order in which they override one another,
	// as -f names them. The first one decides the project folder.
	Files []string
	// Env are variables of the environment in which Compose would run. They go before those of .env. A linter has none.
	Env map[string]string
	// SkipReferee leaves out the load by compose-go itself.
	SkipReferee bool
}

// Load evaluates the project of the given files. It always returns a project: what is wrong is a problem in it.
func Load(tree source.Tree, opts Options) *Project {
	p := &Project{Dir: "."}
	_ = tree
	_ = opts
	return p
}

// hasOption reports whether a list of options with commas between them has one of the names.
func hasOption(list string, names ...string) bool {
	for o := range strings.SplitSeq(list, ",") {
		for _, n := range names {
			if strings.TrimSpace(o) == n {
				return true
			}
		}
	}
	return false
}
