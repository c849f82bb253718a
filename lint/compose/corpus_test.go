package compose

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/google/go-cmp/cmp"
	"github.com/sirupsen/logrus"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// diskTree reads below a folder, for tests: it follows no links and opens plain files only.
type diskTree struct {
	root  string
	files map[string]*source.File
}

func (d diskTree) Read(name string) (*source.File, error) {
	if f, ok := d.files[name]; ok {
		return f, nil
	}
	info, err := os.Lstat(filepath.Join(d.root, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &source.ReadError{Path: name, Reason: source.Missing}
	case err != nil:
		return nil, &source.ReadError{Path: name, Reason: source.Unreadable}
	case info.IsDir():
		return nil, &source.ReadError{Path: name, Reason: source.Directory}
	case !info.Mode().IsRegular():
		return nil, &source.ReadError{Path: name, Reason: source.Irregular}
	case info.Size() > 64<<20:
		return nil, &source.ReadError{Path: name, Reason: source.TooLarge}
	}
	content, err := os.ReadFile(filepath.Join(d.root, name))
	if err != nil {
		return nil, &source.ReadError{Path: name, Reason: source.Unreadable}
	}
	f := source.New(name, content)
	d.files[name] = f
	return f, nil
}

func (d diskTree) List(dir string) []string {
	entries, _ := os.ReadDir(filepath.Join(d.root, dir))
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// project is one set of files of the corpus: the root of its repository, and paths below that.
type corpusProject struct {
	root  string
	files []string
}

// corpusProjects lists the Compose projects of the corpus beside the repository: in each folder the default set, and each
// other Compose file alone.
func corpusProjects(t testing.TB) []corpusProject {
	dir, _ := os.Getwd()
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "corpus")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Skip("no shared/corpus beside the repository")
		}
	}
	var out []corpusProject
	corpus := filepath.Join(dir, "shared", "corpus")
	repositories, _ := os.ReadDir(corpus)
	for _, r := range repositories {
		if !r.IsDir() {
			continue
		}
		root := filepath.Join(corpus, r.Name())
		if r.Name() == "hostile" {
			continue
		}
		err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			rel, _ := filepath.Rel(root, p)
			rel = filepath.ToSlash(rel)
			tree := diskTree{root, map[string]*source.File{}}
			set := FileSet(tree, rel)
			if len(set) > 0 {
				out = append(out, corpusProject{root, set})
			}
			for _, name := range tree.List(rel) {
				full := path.Join(rel, name)
				ext := path.Ext(name)
				lower := strings.ToLower(name)
				if ext != ".yml" && ext != ".yaml" || !strings.Contains(lower, "compose") || slices.Contains(set, full) {
					continue
				}
				out = append(out, corpusProject{root, []string{full}})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// byComposeGo loads a project with compose-go, without validation.
func byComposeGo(p corpusProject) (*types.Project, error) {
	dir := filepath.Join(p.root, path.Dir(p.files[0]))
	env := types.Mapping{}
	if content, err := os.ReadFile(filepath.Join(dir, ".env")); err == nil {
		vars, err := dotenv.UnmarshalBytesWithLookup(content, nil)
		if err != nil {
			return nil, err
		}
		env = vars
	}
	details := types.ConfigDetails{WorkingDir: dir, Environment: env}
	for _, f := range p.files {
		details.ConfigFiles = append(details.ConfigFiles, types.ConfigFile{Filename: filepath.Join(p.root, f)})
	}
	return loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SkipValidation, o.SkipResolveEnvironment, o.SkipResolveLabels = true, true, true
		o.Profiles = []string{"*"}
		o.SetProjectName("x", true)
	})
}

// view is what both sides say of a service.
type view map[string]any

