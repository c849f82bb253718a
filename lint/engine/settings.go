package engine

import (
	"slices"
	"sync"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/ignore"
	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// infos are the rules as the packages that know no rules want them.
type infos struct {
	config []config.Rule
	ignore []ignore.Rule
}

func ruleInfos(rules []*lint.Rule) infos {
	var in infos
	for _, r := range rules {
		info := config.Rule{
			ID: r.ID, Title: r.Title, Aliases: r.Aliases, Codes: r.Codes, Severity: r.Severity.String(), Presets: r.Presets.Names(),
			Lasting: r.Duty == lint.Gaps || r.Duty == lint.StaleComments || r.Duty == lint.Refusals,
		}
		for _, o := range r.Options {
			info.Options = append(info.Options, config.Option(o))
		}
		in.config = append(in.config, info)
		in.ignore = append(in.ignore, ignore.Rule{ID: r.ID, Aliases: r.Aliases, Codes: r.Codes})
	}
	return in
}

// ConfigRules returns the rules as the settings know them.
func ConfigRules(rules []*lint.Rule) []config.Rule { return ruleInfos(rules).config }

// settingsOf finds the settings of the files of one root. Faults of settings files come up before anything is linted, so
// that later look-ups cannot fail.
type settingsOf struct {
	loader *config.Loader
	run    *run
	named  map[string]bool         // the files that the user gave themselves, which nothing leaves out
	known  map[string]unitSettings // of the files that were discovered

	mu      sync.Mutex
	enabled map[*config.Settings][]*lint.Rule
}

// look finds the settings of a file that was discovered.
func (s *settingsOf) look(path string) error {
	set, err := s.loader.Effective(path)
	if err == nil {
		s.known[path] = s.with(set)
	}
	return err
}

// of returns the settings of a file. A file that turned up only while linting, far from those that were discovered, may
// have a broken settings file: then those of the root's own files hold.
func (s *settingsOf) of(path string) unitSettings {
	if known, ok := s.known[path]; ok {
		return known
	}
	set, err := s.loader.Effective(path)
	if err != nil {
		set, err = s.loader.Effective("Dockerfile")
		if err != nil {
			set = &config.Settings{}
		}
	}
	return s.with(set)
}

func (s *settingsOf) buildArgs(path string) map[string]string {
	args := map[string]string{}
	for name, v := range s.of(path).BuildArgs {
		args[name] = v.Value
	}
	for name, v := range s.run.BuildArgs {
		args[name] = v
	}
	return args
}

// included reports whether the settings leave a file in.
func (s *settingsOf) included(path string) bool {
	if s.named[path] {
		return true
	}
	_, excluded := s.of(path).ExcludedBy(path)
	return !excluded
}

// compositions returns the Compose projects of a root that the settings leave in: those whose last file is.
func (s *settingsOf) compositions(root *project.Root) []project.Composition {
	return slices.DeleteFunc(slices.Clone(root.Compositions), func(c project.Composition) bool {
		return !s.included(c.Files[len(c.Files)-1])
	})
}

// unitSettings answers what the rules and the steps ask of the settings of one unit.
type unitSettings struct {
	*config.Settings
	rules []*lint.Rule // those that are switched on
}

// with returns the settings with the rules that they switch on, which are worked out once for all files of a settings file.
func (s *settingsOf) with(set *config.Settings) unitSettings {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := unitSettings{set, s.enabled[set]}
	if u.rules == nil {
		u.rules = slices.DeleteFunc(slices.Clone(s.run.Rules), func(r *lint.Rule) bool { return !u.Enabled(r) })
		s.enabled[set] = u.rules
	}
	return u
}

// Enabled reports whether a rule runs. Running just a few rules does not make a run complete that is not: what was not read is
// still said, unless it is switched off by its own name; and so is what ShellCheck says, which is asked for by a flag.
func (s unitSettings) Enabled(rule *lint.Rule) bool {
	enabled := s.Rule(rule.ID).Enabled
	always := rule.Duty == lint.Gaps || rule.Duty == lint.ShellScripts
	return enabled.Value || always && enabled.Origin.Flag != "--ignore" && enabled.Origin.Span.IsZero()
}

// Option implements lint.Settings. The list of trusted registries is the option of the rules that ask for one.
func (s unitSettings) Option(ruleID, name string) (any, bool) {
	v, ok := s.Rule(ruleID).Options[name]
	if name == config.TrustedOption && len(s.TrustedRegistries) > 0 && v.Origin == (config.Origin{}) {
		patterns := make([]string, 0, len(s.TrustedRegistries))
		for _, p := range s.TrustedRegistries {
			patterns = append(patterns, p.Value)
		}
		return patterns, true
	}
	return v.Value, ok
}

// Labels implements lint.Settings.
func (s unitSettings) Labels() label.Schema {
	if len(s.Settings.Labels) == 0 {
		return label.Schema{}
	}
	schema := label.Schema{Types: make(map[string]label.Type, len(s.Settings.Labels)), Strict: s.StrictLabels.Value}
	for name, t := range s.Settings.Labels {
		schema.Types[name] = label.Type(t.Value)
	}
	return schema
}

// severity gives findings the severity that the settings say.
func (s unitSettings) severity(findings []lint.Finding) []lint.Finding {
	for i := range findings {
		if name := s.Rule(findings[i].Rule.ID).Severity.Value; name != "" {
			if severity, err := lint.ParseSeverity(name); err == nil {
				findings[i].Severity = severity
			}
		}
	}
	return findings
}

// waived takes out what the settings accept.
func (s unitSettings) waived(now time.Time, accept accept) step {
	return func(findings []lint.Finding) []lint.Finding {
		return slices.DeleteFunc(findings, func(f lint.Finding) bool {
			w := s.Waiver(f.Rule.ID, f.Span.File.Path, f.Subject, now)
			if w != nil {
				accept(f, w.Reason)
			}
			return w != nil
		})
	}
}
