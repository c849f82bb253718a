package compose

import (
	"fmt"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// service reads one service.
func (r *reader) service(s slot) *Service {
	x := r.inside(s, s.key.Value)
	out := &Service{
		Key: s.key, Span: s.span(), Partial: x.gap, Dir: dirOf(s, r.project.Dir),
		Container:     x.container(),
		Restart:       x.text("restart"),
		Scale:         x.integer("scale"),
		ContainerName: x.text("container_name"),
		Profiles:      x.list("profiles", keyName),
		Links:         x.list("links", keyName),
		ExternalLinks: x.list("external_links", 0),
		Expose:        x.list("expose", keyWhole),
		Ports:         x.ports(),
		StdinOpen:     x.boolean("stdin_open"),
		TTY:           x.boolean("tty"),
		Healthcheck:   x.healthcheck(),
		Deploy:        x.deploy(),
		Provider:      x.provider(),
		DependsOn:     x.dependencies(),
		PostStart:     x.hooks("post_start"),
		PreStop:       x.hooks("pre_stop"),
	}
	if b, ok := x.get("build"); ok && b.val.kind != kindNull {
		out.Build = x.build(b)
	}
	out.PreStart = x.preStart(s)
	r.layers(s, out)
	if d, ok := x.get("develop"); ok {
		out.Watch = x.inside(d, "develop").watch()
	}
	return out
}

// container reads the settings that pre_start hooks have as well.
func (r *reader) container() Container {
	return Container{
		Image:      r.text("image"),
		Command:    r.command("command", true),
		Entrypoint: r.command("entrypoint", true),
		WorkingDir: r.text("working_dir"),
		Platform:   r.text("platform"),
		PullPolicy: r.text("pull_policy"),
		Runtime:    r.text("runtime"),
		Init:       r.boolean("init"),

		User:           r.text("user"),
		GroupAdd:       r.list("group_add", 0),
		Privileged:     r.boolean("privileged"),
		CapAdd:         r.list("cap_add", keyName),
		CapDrop:        r.list("cap_drop", keyName),
		SecurityOpt:    r.list("security_opt", 0),
		ReadOnly:       r.boolean("read_only"),
		UseAPISocket:   r.boolean("use_api_socket"),
		CredentialSpec: r.entries("credential_spec"),

		NetworkMode: r.text("network_mode"),
		Networks:    r.attachments(),
		Hostname:    r.text("hostname"),
		MacAddress:  r.text("mac_address"),
		DNS:         r.list("dns", keyName),
		ExtraHosts:  r.hosts("extra_hosts"),

		PID: r.text("pid"), IPC: r.text("ipc"), UTS: r.text("uts"), UsernsMode: r.text("userns_mode"),
		Cgroup: r.text("cgroup"), CgroupParent: r.text("cgroup_parent"), Isolation: r.text("isolation"),

		Volumes:           r.mounts(),
		VolumesFrom:       r.list("volumes_from", 0),
		Tmpfs:             r.list("tmpfs", keyName),
		Secrets:           r.grants("secrets", true, "/run/secrets"),
		Configs:           r.grants("configs", false, ""),
		Devices:           r.devices(),
		DeviceCgroupRules: r.list("device_cgroup_rules", 0),
		GPUs:              r.gpus(),

		PidsLimit:      r.integer("pids_limit"),
		MemLimit:       r.size("mem_limit"),
		MemReservation: r.size("mem_reservation"),
		MemswapLimit:   r.size("memswap_limit"),
		CPUs:           r.number("cpus"),
		CPUQuota:       r.integer("cpu_quota"),
		CPUPeriod:      r.integer("cpu_period"),
		CPUShares:      r.integer("cpu_shares"),
		ShmSize:        r.size("shm_size"),
		Ulimits:        r.ulimits(),
		OomKillDisable: r.boolean("oom_kill_disable"),
		OomScoreAdj:    r.integer("oom_score_adj"),
		Sysctls:        r.entries("sysctls"),
		StorageOpt:     r.entries("storage_opt"),

		Environment: r.inherited("environment"),
		EnvFile:     r.envFile(),
		LabelFile:   r.list("label_file", 0),
		Labels:      r.entries("labels"),
		Annotations: r.entries("annotations"),
		Logging:     r.logging(),
	}
}

func (r *reader) gpus() Value[bool] {
	s, ok := r.get("gpus")
	if !ok {
		return Value[bool]{Known: !r.gap}
	}
	asked := s.val.kind == kindText || s.val.kind == kindList && len(s.val.slots) > 0
	return Value[bool]{V: asked, Set: true, Known: s.val.known(), at: s.origin()}
}

func (r *reader) healthcheck() Healthcheck {
	s, ok := r.get("healthcheck")
	if !ok {
		return Healthcheck{Test: Command{Known: !r.gap}, Disable: Value[bool]{Known: !r.gap}}
	}
	x := r.inside(s, "healthcheck")
	return Healthcheck{
		Set: true, Key: s.key, Span: s.span(),
		Disable: x.boolean("disable"), Test: x.command("test", false), Retries: x.integer("retries"),
		Interval: x.text("interval"), Timeout: x.text("timeout"),
		StartPeriod: x.text("start_period"), StartInterval: x.text("start_interval"),
	}
}

func (r *reader) deploy() Deploy {
	d := Deploy{}
	s, ok := r.get("deploy")
	x := &reader{evaluator: r.evaluator, path: r.path, gap: r.gap}
	if ok {
		d.Set, d.Key, d.Span = true, s.key, s.span()
		x = r.inside(s, "deploy")
	}
	limits := &reader{evaluator: r.evaluator, path: x.path, gap: x.gap}
	reserve, restart := *limits, *limits
	if s, ok := x.get("resources"); ok {
		y := x.inside(s, "resources")
		if s, ok := y.get("limits"); ok {
			d.LimitsSet, d.Limits = s.val.kind == kindMapping, s.span()
			limits = y.inside(s, "limits")
		}
		if s, ok := y.get("reservations"); ok {
			reserve = *y.inside(s, "reservations")
		}
	}
	for _, key := range [...]string{"placement", "update_config", "rollback_config", "endpoint_mode"} {
		if s, ok := x.get(key); ok && d.Swarm.IsZero() {
			d.Swarm = s.key
		}
	}
	if mode := x.text("mode"); mode.Known && mode.Set && mode.V != "replicated" && d.Swarm.IsZero() {
		d.Swarm = mode.Key()
	}
	if s, ok := x.get("restart_policy"); ok {
		restart, d.Restart = *x.inside(s, "restart_policy"), s.span()
	}
	d.Replicas, d.Labels = x.integer("replicas"), x.entries("labels")
	d.LimitCPUs, d.LimitMemory, d.LimitPids = limits.number("cpus"), limits.size("memory"), limits.integer("pids")
	d.ReserveMemory, d.RestartPolicy = reserve.size("memory"), restart.text("condition")
	d.RestartAttempts = restart.integer("max_attempts")
	return d
}

func (r *reader) logging() Logging {
	s, ok := r.get("logging")
	if !ok {
		return Logging{Driver: String{Known: !r.gap}, Options: Entries{Known: !r.gap}}
	}
	x := r.inside(s, "logging")
	return Logging{Set: true, Key: s.key, Span: s.span(), Driver: x.text("driver"), Options: x.entries("options")}
}

func (r *reader) provider() Provider {
	s, ok := r.get("provider")
	if !ok {
		return Provider{}
	}
	return Provider{Set: true, Span: s.span(), Type: r.inside(s, "provider").text("type")}
}

func (r *reader) dependencies() []Dependency {
	s, ok := r.get("depends_on")
	if !ok {
		return nil
	}
	n := names(s)
	var out []Dependency
	for _, d := range n.val.children(n.via) {
		x := r.inside(d, "depends_on")
		dep := Dependency{Key: d.key, Span: d.via.place(d.key.Span), Condition: x.text("condition"),
			Required: x.boolean("required"), Restart: x.boolean("restart")}
		if !dep.Condition.Set {
			dep.Condition.V = "service_started"
		}
		if !dep.Required.Set {
			dep.Required.V = true
		}
		out = append(out, dep)
	}
	return out
}

func (r *reader) attachments() []Attachment {
	s, ok := r.get("networks")
	if !ok {
		return nil
	}
	n := names(s)
	var out []Attachment
	for _, a := range n.val.children(n.via) {
		x := r.inside(a, "networks")
		out = append(out, Attachment{Key: a.key, Span: a.via.place(a.key.Span), Aliases: x.list("aliases", keyName),
			IPv4: x.text("ipv4_address"), IPv6: x.text("ipv6_address"), Network: r.project.Network(a.key.Value)})
	}
	return out
}

func (r *reader) ulimits() []Ulimit {
	s, ok := r.get("ulimits")
	if !ok {
		return nil
	}
	x := r.inside(s, "ulimits")
	var out []Ulimit
	for _, u := range x.slots {
		limit := Ulimit{Key: u.key, Span: u.span()}
		if u.val.kind == kindMapping {
			y := x.inside(u, u.key.Value)
			limit.Soft, limit.Hard = y.integer("soft"), y.integer("hard")
		} else {
			limit.Soft = x.wholeNumber(u, u.key.Value)
			limit.Hard = limit.Soft
		}
		out = append(out, limit)
	}
	return out
}

// hooks reads post_start and pre_stop.
func (r *reader) hooks(key string) []Hook {
	s, ok := r.get(key)
	if !ok || s.val.kind != kindList {
		return nil
	}
	var out []Hook
	for _, h := range s.val.children(s.via) {
		if h.val.kind == kindMapping {
			out = append(out, r.inside(h, key).hook(h.span()))
		}
	}
	return out
}

func (r *reader) hook(at source.Span) Hook {
	return Hook{Span: at, Command: r.command("command", true), User: r.text("user"), Privileged: r.boolean("privileged"),
		WorkingDir: r.text("working_dir"), Environment: r.inherited("environment")}
}

// watch reads what develop.watch runs in the container.
func (r *reader) watch() []Hook {
	s, ok := r.get("watch")
	if !ok || s.val.kind != kindList {
		return nil
	}
	var out []Hook
	for _, w := range s.val.children(s.via) {
		x := r.inside(w, "watch")
		if e, ok := x.get("exec"); ok {
			out = append(out, x.inside(e, "exec").hook(e.span()))
		}
	}
	return out
}

// notInherited are the keys of a service that are no part of a container, or that its pre_start hooks do not take over.
var notInherited = [...]string{
	"volumes", "attach", "build", "container_name", "depends_on", "deploy", "develop", "expose", "extends", "external_links",
	"healthcheck", "links", "ports", "post_start", "pre_start", "pre_stop", "profiles", "provider", "restart", "scale",
	"stdin_open", "tty",
}

// preStart reads the hooks that run in containers of their own. As compose-go does, each takes over the container
// settings of its service and goes over them.
func (r *reader) preStart(service slot) []Hook {
	s, ok := r.get("pre_start")
	if !ok || s.val.kind != kindList {
		return nil
	}
	base := service.val
	for _, key := range notInherited {
		base = base.without(key)
	}
	var out []Hook
	for _, h := range s.val.children(s.via) {
		if h.val.kind != kindMapping {
			continue
		}
		if !r.copies(base.size(maxCopied)) {
			r.problem(source.Unread, h.span(), r.path+".pre_start",
				fmt.Sprintf("hooks stand for more than %d values: no more are read", maxCopied))
			break
		}
		merged := r.merge(slot{val: base, via: service.via}, h, serviceSpec())
		x := r.inside(merged, "pre_start")
		hook := x.hook(h.span())
		c := x.container()
		hook.Container = &c
		out = append(out, hook)
	}
	return out
}
