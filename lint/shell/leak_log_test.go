package shell

import "testing"

func TestPrints(t *testing.T) {
	secrets := Secrets{Variables: []string{"TOKEN"}, Files: []string{"/run/secrets/npm"}}
	for text, want := range map[string]string{
		"echo $TOKEN": "$TOKEN ", "cat /run/secrets/npm": "/run/secrets/npm ", "cat /run/secrets/npm | base64": "/run/secrets/npm ",
		"printf '%s' \"$TOKEN\" >&2": "$TOKEN ", "env": "env ", "printenv TOKEN": "TOKEN ", "printenv": "printenv ", "export -p": "export ",
		"echo $TOKEN | docker login --password-stdin": "", "cat /run/secrets/npm > /dev/null": "", "x=$(cat /run/secrets/npm)": "",
		"cat /run/secrets/npm | grep -q x": "", "cat /run/secrets/npm | wc -c": "", "echo ${TOKEN:+given}": "", "env A=b make": "",
		"{ echo $TOKEN; } > f": "", "f() { echo $TOKEN; }": "", "x=$(sh -c 'cat /run/secrets/npm')": "", "npm ci": "",
		"set -eux; curl -H \"A: $TOKEN\" u; curl $TOKEN": "set:$TOKEN ", "set -x; export T=$(cat /run/secrets/npm)": "set:/run/secrets/npm ",
		"set -x; set +x; curl $TOKEN": "", "set -o xtrace; curl $TOKEN": "set:$TOKEN ", "set -e; curl $TOKEN": "",
		"set -x; npm ci": "", "sh -xc 'curl $TOKEN'": "sh:$TOKEN ", "T=$(cat /run/secrets/npm); set -x; curl $T": "set:$T ",
	} {
		got := ""
		for _, p := range parse(text).Prints(secrets) {
			if p.Trace != nil {
				got += p.Trace.Name + ":"
			}
			got += string(p.Span.Bytes()) + " "
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
