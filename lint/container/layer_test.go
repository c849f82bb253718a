package container_test

import "testing"

func TestWeakened(t *testing.T) {
	const base = "services:\n  base:\n    image: nginx:1.29\n    read_only: true\n    privileged: false\n    user: app\n" +
		"    cap_drop: [ALL]\n    security_opt: [no-new-privileges:true]\n  web:\n    extends: base\n    "
	for key, want := range map[string]string{
		"restart: always":                          "",
		"read_only: false":                         "read_only",
		"read_only: !reset null":                   "read_only",
		"read_only: ${R}":                          "",
		"privileged: true":                         "privileged",
		"user: '0'":                                "user",
		"user: other":                              "",
		"cap_drop: [CHOWN]":                        "",
		"cap_drop: !override [CHOWN]":              "cap_drop",
		"security_opt: [no-new-privileges=0]":      "security_opt",
		"security_opt: [label=disable]":            "",
		"security_opt: !override [label=type:web]": "security_opt",
	} {
		got := ""
		for _, w := range load(t, base+key+"\n").Weakened {
			got += w.Key
			if w.At.IsZero() || w.Was.IsZero() {
				t.Errorf("%s: %+v has no place", key, w)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

func TestUnmerged(t *testing.T) {
	const base = "x-h: &h\n  cap_drop: [ALL]\n  security_opt: [no-new-privileges:true]\nservices:\n  web:\n    <<: *h\n    image: nginx:1.29\n    "
	for key, want := range map[string]string{
		"restart: always":                       "",
		"cap_drop: [CHOWN]":                     "ALL ",
		"cap_drop: [all]":                       "",
		"cap_drop: ['${D}']":                    "",
		"security_opt: [label=disable]":         "no-new-privileges:true ",
		"security_opt: [no-new-privileges]":     "",
		"security_opt: [no-new-privileges:no]":  "no-new-privileges:true ",
		"security_opt: [no-new-privileges:off]": "no-new-privileges:true ",
		"security_opt: [no-new-privileges:0]":   "",
	} {
		got := ""
		for _, u := range load(t, base+key+"\n").Unmerged {
			got += u.Entry + " "
		}
		if got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}
