package seccomp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	moby "github.com/moby/profiles/seccomp"
	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Docker's own loader is asked beside ours. It knows the machine that the test runs on only.

var defaultCaps = []string{
	"CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID", "CAP_SETUID",
	"CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE",
}

func load(body string, caps []string) (s *specs.LinuxSeccomp, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return moby.LoadProfile(body, &specs.Spec{Process: &specs.Process{Capabilities: &specs.LinuxCapabilities{Bounding: caps}}})
}

// kernel returns the version of the kernel that the test runs on, which Docker's loader asks for.
var kernel = sync.OnceValue(func() (k Kernel) {
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err == nil {
		_, err = fmt.Sscanf(string(release), "%d.%d", &k.Version, &k.Major)
	}
	if err != nil {
		panic(err)
	}
	return k
})

// compare holds our reading and evaluation of a profile against Docker's.
func compare(t *testing.T, body string, caps []string) {
	t.Helper()
	if !utf8.ValidString(body) {
		return // a problem of its own, which encoding/json lets pass
	}
	p := Parse(source.New("profile.json", []byte(body)))
	their, err := load(body, caps)
	var refuses []source.Problem
	unread := false
	for _, problem := range p.Problems {
		unread = unread || problem.Kind == source.Unread
		if (problem.Kind == source.Malformed || problem.Kind == source.Refused) && !repeated(problem) &&
			!strings.HasPrefix(problem.Key, runtimeKey) {
			refuses = append(refuses, problem)
		}
	}
	switch {
	case unread, slices.ContainsFunc(p.Problems, repeated):
		return // it is deeper or larger than we read; encoding/json puts a second value into the first one
	case err != nil && len(refuses) == 0:
		t.Fatalf("Docker refuses what we take: %v\n%s", err, body)
	case err == nil && len(refuses) > 0:
		t.Fatalf("Docker takes what we refuse: %v\n%s", refuses, body)
	case err != nil:
		return
	}
	host := Host{Machine: AMD64, Caps: caps, Kernel: kernel()}
	f := p.Evaluate(host)
	if f.Off != (their == nil) || p.FiltersNothing() != (their == nil) {
		t.Fatalf("off: %t, Docker: %t\n%s", f.Off, their == nil, body)
	}
	if their == nil {
		return
	}
	// The rules that Docker hands over, in our words.
	var rest []*Rule
	for _, rule := range p.Rules {
		if rule.Applies(host) {
			rest = append(rest, rule)
		}
	}
	if len(rest) != len(their.Syscalls) {
		t.Fatalf("%d rules apply, Docker has %d\n%s", len(rest), len(their.Syscalls), body)
	}
	for i, rule := range rest {
		var names []string
		for _, n := range rule.Names {
			names = append(names, n.Value)
		}
		if !slices.Equal(names, their.Syscalls[i].Names) || rule.ActionText.Value != string(their.Syscalls[i].Action) {
			t.Fatalf("rule %d: %v %s, Docker has %v\n%s", i, names, rule.ActionText.Value, their.Syscalls[i], body)
		}
	}
}

func TestDockerTakesWhatWeTake(t *testing.T) {
	n := 0
	for _, body := range profiles(t) {
		n++
		compare(t, body, nil)
		compare(t, body, defaultCaps)
		compare(t, body, append([]string{"CAP_SYS_ADMIN"}, defaultCaps...))
	}
	t.Logf("%d profiles", n)
}

