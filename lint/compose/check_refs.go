package compose

import (
	"fmt"
	"math"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// check looks for what compose-go refuses once all is merged: references to nothing, contradictions, cycles.
func (l *evaluator) check(model *elem) {
	p := l.project
	l.checkSchema(model)
	if len(p.Files) > 0 && len(p.Services) == 0 && !l.gap && len(p.Problems) == 0 && !p.storesOnly(model) {
		l.problem(source.Refused, p.Files[0].Span(0, 0), "services", "file holds no services")
	}
	for _, s := range p.Services {
		l.checkService(s)
		l.checkMounts(s)
		l.checkLimits(s)
		l.checkEnvFiles(s)
		if !l.gap && !s.Partial {
			l.checkReferences(s)
		}
	}
	l.checkStores()
	l.checkCycles()
}

// storesOnly reports whether there is no services key, but something else that Compose can make.
func (p *Project) storesOnly(model *elem) bool {
	return model.get("services") == nil && len(p.Volumes)+len(p.Networks)+len(p.Secrets)+len(p.Configs) > 0
}

func (l *evaluator) refuse(at source.Span, s *Service, key, message string, notes ...source.Note) {
	l.problem(source.Refused, at, "services."+clip(s.Key.Value)+"."+key, message, notes...)
}

// checkService looks at settings that exclude one another.
func (l *evaluator) checkService(s *Service) {
	name := clip(s.Key.Value)
	if s.Build == nil && !(s.Image.Set && (s.Image.V != "" || !s.Image.Known)) && !s.Provider.Set && !s.Partial {
		l.refuse(s.Key.Span, s, "image", fmt.Sprintf("service %q has neither an image nor a build", name))
	}
	if b := s.Build; b != nil {
		if b.DockerfileInline.Set && b.Dockerfile.Set && b.Dockerfile.V != "" && b.DockerfileInline.V != "" {
			l.refuse(b.DockerfileInline.Key().Span, s, "build.dockerfile_inline",
				"dockerfile and dockerfile_inline exclude one another; remove one",
				source.Note{Span: b.Dockerfile.Span(), Message: "dockerfile is set here"})
		}
		if s.Platform.Set && s.Platform.Known && len(b.Platforms.Items) > 0 && !holds(b.Platforms, s.Platform.V) {
			l.refuse(b.Platforms.Span, s, "build.platforms", fmt.Sprintf("build.platforms lacks %q, the platform of the service",
				clip(s.Platform.V)))
		}
	}
	if s.NetworkMode.Set && s.NetworkMode.V != "" && len(s.Networks) > 0 {
		l.refuse(s.Networks[0].Span, s, "networks", "network_mode and networks exclude one another; remove one",
			source.Note{Span: s.NetworkMode.Span(), Message: "network_mode is set here"})
	}
	if t := s.Healthcheck.Test; len(t.Words) > 0 && t.Words[0].Known {
		switch t.Words[0].V {
		case "CMD", "CMD-SHELL", "NONE":
		default:
			l.refuse(t.Words[0].Span(), s, "healthcheck.test",
				fmt.Sprintf("a test in list form begins with CMD, CMD-SHELL or NONE, not %q", clip(t.Words[0].V)))
		}
	}
	replicas := s.Deploy.Replicas
	if s.Scale.Set && s.Scale.Known && replicas.Set && replicas.Known && s.Scale.V != replicas.V {
		l.refuse(s.Scale.Span(), s, "scale", "scale and deploy.replicas differ; remove one",
			source.Note{Span: replicas.Span(), Message: "deploy.replicas is set here"})
	}
	for _, n := range []Value[int64]{s.Scale, replicas} {
		switch {
		case !n.Set || !n.Known:
		case n.V < 0:
			l.refuse(n.Span(), s, "scale", "a number of containers is at least 0")
		case n.V > 1 && s.ContainerName.V != "":
			l.refuse(n.Span(), s, "container_name", "container_name allows one container only; remove it, or the number",
				source.Note{Span: s.ContainerName.Span(), Message: "container_name is set here"})
		}
	}
}

func holds(l List, v string) bool {
	for _, i := range l.Items {
		if i.V == v || !i.Known {
			return true
		}
	}
	return false
}

// checkMounts looks for two mounts at one place.
func (l *evaluator) checkMounts(s *Service) {
	at := make(map[string]source.Span, len(s.Volumes)+len(s.Tmpfs.Items))
	second := func(target string, span source.Span, known bool) {
		first, ok := at[target]
		if ok && known {
			l.refuse(span, s, "volumes", fmt.Sprintf("something is mounted at %s already", clip(target)),
				source.Note{Span: first, Message: "it is mounted here"})
		}
		at[target] = span
	}
	for _, t := range s.Tmpfs.Items {
		path, _, _ := strings.Cut(t.V, ":")
		second(path, t.Span(), t.Known)
	}
	for _, m := range s.Volumes {
		second(m.Target.V, m.Span, m.Known)
		if m.Type.Known && m.Type.V == "bind" && !m.Source.Set {
			l.refuse(m.Span, s, "volumes", "a mount of type bind needs a source")
		}
	}
}

// checkLimits looks for limits that are set in two places with different values, one of them by its absence.
func (l *evaluator) checkLimits(s *Service) {
	d := s.Deploy
	if !d.LimitsSet {
		return
	}
	differ := func(set, known bool, own, deployed float64, key, span, other source.Span, name, deep string) {
		if !set || !known || own == 0 || own == deployed {
			return
		}
		at := len(l.project.Problems)
		alone := other.IsZero()
		if alone {
			other = d.Key.Span
		}
		l.refuse(span, s, name, fmt.Sprintf("%s and deploy.resources.limits.%s differ; set both alike, or one", name, deep),
			source.Note{Span: other, Message: "the limits of deploy are here"})
		if edits, ok := s.moveLimit(key, span, deep); ok && alone && len(l.project.Problems) > at {
			p := &l.project.Problems[at]
			p.Title, p.Mending = "move "+name+" to the other limits", edits
		}
	}
	differ(s.CPUs.Set, s.CPUs.Known && d.LimitCPUs.Known, float64(float32(s.CPUs.V)), float64(float32(d.LimitCPUs.V)),
		s.CPUs.Key().Span, s.CPUs.Span(), d.LimitCPUs.Span(), "cpus", "cpus")
	differ(s.MemLimit.Set, s.MemLimit.Known && d.LimitMemory.Known, float64(s.MemLimit.V), float64(d.LimitMemory.V),
		s.MemLimit.Key().Span, s.MemLimit.Span(), d.LimitMemory.Span(), "mem_limit", "memory")
	differ(s.PidsLimit.Set, s.PidsLimit.Known && d.LimitPids.Known, float64(s.PidsLimit.V), float64(d.LimitPids.V),
		s.PidsLimit.Key().Span, s.PidsLimit.Span(), d.LimitPids.Span(), "pids_limit", "pids")
	if s.CPUs.Known && (math.IsNaN(s.CPUs.V) || s.CPUs.V < 0) {
		l.refuse(s.CPUs.Span(), s, "cpus", "cpus is at least 0")
	}
}

// checkEnvFiles looks whether the files that env_file names can be read. Nothing outside the root is.
func (l *evaluator) checkEnvFiles(s *Service) {
	for _, f := range s.EnvFile {
		if !f.Path.Known || !f.Required.V || f.Path.V == "" || !f.Path.Set {
			continue
		}
		l.checkFile(s, f.Path, f.File, "env")
	}
	for _, f := range s.LabelFile.Items {
		if f.Known && f.V != "" {
			l.checkFile(s, f, inTree(s.Dir, f.V), "label")
		}
	}
}

// checkFile reports a file that services need and that cannot be read; name is its path below the root, or empty. However
// many services need it, one problem says so.
func (l *evaluator) checkFile(s *Service, written String, name, kind string) {
	why := "is not read: it leaves the project"
	if name != "" {
		_, err := l.tree.Read(name)
		if err == nil {
			return
		}
		why = phrase(err)
		if source.ReasonOf(err) == source.Missing && kind == "env" {
			why += "; Compose refuses the project without it"
		}
	}
	key := kind + "_file." + clip(written.V)
	if i, ok := l.lacking[key]; ok {
		if q := &l.project.Problems[i]; q.Span != written.Span() && len(q.Related) < maxSteps {
			q.Related = append(q.Related, source.Note{Span: written.Span(), Message: clip(s.Key.Value) + " needs it as well"})
		}
		return
	}
	at := len(l.project.Problems)
	if l.problem(source.Unread, written.Span(), key, fmt.Sprintf("%s file %q %s", kind, clip(written.V), why)) {
		if l.lacking == nil {
			l.lacking = map[string]int{}
		}
		l.lacking[key] = at
	}
}

// checkReferences looks for names that nothing has.
func (l *evaluator) checkReferences(s *Service) {
	missing := func(at source.Span, key, kind, name string) {
		message := fmt.Sprintf("%s %q is not defined", kind, clip(name))
		l.refuse(at, s, key+"."+clip(name), message)
	}
	for _, n := range s.Networks {
		if n.Network == nil && n.Key.Value != "default" {
			missing(n.Span, "networks", "network", n.Key.Value)
		}
	}
	for _, m := range s.Volumes {
		if m.Type.V == "volume" && m.Source.V != "" && m.Volume == nil && m.Known {
			at := m.Source.Span()
			if at.IsZero() {
				at = m.Span
			}
			missing(at, "volumes", "volume", m.Source.V)
		}
	}
	grants := s.Secrets
	if s.Build != nil {
		grants = append(grants[:len(grants):len(grants)], s.Build.Secrets...)
	}
	for _, g := range grants {
		if g.Secret == nil && g.Source.Known && g.Source.V != "" {
			missing(g.Source.Span(), "secrets", "secret", g.Source.V)
		}
	}
	for _, g := range s.Configs {
		if g.Config == nil && g.Source.Known && g.Source.V != "" {
			missing(g.Source.Span(), "configs", "config", g.Source.V)
		}
	}
	for _, e := range s.edges() {
		if l.project.Service(e.to) == nil {
			missing(e.at, e.key, "service", e.to)
		}
	}
	if s.Build == nil {
		return
	}
	for _, c := range s.Build.AdditionalContexts.Items {
		name, ok := strings.CutPrefix(c.Value.V, "service:")
		if !ok || !c.Value.Known {
			continue
		}
		switch other := l.project.Service(name); {
		case other == nil:
			missing(c.Value.Span(), "build.additional_contexts", "service", name)
		case other.Build == nil && !other.Partial:
			l.refuse(c.Value.Span(), s, "build.additional_contexts."+clip(name),
				fmt.Sprintf("service %q is not built, so it is no context", clip(name)))
		}
	}
}

// checkStores looks at secrets and configs: each has one source.
func (l *evaluator) checkStores() {
	one := func(kind string, key source.Text, external Value[bool], driver bool, sources ...String) {
		set := 0
		var last String
		for _, s := range sources {
			if s.Set {
				set, last = set+1, s
			}
		}
		name := clip(key.Value)
		switch {
		case set > 1:
			l.problem(source.Refused, last.Key().Span, kind+"s."+name,
				fmt.Sprintf("%s %q has several sources; keep one", kind, name))
		case set == 0 && !driver && !external.Set:
			l.problem(source.Refused, key.Span, kind+"s."+name, fmt.Sprintf("%s %q has no source, such as file", kind, name))
		}
	}
	for _, s := range l.project.Secrets {
		one("secret", s.Key, s.External, s.Driver.Set, s.File, s.Environment)
	}
	for _, c := range l.project.Configs {
		one("config", c.Key, c.External, false, c.File, c.Environment, c.Content)
	}
}
