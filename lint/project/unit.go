package project

import (
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Unit is what is linted as one: a Dockerfile, a Compose project with all its files, or a file of settings that containers run
// under.
type Unit struct {
	// Files are the files that it was read from.
	Files    []*source.File
	Problems []source.Problem

	// Dockerfile is set for a Dockerfile, with what becomes of it: once for each set of build arguments that a service
	// gives, else once for the defaults.
	Dockerfile *dockerfile.File
	Builds     []*dockerfile.Build
	// Compose is set for a Compose project.
	Compose *compose.Project
	// Daemon, Seccomp and AppArmor are set for a file of their kind.
	Daemon   *daemon.File
	Seccomp  *seccomp.Profile
	AppArmor *apparmor.File
	// Runs holds the settings of the daemon that builds and runs what is here, nil where they are not known.
	Runs *daemon.File

	Containers []*container.Container
	Images     []Image
	Variables  []Variable

	// Built are the Dockerfiles that the services of a Compose project build. They are units of their own.
	Built []*dockerfile.File
	// Inline are the Dockerfiles that are written in the Compose file itself.
	Inline []*Unit

	stacks       []*Stack                       // for a Compose project
	contextNames map[string]bool                // the contexts that services give the build by name
	overridden   map[string]source.Span         // what services that build the Dockerfile set anew, by the variable
	built        map[string]string              // the images that services of the Compose project build
	targets      []*dockerfile.Stage            // what the Dockerfile is built for
	findContexts func() ([]*BuildContext, bool) // for a Dockerfile
	linker       *Linker                        // of a Compose project, for what its folders hold
	profiles     *profiles                      // of AppArmor, in all files of the root
	filters      map[filtered]*judged           // of the seccomp profiles that containers name
	manyFilters  bool                           // there are more than are kept

	answers
}

// Name returns the path of the unit's first file.
func (u *Unit) Name() string {
	if len(u.Files) == 0 {
		return ""
	}
	return u.Files[0].Path
}

// Kinds returns the kind of document that the unit is, and that of those inside it.
func (u *Unit) Kinds() []Kind {
	switch {
	case u.Dockerfile != nil:
		return []Kind{Dockerfile}
	case u.Compose != nil && len(u.Inline) > 0:
		return []Kind{Compose, Dockerfile}
	case u.Compose != nil:
		return []Kind{Compose}
	case u.Daemon != nil:
		return []Kind{Daemon}
	case u.Seccomp != nil:
		return []Kind{Seccomp}
	case u.AppArmor != nil:
		return []Kind{AppArmor}
	}
	return nil
}

// StageSubject names a stage in findings: "stage build", or "stage 0" where it has no name. Before the first FROM there is
// no stage.
func StageSubject(s *dockerfile.Stage) string {
	switch {
	case s == nil:
		return ""
	case s.Name.Value != "":
		return "stage " + s.Name.Value
	}
	return "stage " + strconv.Itoa(s.Index)
}

// Release drops what only rules need, so that the models of a large repository do not pile up.
func (u *Unit) Release() {
	u.answers = answers{}
	u.Builds, u.Dockerfile, u.Compose, u.Containers, u.Inline, u.Built = nil, nil, nil, nil, nil, nil
	u.Images, u.Variables, u.Problems, u.findContexts = nil, nil, nil, nil
	u.Daemon, u.Seccomp, u.AppArmor, u.Runs = nil, nil, nil, nil
	u.linker, u.stacks, u.overridden, u.profiles, u.filters = nil, nil, nil, nil, nil
}
