package project

import (
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/reach"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// answers are what several rules ask of a unit, each worked out for the first of them. They go as a whole once the rules are
// done, so that the models of a large repository do not pile up.
type answers struct {
	scriptsOnce sync.Once
	scripts     []Script

	switchedOnce sync.Once
	switched     []Switch

	remoteOnce sync.Once
	remote     []RemoteRun
	fetched    []kept               // by ADD, and not verified
	checked    map[source.Span]bool // downloads that are verified
	uses       map[source.Span]int  // the first use of a download, by its place

	commandsOnce sync.Once
	commands     map[string][]Command // by name
	wrapped      []wrappedBy

	writesOnce sync.Once
	writes     []Write

	transfersOnce sync.Once
	transfers     []Transfer

	shipsOnce    sync.Once
	ships        []bool          // by the index of the stage
	shipsSubject map[string]bool // by what findings call the stage

	shippedOnce sync.Once
	shipped     []ShippedVariable

	argumentsOnce   sync.Once
	secretArguments map[*dockerfile.Run]map[string]source.Span
	passedOn        []PassedOn
	written         []Leak // by heredocs of COPY and ADD

	leaksOnce sync.Once
	leaks     []Leak

	packagesOnce sync.Once
	packages     packageFacts

	configsOnce sync.Once
	configs     map[PackageSetting][]dockerfile.Instruction

	credentialsOnce sync.Once
	credentials     []CredentialFile

	ledOnce sync.Once
	leading []dockerfile.Variable // to files with credentials

	contextsOnce sync.Once
	contexts     []*BuildContext
	contextsSure bool

	startsOnce sync.Once
	starts     []*shell.Command

	labelsOnce sync.Once
	labels     []Label

	joinsOnce sync.Once
	joins     map[string]bool // what containers join the network of
	joinsAny  bool            // of one of them that is not known

	givesOnce sync.Once
	gives     map[*dockerfile.File]map[grantKey]bool // what services give the builds of a Dockerfile
	givesAny  map[*dockerfile.File]bool              // and what one of them gives is not known

	stackOnce sync.Once
	stackOf   map[*container.Container]*Stack

	loosenedOnce sync.Once
	loosened     []seccomp.Change

	reachOnce sync.Once
	reach     *reach.Graph
	paths     []reach.Path
}
