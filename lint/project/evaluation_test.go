package project

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TestEvaluationIsBounded has more services build a large Dockerfile than are evaluated, all alike.
func TestEvaluationIsBounded(t *testing.T) {
	const instructions, services = 10_000, maxEvaluated/10_000 + 2
	var compose strings.Builder
	compose.WriteString("services:\n")
	for i := range services {
		fmt.Fprintf(&compose, "  s%d: {build: .}\n", i)
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"compose.yaml": compose.String(),
		"Dockerfile":   "FROM alpine:3.22\nUSER 1000\n" + strings.Repeat("ENV A=b\n", instructions-2),
	})
	root := discover(t, dir)
	linker := NewLinker(root, func(string) map[string]string { return nil })
	unit := linker.Compose(root.Compositions[0])
	if len(unit.Containers) != services {
		t.Fatalf("%d containers, want %d", len(unit.Containers), services)
	}
	for i, c := range unit.Containers {
		if want := i < services-2; c.User.Known != want || !c.Built {
			t.Fatalf("the user of %s is known: %t, want %t", c.Name, c.User.Known, want)
		}
	}
	var gaps []source.Problem
	for _, p := range unit.Problems {
		if p.Kind == source.Unread {
			gaps = append(gaps, p)
		}
	}
	if len(gaps) != 2 || gaps[0].Span.Position() != (source.Position{Line: services, Column: 17}) {
		t.Errorf("gaps %v, want one for each of the last two services", gaps)
	}
	if inner := linker.Dockerfile("Dockerfile"); len(inner.Builds) != 1 || len(inner.Problems) > 0 {
		t.Errorf("the Dockerfile is evaluated %d times, with problems %v; want once", len(inner.Builds), inner.Problems)
	}
}

// TestEvaluationsKeepPlaces has services give the same arguments in different places: findings show where.
func TestEvaluationsKeepPlaces(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"compose.yaml": "x: &a {args: {U: app}, context: .}\nservices:\n  a: {build: *a}\n  b: {build: *a}\n" +
			"  c: {build: {args: {U: app}, context: .}}\n",
		"Dockerfile": "FROM alpine:3.22\nARG U\nUSER $U\n",
	})
	root := discover(t, dir)
	linker := NewLinker(root, func(string) map[string]string { return nil })
	unit := linker.Compose(root.Compositions[0])
	var lines []int
	for _, c := range unit.Containers {
		for _, n := range c.User.Origin.Notes {
			if n.Message == "U is set here" {
				lines = append(lines, n.Span.Position().Line)
			}
		}
	}
	if fmt.Sprint(lines) != "[3 4 5]" {
		t.Errorf("the argument of the services is set on lines %v, want [3 4 5]", lines)
	}
}
