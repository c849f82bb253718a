package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PrivilegedContainer reports containers that run with `privileged: true`, and hooks that do (`pre_start`, `post_start`,
// `pre_stop`, `develop.watch`).
//
// A privileged container has every capability, every device of the host, no seccomp filter, no AppArmor profile and
// writable kernel settings. Who takes over its process mounts the host's disk and owns the host, with no further
// technique.
//
// # What to do
//
// Delete the key. Give the container the one capability or device that it needs: `cap_add`, `devices`.
//
// # When it is fine
//
// Tools that manage the host itself, such as a node agent, may need it. Ignore the finding with the reason, and keep
// the container off every network that others reach.
var PrivilegedContainer = define(lint.Rule{
	ID: "privileged-container", Title: "Privileged container", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0002", "privileged-service", "KICS:Privileged Containers Enabled"},
	Refs:    []lint.Ref{lint.CIS("5.5"), lint.CIS("5.23"), lint.OWASP("3"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkPrivilegedContainer),
})

func checkPrivilegedContainer(p *lint.Pass, c *container.Container) {
	if c.IsPrivileged() {
		f := p.Report(c.Privileged.Origin.Span,
			"%s is privileged, which hands over the host; name the capability or device it needs", c.Name)
		f.About(c.Subject).Notes(c.Privileged.Origin.Notes).Concerns("5.5")
		if edit, ok := source.DeleteLines(c.Privileged.Origin.Key, c.Privileged.Origin.Span); ok {
			f.OfferRisky("run without privileges; what needs a device or a capability fails", edit)
		}
	}
	for _, h := range c.Hooks {
		if container.Is(h.Privileged, true) {
			f := p.Report(h.Privileged.Origin.Span, "the %s hook of %s is privileged, which hands over the host; delete the key",
				h.When, c.Name).About(c.Subject).Keyed(h.When).Notes(h.Privileged.Origin.Notes).Concerns("5.23")
			if edit, ok := source.DeleteLines(h.Privileged.Origin.Key, h.Privileged.Origin.Span); ok {
				f.OfferRisky("run the hook with what the container may do; what needs more fails", edit)
			}
		}
	}
}