func viewOfComposeGo(s types.ServiceConfig) view {
	v := view{
		"image": s.Image, "user": s.User, "privileged": s.Privileged, "cap_add": s.CapAdd, "cap_drop": s.CapDrop,
		"security_opt": s.SecurityOpt, "read_only": s.ReadOnly, "network_mode": s.NetworkMode, "pid": s.Pid, "ipc": s.Ipc,
		"userns_mode": s.UserNSMode, "pids_limit": s.PidsLimit, "mem_limit": int64(s.MemLimit), "restart": s.Restart,
		"command": []string(s.Command), "entrypoint": []string(s.Entrypoint), "tmpfs": []string(s.Tmpfs),
		"cpus": s.CPUS, "shm_size": int64(s.ShmSize), "group_add": s.GroupAdd, "volumes_from": s.VolumesFrom,
		"container_name": s.ContainerName, "expose": []string(s.Expose), "profiles": s.Profiles,
		"working_dir": s.WorkingDir, "hostname": s.Hostname, "dns": []string(s.DNS), "platform": s.Platform,
	}
	keys := []string{}
	for k, e := range s.Environment {
		if e != nil {
			k += "=" + *e
		}
		keys = append(keys, k)
	}
	v["environment"] = sorted(keys)
	keys = []string{}
	for k, e := range s.Labels {
		keys = append(keys, k+"="+e)
	}
	v["labels"] = sorted(keys)
	keys = []string{}
	for k := range s.Networks {
		keys = append(keys, k)
	}
	v["networks"] = sorted(keys)
	keys = []string{}
	for k, d := range s.DependsOn {
		keys = append(keys, fmt.Sprint(k, d.Condition, d.Required))
	}
	v["depends_on"] = sorted(keys)
	keys = []string{}
	for _, p := range s.Ports {
		keys = append(keys, fmt.Sprint(p.HostIP, "|", p.Published, "|", p.Target, "|", p.Protocol))
	}
	v["ports"] = sorted(keys)
	keys = []string{}
	for _, m := range s.Volumes {
		k := fmt.Sprint(m.Type, "|", m.Source, "|", m.Target, "|", m.ReadOnly)
		if m.Bind != nil {
			k += m.Bind.Propagation + m.Bind.SELinux
		}
		keys = append(keys, k)
	}
	v["volumes"] = sorted(keys)
	keys = []string{}
	for _, d := range s.Devices {
		keys = append(keys, d.Source+":"+d.Target+":"+d.Permissions)
	}
	v["devices"] = sorted(keys)
	keys = []string{}
	for h, ips := range s.ExtraHosts {
		keys = append(keys, h+"="+strings.Join(ips, ","))
	}
	v["extra_hosts"] = sorted(keys)
	keys = []string{}
	for k, u := range s.Ulimits {
		soft, hard := u.Soft, u.Hard
		if u.Single != 0 {
			soft, hard = u.Single, u.Single
		}
		keys = append(keys, fmt.Sprint(k, " ", soft, " ", hard))
	}
	v["ulimits"] = sorted(keys)
	keys = []string{}
	for _, x := range s.Secrets {
		keys = append(keys, x.Source)
	}
	for _, x := range s.Configs {
		keys = append(keys, x.Source)
	}
	for _, x := range s.EnvFiles {
		keys = append(keys, x.Path+strconv.FormatBool(bool(x.Required)))
	}
	v["grants"] = sorted(keys)
	if b := s.Build; b != nil {
		dockerfile := b.Dockerfile
		if dockerfile == "" && b.DockerfileInline == "" {
			dockerfile = "Dockerfile"
		}
		v["build"] = []string{b.Context, dockerfile, b.DockerfileInline, b.Target, b.Network}
		keys = []string{}
		for k, e := range b.Args {
			if e != nil {
				k += "=" + *e
			}
			keys = append(keys, k)
		}
		v["args"] = sorted(keys)
	}
	if h := s.HealthCheck; h != nil {
		v["healthcheck"] = append([]string{fmt.Sprint(h.Disable)}, h.Test...)
	}
	if d := s.Deploy; d != nil && d.Resources.Limits != nil {
		v["limits"] = fmt.Sprint(d.Resources.Limits.MemoryBytes, " ", d.Resources.Limits.Pids, " ",
			float32(d.Resources.Limits.NanoCPUs))
	}
	if s.Logging != nil {
		v["logging"] = s.Logging.Driver
	}
	return v.clean()
}

func sorted(keys []string) []string {
	sort.Strings(keys)
	return keys
}

// clean removes what is empty.
func (v view) clean() view {
	for k, x := range v {
		if s := fmt.Sprint(x); s == "" || s == "[]" || s == "0" || s == "false" {
			delete(v, k)
		}
	}
	return v
}

