package compose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGapsAreSaidOnce pins what is reported of parts that cannot be read in an ordinary checkout.
func TestGapsAreSaidOnce(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"includes that hang on one variable", map[string]string{
			"compose.yaml": "include:\n  - $HOST/a.yml\n  - $HOST/b.yml\n  - ${OTHER}.yml\n  - ${HOST}/c.yml\n" + base,
		}, []string{
			`2:5-2:16 included file "$HOST/a.yml" and 2 more are not read: set HOST in .env`,
			`4:5-4:17 included file "${OTHER}.yml" is not read: set OTHER in .env`,
		}},
		{"an include that cannot be interpolated", map[string]string{"compose.yaml": "include: ['a-${B.yml']\n" + base},
			[]string{`1:11-1:22 variable "${B.yml" is not closed; write $$ for a $`}},
		{"one env file of several services", map[string]string{
			"compose.yaml": "services:\n  a: {image: x, env_file: .env}\n  b: {image: x, env_file: [.env, {path: b.env, required: false}]}\n",
		}, []string{`2:27-2:31 env file ".env" is missing; Compose refuses the project without it`}},
		{"credentials that must be given", map[string]string{
			"compose.yaml": "x-env: &env\n  A: ${A:?}\n" + base +
				"    environment: {<<: *env, DB: '${DB:?set it}'}\n    labels: ['a=${L?}']\n    build: {context: ., args: {T: '${T:?}'}}\n",
		}, nil},
		{"settings that must be given", map[string]string{
			"compose.yaml": base + "    privileged: ${P:?}\n    environment: {A: '${A:?}'}\n",
		}, []string{"4:17-4:23 variable P is required and set nowhere that is read: the value is unknown"}},
		{"an override that is empty", map[string]string{
			"compose.yaml": base, "compose.override.yaml": "# services:\n",
		}, nil},
		{"volumes alone", map[string]string{"compose.yaml": "volumes:\n  data: {}\n"}, nil},
		{"nothing", map[string]string{"compose.yaml": "# nothing\n"}, []string{"1:1-1:1 file holds no services"}},
		{"a name alone", map[string]string{"compose.yaml": "name: x\n"}, []string{"1:1-1:1 file holds no services"}},
		{"services without any", map[string]string{"compose.yaml": "services:\nvolumes: {d: {}}\n"},
			[]string{"1:1-1:9 services is empty: there is no service"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, problems(load(c.files))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestHomeIsSetEverywhere pins that ${HOME} is a path, and that a default beside it never counts.
func TestHomeIsSetEverywhere(t *testing.T) {
	p := load(map[string]string{"compose.yaml": base +
		"    volumes: ['${HOME}:/a', '$HOME/x:/b:ro', '${HOME:-/root}/y:/c', '${DATA}:/d', '/etc:/e:${MODE}', '${X:-data}:/f']\n" +
		"volumes: {data: {}}\n"})
	want := []string{
		"bind ${HOME} unknown", "bind $HOME/x unknown", "bind ${HOME}/y unknown", "volume ${DATA} unknown", "bind /etc known",
		"volume data known",
	}
	var got []string
	for _, m := range p.Services[0].Volumes {
		known := map[bool]string{true: " known", false: " unknown"}[m.Source.Known]
		got = append(got, m.Type.V+" "+m.Source.V+known)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if m := p.Services[0].Volumes[4]; m.ReadOnly.Known {
		t.Error("whether /etc is read-only hangs on a variable, yet is known")
	}
}
