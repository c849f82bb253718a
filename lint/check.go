package lint

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

type checkFunc func(*Pass)

func (f checkFunc) run(p *Pass) { f(p) }

// EachUnit asks the rule of each unit as a whole.
func EachUnit(f func(*Pass, *project.Unit)) Check {
	return checkFunc(func(p *Pass) { f(p, p.Unit) })
}

// EachContainer asks the rule of each container: one a Compose service, or the shipping stage of a Dockerfile that no
// service in sight builds.
func EachContainer(f func(*Pass, *container.Container)) Check {
	return checkFunc(func(p *Pass) {
		for _, c := range p.Unit.Containers {
			f(p, c)
		}
	})
}

// EachDeployed asks the rule of each container of which a file says how it is run. Those of pre_start hooks are among them: what
// they take over from their service is found there already, and is reported once.
func EachDeployed(f func(*Pass, *container.Container)) Check {
	return checkFunc(func(p *Pass) {
		for _, c := range p.Unit.Containers {
			if !c.Deployed {
				continue
			}
			f(p, c)
			for _, hook := range c.BeforeStart {
				f(p, hook)
			}
		}
	})
}

// EachImage asks the rule of each place that names an image that a registry holds: FROM, COPY --from, RUN --mount from,
// # syntax=, image, additional_contexts. Names of stages and scratch are no such places.
func EachImage(f func(*Pass, project.Image)) Check {
	return checkFunc(func(p *Pass) {
		for _, u := range p.Unit.Images {
			f(p, u)
		}
	})
}

// EachStack asks the rule of each Compose service together with what its image brings along.
func EachStack(f func(*Pass, *project.Stack)) Check {
	return checkFunc(func(p *Pass) {
		for _, s := range p.Unit.Stacks() {
			f(p, s)
		}
	})
}

// EachVariable asks the rule of each named value: ARG, ENV, environment, build.args.
func EachVariable(f func(*Pass, project.Variable)) Check {
	return checkFunc(func(p *Pass) {
		for _, v := range p.Unit.Variables {
			f(p, v)
		}
	})
}

// EachScript asks the rule of each piece of shell that a build runs.
func EachScript(f func(*Pass, project.Script)) Check {
	return checkFunc(func(p *Pass) {
		for _, s := range p.Unit.Scripts() {
			f(p, s)
		}
	})
}

// EachInstruction asks the rule of each instruction of one type, those behind ONBUILD included.
func EachInstruction[T dockerfile.Instruction](f func(*Pass, T)) Check {
	return checkFunc(func(p *Pass) {
		if p.Unit.Dockerfile == nil {
			return
		}
		for _, i := range p.Unit.Dockerfile.List() {
			if t, ok := i.(T); ok {
				f(p, t)
			}
		}
	})
}

// EachStage asks the rule of each stage of a Dockerfile.
func EachStage(f func(*Pass, *dockerfile.Stage)) Check {
	return checkFunc(func(p *Pass) {
		if p.Unit.Dockerfile == nil {
			return
		}
		for _, s := range p.Unit.Dockerfile.Stages {
			f(p, s)
		}
	})
}

// EachCommand asks the rule of each command of the given names in the shell of a build.
func EachCommand(f func(*Pass, project.Command), names ...string) Check {
	return checkFunc(func(p *Pass) {
		for _, c := range p.Unit.Commands(names...) {
			f(p, c)
		}
	})
}

// EachPackageCommand asks the rule of each command of the given package managers in the shell of a build. A manager is one for
// all variants of a program: "apt", "apk", "dnf", "pip".
func EachPackageCommand(f func(*Pass, *project.PackageCommand), managers ...string) Check {
	return checkFunc(func(p *Pass) {
		all := p.Unit.PackageCommands()
		for i := range all {
			if slices.Contains(managers, all[i].Manager) {
				f(p, &all[i])
			}
		}
	})
}

// EachWrite asks the rule of each text that a build puts into a file.
func EachWrite(f func(*Pass, project.Write)) Check {
	return checkFunc(func(p *Pass) {
		for _, w := range p.Unit.Writes() {
			f(p, w)
		}
	})
}

// EachTransfer asks the rule of each COPY and ADD.
func EachTransfer(f func(*Pass, project.Transfer)) Check {
	return checkFunc(func(p *Pass) {
		for _, t := range p.Unit.Transfers() {
			f(p, t)
		}
	})
}

// EachLabel asks the rule of each pair of LABEL.
func EachLabel(f func(*Pass, project.Label)) Check {
	return checkFunc(func(p *Pass) {
		for _, l := range p.Unit.Labels() {
			f(p, l)
		}
	})
}

// EachLabelOf asks the rule of each pair of LABEL for which the configuration names one of the types. Without a schema there
// is none.
func EachLabelOf(f func(*Pass, project.Label), types ...label.Type) Check {
	return checkFunc(func(p *Pass) {
		schema := p.Labels()
		if len(schema.Types) == 0 {
			return
		}
		for _, l := range p.Unit.Labels() {
			if t, ok := schema.Types[l.Key.Value]; ok && l.Key.Known && slices.Contains(types, t) {
				f(p, l)
			}
		}
	})
}

// EachService asks the rule of each service of a Compose project. Rules about what runs ask EachContainer instead.
func EachService(f func(*Pass, *compose.Service)) Check {
	return checkFunc(func(p *Pass) {
		if p.Unit.Compose == nil {
			return
		}
		for _, s := range p.Unit.Compose.Services {
			f(p, s)
		}
	})
}

// EachDaemon asks the rule of each daemon.json.
func EachDaemon(f func(*Pass, *daemon.File)) Check {
	return checkFunc(func(p *Pass) {
		if p.Unit.Daemon != nil {
			f(p, p.Unit.Daemon)
		}
	})
}

// EachSeccomp asks the rule of each seccomp profile.
func EachSeccomp(f func(*Pass, *seccomp.Profile)) Check {
	return checkFunc(func(p *Pass) {
		if p.Unit.Seccomp != nil {
			f(p, p.Unit.Seccomp)
		}
	})
}

// EachAppArmor asks the rule of each file of AppArmor profiles.
func EachAppArmor(f func(*Pass, *apparmor.File)) Check {
	return checkFunc(func(p *Pass) {
		if p.Unit.AppArmor != nil {
			f(p, p.Unit.AppArmor)
		}
	})
}

// EachContainerProfile asks the rule of each AppArmor profile that containers run under, and of those inside it. Others, such as those of
// programs of the host, are left out.
func EachContainerProfile(f func(*Pass, *apparmor.Profile)) Check {
	return checkFunc(func(p *Pass) {
		for _, profile := range p.Unit.ContainerProfiles() {
			f(p, profile)
		}
	})
}

// Problems reports what the models could not read, of the given kinds.
func Problems(kinds ...source.ProblemKind) Check {
	return checkFunc(func(p *Pass) {
		for _, problem := range p.Unit.AllProblems() {
			if slices.Contains(kinds, problem.Kind) {
				f := p.Report(problem.Span.Visible(), "%s", problem.Message).Keyed(problem.Key).Notes(problem.Related)
				if len(problem.Mending) > 0 {
					f.Offer(problem.Title, problem.Mending...)
				}
			}
		}
	})
}