func shipped(l List) []string {
	var out []string
	for _, i := range l.Items {
		out = append(out, i.Shipped())
	}
	return out
}

// viewOf shows our own service as Compose ships it: variables that are set nowhere are empty.
func viewOf(root string, p *Project, s *Service) view {
	abs := func(dir, name string) string {
		if rest, ok := strings.CutPrefix(name, "~"); ok {
			home, _ := os.UserHomeDir()
			return home + rest
		}
		if name == "" || strings.HasPrefix(name, "/") || strings.Contains(name, "://") {
			return name
		}
		return filepath.Join(root, dir, name)
	}
	words := func(c Command) []string {
		var out []string
		for _, w := range c.Words {
			out = append(out, w.Shipped())
			if !c.Known {
				return []string{"unknown"}
			}
		}
		return out
	}
	v := view{
		"image": s.Image.Shipped(), "user": s.User.Shipped(), "privileged": s.Privileged.V, "cap_add": shipped(s.CapAdd),
		"cap_drop": shipped(s.CapDrop), "security_opt": shipped(s.SecurityOpt), "read_only": s.ReadOnly.V,
		"network_mode": s.NetworkMode.Shipped(), "pid": s.PID.Shipped(), "ipc": s.IPC.Shipped(),
		"userns_mode": s.UsernsMode.Shipped(), "pids_limit": s.PidsLimit.V, "mem_limit": s.MemLimit.V,
		"restart": s.Restart.Shipped(), "command": words(s.Command), "entrypoint": words(s.Entrypoint),
		"tmpfs": shipped(s.Tmpfs), "cpus": float32(s.CPUs.V), "shm_size": s.ShmSize.V, "group_add": shipped(s.GroupAdd),
		"volumes_from": shipped(s.VolumesFrom), "container_name": s.ContainerName.Shipped(), "expose": shipped(s.Expose),
		"profiles": shipped(s.Profiles), "working_dir": s.WorkingDir.Shipped(), "hostname": s.Hostname.Shipped(),
		"dns": shipped(s.DNS), "platform": s.Platform.Shipped(),
	}
	entries := func(e Entries, null bool) []string {
		keys := []string{}
		for _, i := range e.Items {
			k := i.Key.Value
			if i.Value.Set || null {
				k += "=" + i.Value.Shipped()
			}
			keys = append(keys, k)
		}
		return sorted(keys)
	}
	v["environment"], v["labels"] = entries(s.Environment, false), entries(s.Labels, true)
	keys := []string{}
	for _, n := range s.Networks {
		keys = append(keys, n.Key.Value)
	}
	if len(keys) == 0 && !s.NetworkMode.Set && !s.Provider.Set {
		keys = append(keys, "default")
	}
	v["networks"] = sorted(keys)
	keys = []string{}
	for _, d := range s.DependsOn {
		keys = append(keys, fmt.Sprint(d.Key.Value, d.Condition.V, d.Required.V))
	}
	v["depends_on"] = sorted(keys)
	keys = []string{}
	known := true
	for _, p := range s.Ports {
		known = known && p.Known
		for i := uint16(0); p.Target.First+i <= p.Target.Last; i++ {
			published := ""
			if !p.Published.Span.IsZero() {
				published = fmt.Sprint(p.Published.First + i)
				if p.Target.First == p.Target.Last && p.Published.First != p.Published.Last {
					published += fmt.Sprint("-", p.Published.Last)
				}
			}
			keys = append(keys, fmt.Sprint(p.HostIP.V, "|", published, "|", p.Target.First+i, "|", p.Protocol.V))
		}
	}
	v["ports"] = sorted(keys)
	if !known {
		v["ports"] = "unknown"
	}
	keys, known = []string{}, true
	for _, m := range s.Volumes {
		src := m.Source.V
		if m.Type.V == "bind" {
			src = abs(m.Dir, src)
		}
		k := fmt.Sprint(m.Type.V, "|", src, "|", m.Target.V, "|", m.ReadOnly.V)
		keys = append(keys, k+m.Propagation.V+m.SELinux.V)
		known = known && m.Known
	}
	v["volumes"] = sorted(keys)
	if !known {
		v["volumes"] = "unknown"
	}
	keys = []string{}
	for _, d := range s.Devices {
		keys = append(keys, d.Source.V+":"+d.Target.V+":"+d.Permissions.V)
	}
	v["devices"] = sorted(keys)
	v["extra_hosts"] = entries(s.ExtraHosts, true)
	keys = []string{}
	for _, u := range s.Ulimits {
		keys = append(keys, fmt.Sprint(u.Key.Value, " ", u.Soft.V, " ", u.Hard.V))
	}
	v["ulimits"] = sorted(keys)
	keys = []string{}
	for _, g := range append(s.Secrets, s.Configs...) {
		keys = append(keys, g.Source.Shipped())
	}
	for _, f := range s.EnvFile {
		keys = append(keys, abs(f.Dir, f.Path.Shipped())+strconv.FormatBool(f.Required.V))
	}
	v["grants"] = sorted(keys)
	if b := s.Build; b != nil {
		context, dockerfile := b.Context.Shipped(), b.Dockerfile.Shipped()
		if !b.Context.Set {
			context = "."
		}
		if dockerfile == "" && !b.DockerfileInline.Set {
			dockerfile = "Dockerfile"
		}
		v["build"] = []string{abs(b.Dir, context), dockerfile, b.DockerfileInline.Shipped(), b.Target.Shipped(), b.Network.Shipped()}
		v["args"] = entries(b.Args, false)
	}
	if h := s.Healthcheck; h.Set {
		test := []string{fmt.Sprint(h.Disable.V)}
		if h.Test.Shell {
			test = append(test, "CMD-SHELL", h.Test.Text.Shipped())
		} else {
			test = append(test, words(h.Test)...)
		}
		v["healthcheck"] = test
	}
	if d := s.Deploy; d.LimitsSet {
		v["limits"] = fmt.Sprint(d.LimitMemory.V, " ", d.LimitPids.V, " ", float32(d.LimitCPUs.V))
	}
	if s.Logging.Set {
		v["logging"] = s.Logging.Driver.Shipped()
	}
	return v.clean()
}

