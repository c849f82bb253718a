package compose_test

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestOwns(t *testing.T) {
	for service, want := range map[string]bool{
		"image: x\n    user: u":                 true,
		"command: a && b * c\n    user: u":      true,
		"image: &i x\n    user: u":              false,
		"<<: *other\n    user: u":               false,
		"environment: [&e A=b]\n    user: u":    false,
		"environment:\n      - *e\n    user: u": false,
	} {
		text := "x-e: &e A=b\nx-o: &other {init: true}\nservices:\n  s:\n    " + service + "\n"
		p := compose.Load(source.NewMemory(map[string]string{"compose.yaml": text}), compose.Options{Files: []string{"compose.yaml"}})
		if s := p.Service("s"); s == nil || s.Owns(s.User.Span()) != want {
			t.Errorf("%q: not %t", service, want)
		}
	}
	text := "services:\n  a: &a\n    image: x\n    user: u\n  b: *a\n"
	p := compose.Load(source.NewMemory(map[string]string{"compose.yaml": text}), compose.Options{Files: []string{"compose.yaml"}})
	for _, s := range p.Services {
		if s.Owns(s.User.Span()) {
			t.Errorf("%s owns what an anchor shares", s.Key.Value)
		}
	}
}
