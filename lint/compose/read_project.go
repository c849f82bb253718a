package compose

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxServices bounds the services of one project: with the container that is made of it each takes 10 kB and more.
const maxServices = 20_000

// read makes the project out of the merged model.
func (l *evaluator) read(model *elem) {
	p := l.project
	r := &reader{evaluator: l, gap: l.partial}
	if model.kind == kindMapping {
		r.slots = model.slots
	}
	p.Name, p.Version = r.text("name"), r.text("version")
	if v, ok := l.env.lookup("COMPOSE_PROJECT_NAME"); ok && slices.Contains(l.envFiles, v.at.File) {
		p.Name = String{V: v.text, Set: true, Known: true, at: &origin{text: source.Placed(v.text, v.at), span: v.at}}
	}
	for _, s := range r.section("networks") {
		x := r.inside(s, s.key.Value)
		p.Networks = append(p.Networks, &Network{
			Key: s.key, Span: s.span(), Name: x.externalName(), Driver: x.text("driver"), DriverOpts: x.entries("driver_opts"),
			External: x.external(), Internal: x.boolean("internal"), Attachable: x.boolean("attachable"),
			EnableIPv6: x.boolean("enable_ipv6"), Labels: x.entries("labels"),
		})
	}
	for _, s := range r.section("volumes") {
		x := r.inside(s, s.key.Value)
		p.Volumes = append(p.Volumes, &Volume{
			Key: s.key, Span: s.span(), Name: x.externalName(), Driver: x.text("driver"), DriverOpts: x.entries("driver_opts"),
			External: x.external(), Labels: x.entries("labels"), Dir: dirOf(s, p.Dir),
		})
	}
	for _, s := range r.section("secrets") {
		x := r.inside(s, s.key.Value)
		p.Secrets = append(p.Secrets, &Secret{
			Key: s.key, Span: s.span(), Name: x.externalName(), File: x.text("file"), Dir: x.dirOfKey("file", p.Dir),
			Environment: x.text("environment"), External: x.external(), Driver: x.text("driver"),
		})
	}
	for _, s := range r.section("configs") {
		x := r.inside(s, s.key.Value)
		p.Configs = append(p.Configs, &Config{
			Key: s.key, Span: s.span(), Name: x.externalName(), File: x.text("file"), Dir: x.dirOfKey("file", p.Dir),
			Environment: x.text("environment"), Content: x.text("content"), External: x.external(),
		})
	}
	p.index()
	for _, section := range [...]string{"services", "jobs"} {
		for _, s := range r.section(section) {
			if s.val.kind != kindMapping {
				continue
			}
			if len(p.Services) == maxServices {
				l.gap = true
				l.problem(source.Unread, s.key.Span, section+".many", fmt.Sprintf(
					"a project of more than %d services: this one and those behind it are not read", maxServices))
				break
			}
			service := r.service(s)
			service.Job = section == "jobs"
			p.Services = append(p.Services, service)
		}
	}
	p.services = make(map[string]*Service, len(p.Services))
	p.named = map[string]*Service{}
	for _, s := range p.Services {
		if s.ContainerName.Known && s.ContainerName.V != "" {
			p.named[s.ContainerName.V] = s
		}
		if p.services[s.Key.Value] == nil { // a job may have the name of a service
			p.services[s.Key.Value] = s
		}
	}
	for _, s := range p.Services {
		for i := range s.DependsOn {
			s.DependsOn[i].Service = p.services[s.DependsOn[i].Key.Value]
		}
		l.boundVolumesFrom(s)
	}
	for _, s := range l.parsed {
		for _, c := range s.Comments() {
			p.Comments = append(p.Comments, Comment(c))
		}
	}
}

// boundVolumesFrom counts the mounts that a service has from others: each may have all those of one that has thousands.
func (l *evaluator) boundVolumesFrom(s *Service) {
	for i, from := range s.VolumesFrom.Items {
		name, rest, _ := strings.Cut(from.V, ":")
		other := l.project.Service(name)
		if name == "container" {
			name, _, _ = strings.Cut(rest, ":")
			other = l.project.ContainerNamed(name)
		}
		before := l.copied
		if other == nil || l.copies(len(other.Volumes)) {
			continue
		}
		if before <= maxCopied {
			l.problem(source.Unread, from.Span(), "services."+clip(s.Key.Value)+".volumes_from",
				fmt.Sprintf("mounts of other services are more than %d: no more are read", maxCopied))
		}
		s.VolumesFrom.Items, s.VolumesFrom.Known = s.VolumesFrom.Items[:i], false
		return
	}
}

// section returns the entries of a top-level mapping, with its name set as the path of problems.
func (r *reader) section(name string) []slot {
	r.path = name
	s, ok := r.get(name)
	if !ok || s.val.kind != kindMapping {
		return nil
	}
	return s.val.children(s.via)
}

// external reads whether a resource is made elsewhere; the old long form, a mapping with a name, means that it is.
func (r *reader) external() Value[bool] {
	if s, ok := r.get("external"); ok && s.val.kind == kindMapping {
		return Value[bool]{V: true, Set: true, Known: true, at: s.origin()}
	}
	return r.boolean("external")
}

// externalName reads the name of a resource, which may stand below external in the old form.
func (r *reader) externalName() String {
	if name := r.text("name"); name.Set {
		return name
	}
	if s, ok := r.get("external"); ok && s.val.kind == kindMapping {
		return r.inside(s, "external").text("name")
	}
	return String{Known: !r.gap}
}

// index makes the top-level entries findable while services are read.
func (p *Project) index() {
	p.volumes = make(map[string]*Volume, len(p.Volumes))
	for _, v := range p.Volumes {
		p.volumes[v.Key.Value] = v
	}
	p.networks = make(map[string]*Network, len(p.Networks))
	for _, n := range p.Networks {
		p.networks[n.Key.Value] = n
	}
	p.secrets = make(map[string]*Secret, len(p.Secrets))
	for _, s := range p.Secrets {
		p.secrets[s.Key.Value] = s
	}
	p.configs = make(map[string]*Config, len(p.Configs))
	for _, c := range p.Configs {
		p.configs[c.Key.Value] = c
	}
}

// dirOf returns the folder in which a value is written, for relative paths.
func dirOf(s slot, otherwise string) string {
	if s.val.scope != nil {
		return s.val.scope.dir
	}
	return otherwise
}

func (r *reader) dirOfKey(key, otherwise string) string {
	if s, ok := r.get(key); ok {
		return dirOf(s, otherwise)
	}
	return otherwise
}

// inTree makes a path relative to the root out of one as written in a folder; it is empty for one that leaves the root.
func inTree(dir, name string) string {
	clean, err := source.Clean(dir, name)
	if err != nil || windowsPath(name) {
		return ""
	}
	return path.Clean(clean)
}