// implied removes the dependencies that compose-go derives from links, volumes_from and shared namespaces.
func implied(theirs, ours view) {
	mine, _ := ours["depends_on"].([]string)
	all, _ := theirs["depends_on"].([]string)
	kept := []string{}
	for _, d := range all {
		if slices.Contains(mine, d) {
			kept = append(kept, d)
		}
	}
	theirs["depends_on"] = kept
	for _, key := range []string{"ports", "volumes", "command", "entrypoint"} {
		if fmt.Sprint(ours[key]) == "unknown" || fmt.Sprint(ours[key]) == "[unknown]" {
			theirs[key] = ours[key]
		}
	}
	theirs.clean()
}

func TestCorpusMatchesComposeGo(t *testing.T) {
	logrus.SetOutput(io.Discard)
	loaded, refused := 0, 0
	for _, c := range corpusProjects(t) {
		name := filepath.Base(c.root) + "/" + strings.Join(c.files, "+")
		tree := diskTree{c.root, map[string]*source.File{}}
		ours := Load(tree, Options{Files: c.files, SkipReferee: true})
		theirs, err := byComposeGo(c)
		if err != nil {
			refused++
			judged := Load(tree, Options{Files: c.files})
			// What hangs on a variable that is set nowhere may be refused here and load elsewhere.
			if len(judged.Problems) == 0 && !strings.Contains(err.Error(), "empty section between colons") &&
				!strings.Contains(err.Error(), "neither an image nor a build") {
				t.Errorf("%s: no problem, but compose-go says %v", name, err)
			}
			continue
		}
		loaded++
		all := theirs.AllServices()
		if len(all) != len(ours.Services) {
			t.Errorf("%s: %d services, compose-go has %d", name, len(ours.Services), len(all))
		}
		for _, s := range ours.Services {
			other, ok := all[s.Key.Value]
			if !ok {
				t.Errorf("%s: compose-go has no service %s", name, s.Key.Value)
				continue
			}
			want, got := viewOfComposeGo(other), viewOf(c.root, ours, s)
			implied(want, got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s:\n%s", name, s.Key.Value, diff)
			}
		}
	}
	t.Logf("%d projects load, %d are refused", loaded, refused)
	if loaded < 100 {
		t.Error("too few projects")
	}
}
