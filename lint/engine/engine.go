// Package engine puts the pieces together: it takes what was discovered through models and rules to findings, and the
// findings through named steps to a result.
package engine

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shellcheck"
)

// Request is one run.
type Request struct {
	// Roots are what project.Discover found, or project.InTree made.
	Roots []*project.Root
	Rules []*lint.Rule
	Flags config.Flags
	// BuildArgs are values of --build-arg, by name. They go before those of the settings files.
	BuildArgs map[string]string
	// Now is the day on which comments and entries of the settings run out.
	Now time.Time
	// Today is the day against which rules hold the dates of tables; zero for the day of each table, so that one version
	// says the same of one input whatever the day.
	Today time.Time
	// Keep holds on to the units, for those who ask more of them than findings.
	Keep bool
	// Daemon holds the settings of the daemon that runs the containers; nil for those that lie in the roots.
	Daemon *daemon.File
	// ShellCheck runs the program of that name over shell scripts; nil for not at all.
	ShellCheck shellcheck.Runner
	// Progress is told how many of all units are done, from any goroutine; nil for nobody.
	Progress func(done, total int)
}

// Outcome is what came of a run.
type Outcome struct {
	Result lint.Result
	// Units are all units, sorted by name, if they were to be kept.
	Units []*project.Unit
	// FailOn is the lowest threshold that the settings of any unit name, or nil where all say never.
	FailOn *lint.Severity
	// Notes say what settings files of other tools bring about, and what in them could not be followed; and what a policy sets aside.
	Notes []config.Problem
	// Ran reports whether a rule ran on any unit.
	Ran func(ruleID string) bool
	// Severity returns what the configuration gives a rule, as far as all settings files agree; else the rule's own.
	Severity func(*lint.Rule) lint.Severity

	settings []unitSettings // the different settings of the units
}

// Lint runs rules over all that was discovered. An error is one of the configuration: then nothing was linted.
func Lint(ctx context.Context, req Request) (*Outcome, error) {
	r := &run{Request: req, infos: ruleInfos(req.Rules), failOn: map[string]bool{}, useful: map[place]bool{}}
	for _, root := range req.Roots {
		if err := r.root(ctx, root); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.outcome(), nil
}

// run is the state of one Lint.
type run struct {
	Request
	infos infos

	mu      sync.Mutex
	results []unitResult
	useful  map[place]bool  // comments in Dockerfiles that silenced findings about services
	failOn  map[string]bool // the thresholds that the units' settings name
	notes   []config.Problem
}

type unitResult struct {
	name     string
	kinds    []project.Kind
	result   lint.Result
	unit     *project.Unit
	settings unitSettings
}

// root lints one root: first the Compose projects, which say how Dockerfiles are built, then the Dockerfiles, then
// what stands alone.
func (r *run) root(ctx context.Context, root *project.Root) error {
	loader, err := config.NewLoader(root.Tree, r.infos.config, r.Flags)
	if err != nil {
		return err
	}
	settings := &settingsOf{
		loader: loader, run: r, named: map[string]bool{}, known: map[string]unitSettings{},
		enabled: map[*config.Settings][]*lint.Rule{},
	}
	for _, d := range root.Documents {
		settings.named[d.Path] = d.Named
	}
	for _, path := range root.Paths() {
		if err := settings.look(path); err != nil {
			return err
		}
	}
	linker := project.NewLinker(root, func(path string) map[string]string { return settings.buildArgs(path) })
	linker.UnderDaemon(r.Daemon)
	composed := settings.compositions(root)
	total := len(composed) + len(root.Documents)
	var done atomic.Int64
	step := func(unit *project.Unit) {
		if unit != nil {
			r.lint(ctx, unit, settings)
		}
		if r.Progress != nil {
			r.Progress(int(done.Add(1)), total)
		}
	}
	parallel(ctx, len(composed), func(i int) {
		defer r.survive(composed[i].Files[0])
		step(linker.Compose(composed[i]))
	})
	for _, d := range root.Documents {
		if (d.Named || !root.Whole()) && (d.Kind == project.Dockerfile || d.Kind == project.AppArmor) {
			r.around(linker, d.Path)
		}
	}
	dockerfiles := slices.DeleteFunc(linker.Dockerfiles(), func(path string) bool { return !settings.included(path) })
	parallel(ctx, len(dockerfiles), func(i int) {
		defer r.survive(dockerfiles[i])
		step(linker.Dockerfile(dockerfiles[i]))
	})
	documents := slices.DeleteFunc(linker.Alone(), func(d project.Document) bool { return !settings.included(d.Path) })
	parallel(ctx, len(documents), func(i int) {
		defer r.survive(documents[i].Path)
		step(linker.Settings(documents[i]))
	})
	r.gaps(root)
	return nil
}

// lint takes one unit from rules to findings and through the steps that need its model.
func (r *run) lint(ctx context.Context, unit *project.Unit, settings *settingsOf) {
	s := settings.of(unit.Name())
	result := lint.Run(unit, lint.Options{Rules: s.rules, Settings: s, Now: r.Today})
	r.shellScripts(ctx, unit, s, &result)
	for _, inner := range unit.Inline {
		more := lint.Run(inner, lint.Options{Rules: s.rules, Settings: s, Now: r.Today})
		r.shellScripts(ctx, inner, s, &more)
		result.Findings = append(result.Findings, more.Findings...)
		result.Failures = append(result.Failures, more.Failures...)
	}
	accept := func(f lint.Finding, reason string) {
		result.Accepted = append(result.Accepted, lint.Accepted{Finding: f, Reason: reason})
	}
	for _, step := range []step{s.severity, r.ignored(unit, s, accept), s.waived(r.Now, accept)} {
		result.Findings = step(result.Findings)
	}
	kinds := unit.Kinds()
	if !r.Keep {
		unit.Release()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failOn[s.FailOn.Value] = true
	kept := unitResult{name: unit.Name(), kinds: kinds, result: result, settings: s}
	if r.Keep {
		kept.unit = unit
	}
	r.results = append(r.results, kept)
}

// around looks for the Compose projects that build a Dockerfile, or run something under a profile, where the walk does not come by
// them.
func (r *run) around(linker *project.Linker, path string) {
	defer r.survive(path)
	linker.Around(path)
}

// survive keeps a fault in a model from taking the other files with it. It is to be deferred.
func (r *run) survive(path string) {
	v := recover()
	if v == nil {
		return
	}
	failure := lint.Failure{
		Kind: lint.FailureInternal, Path: path, Message: fmt.Sprintf("plimsoll failed on %s: %v", path, v),
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results = append(r.results, unitResult{name: path, result: lint.Result{Failures: []lint.Failure{failure}}})
}

// gaps turns what lies on the way but was not read into failures: there is no file to point into.
func (r *run) gaps(root *project.Root) {
	var result lint.Result
	for _, p := range root.Problems {
		failure := lint.Failure{Kind: lint.FailureCoverage, Message: p.Message, Span: p.Span}
		if p.Span.File != nil {
			failure.Path = p.Span.File.Path
		}
		result.Failures = append(result.Failures, failure)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results = append(r.results, unitResult{result: result})
}

// parallel calls f for 0 to n-1 on all processors, and returns when all calls have, or the context has ended.
func parallel(ctx context.Context, n int, f func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				f(i)
			}
		})
	}
	wg.Wait()
}

// step is one of the named steps that findings pass through after the rules.
type step func([]lint.Finding) []lint.Finding

// accept takes a finding that is silenced, with the reason that was given.
type accept func(f lint.Finding, reason string)
