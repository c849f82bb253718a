package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// OutsideNamespace reports `network_mode`, `pid` and `ipc` that join a container which the project does not have:
// `container:NAME`, also through another service.
//
// What the container can reach is then decided elsewhere: whether that one has the network of the host, no file in sight
// says. A name that a service of the project has by `container_name` is followed, and so is `service:NAME`; where these
// lead to the host, `host-network`, `host-pid` and `host-ipc` say so.
//
// # What to do
//
// Put the two into one project and write `service:NAME`.
var OutsideNamespace = define(lint.Rule{
	ID: "outside-namespace", Title: "Namespace of an unknown container joined", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.10"), lint.CIS("5.16"), lint.CIS("5.17"), lint.OWASP("5")},
	Check:   lint.EachDeployed(checkOutsideNamespace),
})

func checkOutsideNamespace(p *lint.Pass, c *container.Container) {
	for _, j := range c.Outside {
		p.Report(j.Setting.Origin.Span, "%s joins %s, of which no file here tells; use service:NAME", c.Name, j.Container).
			About(c.Subject).Keyed(j.Key).Notes(j.Setting.Origin.Notes).Concerns(namespaceItem(j.Key))
	}
}

// namespaceItem returns the item of the benchmark about the namespace of a key.
func namespaceItem(key string) string {
	switch key {
	case "pid":
		return "5.16"
	case "ipc":
		return "5.17"
	}
	return "5.10"
}