// profiles returns Docker's default, small ones, and those of the corpus beside the repository.
func profiles(t testing.TB) []string {
	list := []string{
		string(defaultProfile), ``, `{}`, `null`, `[]`, "\ufeff{}", `{"syscalls": null}`, `{"syscalls": [null]}`, `{"syscalls": [{"name": "read"}]}`,
		`{"DEFAULTACTION": "SCMP_ACT_ALLOW"}`, `{"defaultaction": "SCMP_ACT_ERRNO", "SysCalls": [{"NAMES": ["read", null]}]}`,
		`{"defaultAction": null, "architectures": ["SCMP_ARCH_X86"], "archMap": [{}]}`,
		`{"defaultAction": "x", "architectures": ["SCMP_ARCH_X86"], "archMap": [{}]}`,
		`{"defaultAction": "x", "architectures": [], "archMap": [{}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": [], "name": "a"}, {"names": ["b"], "name": "a"}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "includes": {"minKernel": "4.8"}}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "includes": {"minKernel": "5.8.1"}}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "includes": {"minKernel": ""}}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "includes": {"minKernel": "0.0"}}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "includes": {"minKernel": "256.1"}}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "includes": {"minKernel": "+4.8"}}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "excludes": {"minKernel": 4.8}}]}`,
		`{"defaultAction": "x", "syscalls": [{"names": ["b"], "excludes": {"minKernel": "3.1", "caps": ["CAP_CHOWN"]}}]}`,
		`{"defaultAction": "x", "defaultErrnoRet": -1}`, `{"defaultAction": "x", "defaultErrnoRet": 1.0}`,
		`{"defaultAction": "x", "defaultErrnoRet": 1e2}`, `{"defaultAction": "x", "defaultErrnoRet": 18446744073709551616}`,
		`{"defaultAction": "x", "defaultErrnoRet": -0}`, `{"defaultAction": "x", "listenerMetadata": 5}`, `{"sycalls": 5}`,
		`{"defaultAction": "x", "syscalls": [{"args": [null, {"index": 7}], "comment": null}]}`,
		`{"defaultAction": "x", "syscalls": [{"args": [{"value": true}]}]}`, `{"defaultAction": "x", "syscalls": [5]}`,
		`{"defaultAction": "x", "archMap": [null]}`, `{"defaultAction": "x", "syscalls": [{"includes": []}]}`,
	}
	if dir := corpus(); dir != "" {
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && strings.HasSuffix(name, ".json") {
				content, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(name, "seccomp") || bytes.Contains(content, []byte("SCMP_ACT_")) {
					list = append(list, string(content))
				}
			}
			return nil
		})
	}
	return list
}

// corpus returns the folder of the corpus beside the repository, or nothing.
func corpus() string {
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "shared", "corpus")
		if info, err := os.Stat(found); err == nil && info.IsDir() {
			return found
		}
	}
	return ""
}

func FuzzDocker(f *testing.F) {
	for _, body := range profiles(f) {
		f.Add(body, true)
	}
	f.Fuzz(func(t *testing.T, body string, caps bool) {
		if caps {
			compare(t, body, defaultCaps)
		} else {
			compare(t, body, nil)
		}
	})
}

// TestDefaultIsDockers holds the data file to the module, and what we make of it to Docker's own count.
func TestDefaultIsDockers(t *testing.T) {
	var have, want any
	body, err := json.Marshal(moby.DefaultProfile())
	if err != nil {
		t.Fatal(err)
	}
	if json.Unmarshal(body, &want) != nil || json.Unmarshal(defaultProfile, &have) != nil || fmt.Sprint(have) != fmt.Sprint(want) {
		t.Error("data/default.json is not the profile of github.com/moby/profiles; run tools/syscalls")
	}
	for _, c := range []struct {
		caps []string
		want int
	}{{defaultCaps, 370}, {nil, 369}} {
		names := Default().Evaluate(Host{Machine: AMD64, Caps: c.caps}).Names()
		if len(names) != c.want {
			t.Errorf("%d names pass with %d capabilities, not %d", len(names), len(c.caps), c.want)
		}
		their, err := load(string(defaultProfile), c.caps)
		if err != nil {
			t.Fatal(err)
		}
		allowed := map[string]bool{}
		for _, rule := range their.Syscalls {
			for _, name := range rule.Names {
				allowed[name] = allowed[name] || rule.Action == specs.ActAllow
			}
		}
		for _, name := range names {
			if !allowed[name] {
				t.Errorf("%s passes, but Docker does not allow it", name)
			}
			delete(allowed, name)
		}
		for name, ok := range allowed {
			if ok {
				t.Errorf("Docker allows %s", name)
			}
		}
	}
}
