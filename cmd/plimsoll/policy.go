package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/custom"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/report"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// policyVariable is the environment variable that names a policy.
const policyVariable = "PLIMSOLL_POLICY"

// maxPolicy bounds the bytes of a policy.
const maxPolicy = 1 << 20

// readPolicy reads the policy that --policy or the environment names, if any does.
func (a *app) readPolicy() error {
	name := a.input.policy
	if name == "" {
		name = os.Getenv(policyVariable)
	}
	if name == "" {
		return nil
	}
	policy, own, err := loadPolicy(name)
	a.input.flags.Policy, a.ownRules = policy, own
	return err
}

// loadPolicy reads a policy and makes its rules.
func loadPolicy(name string) (*config.Policy, []*lint.Rule, error) {
	src, err := readPolicyFile(name)
	if err != nil {
		return nil, nil, err
	}
	policy, err := config.ParsePolicy(src, engine.ConfigRules(rules.All()))
	if err != nil {
		return nil, nil, usagef("%v", err)
	}
	own, err := custom.Compile(policy.Custom)
	if err != nil {
		return nil, nil, usagef("%v", err)
	}
	return policy, own, nil
}

// rules returns all rules, those of the policy last.
func (a *app) rules() []*lint.Rule { return slices.Concat(rules.All(), a.ownRules) }

// isOwn reports whether a rule is one of the policy, which has no page.
func (a *app) isOwn(id string) bool {
	return slices.ContainsFunc(a.ownRules, func(r *lint.Rule) bool { return r.ID == id })
}

func readPolicyFile(name string) (*source.File, error) {
	f, err := readNamed(fromHere(name), maxPolicy)
	if err != nil {
		return nil, usagef("cannot read the policy: %v", err)
	}
	return f, nil
}

// reportedPolicy names the policy as reports do, nil for none.
func (a *app) reportedPolicy() *report.Policy {
	p := a.input.flags.Policy
	if p == nil {
		return nil
	}
	return &report.Policy{Name: p.Name, SHA256: p.SHA256}
}

// hideable parts the findings: those that a baseline may know, and those of rules that the policy locks.
func (a *app) hideable(findings []lint.Finding) (open, locked []lint.Finding) {
	for _, f := range findings {
		if a.input.flags.Policy.Locks(f.Rule.ID) {
			locked = append(locked, f)
		} else {
			open = append(open, f)
		}
	}
	return open, locked
}

// baselineForbidden reports whether the policy lets no baseline count, and says so.
func (a *app) baselineForbidden() bool {
	p := a.input.flags.Policy
	if p == nil || p.Baselines.Value {
		return false
	}
	fmt.Fprintf(a.stderr, "plimsoll: the policy %s lets no baseline count\n", p.Name)
	return true
}
