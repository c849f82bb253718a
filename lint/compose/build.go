package compose

// build reads how the image of a service is built, in either form.
func (r *reader) build(s slot) *Build {
	long := built(s)
	x := r.inside(long, "build")
	b := &Build{
		Key: s.key, Span: s.span(),
		Context:            x.text("context"),
		Dir:                x.dirOfKey("context", dirOf(s, r.project.Dir)),
		Dockerfile:         x.text("dockerfile"),
		DockerfileInline:   x.text("dockerfile_inline"),
		Target:             x.text("target"),
		Args:               x.inherited("args"),
		Secrets:            x.grants("secrets", true, ""),
		SSH:                x.entries("ssh"),
		Network:            x.text("network"),
		Privileged:         x.boolean("privileged"),
		Entitlements:       x.list("entitlements", 0),
		AdditionalContexts: x.entries("additional_contexts"),
		ExtraHosts:         x.hosts("extra_hosts"),
		Labels:             x.entries("labels"),
		CacheFrom:          x.list("cache_from", 0),
		Tags:               x.list("tags", keyName),
		Platforms:          x.list("platforms", 0),
		NoCache:            x.boolean("no_cache"),
		Pull:               x.boolean("pull"),
		Isolation:          x.text("isolation"),
		ShmSize:            x.size("shm_size"),
		Ulimits:            x.ulimits(),
	}
	return b
}

// grants reads secrets or configs. Those of a container are told apart by target; target is the folder in which Compose
// puts one that names none.
func (r *reader) grants(key string, secret bool, folder string) []Grant {
	s, ok := r.get(key)
	if !ok || s.val.kind != kindList {
		return nil
	}
	var out unique[Grant]
	for _, item := range s.val.children(s.via) {
		g := Grant{Span: item.span()}
		if item.val.kind == kindMapping {
			x := r.inside(item, key)
			g.Source, g.Target = x.text("source"), x.text("target")
			g.UID, g.GID, g.Mode = x.text("uid"), x.text("gid"), x.text("mode")
		} else {
			g.Source = item.text()
		}
		if secret {
			g.Secret = r.project.Secret(g.Source.V)
		} else {
			g.Config = r.project.Config(g.Source.V)
		}
		name := g.Target.V
		if !g.Target.Set {
			name = folder + "/" + g.Source.V
		}
		out.add(name, g)
	}
	return out.items
}

// envFile reads env_file in its three forms, each path once.
func (r *reader) envFile() []EnvFile {
	s, ok := r.get("env_file")
	if !ok {
		return nil
	}
	var out unique[EnvFile]
	list := listed(s)
	for _, item := range list.val.children(list.via) {
		f := EnvFile{Span: item.span(), Required: Value[bool]{V: true, Known: true}}
		f.Dir = dirOf(item, r.project.Dir)
		if item.val.kind == kindMapping {
			x := r.inside(item, "env_file")
			f.Path, f.Format = x.text("path"), x.text("format")
			if required := x.boolean("required"); required.Set {
				f.Required = required
			}
		} else {
			f.Path = item.text()
		}
		if f.Path.Known && f.Path.V != "" {
			f.File = inTree(f.Dir, f.Path.V)
		}
		out.add(f.Path.V, f)
	}
	return out.items
}
