package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TlsCheckOff reports options, settings and variables that make programs accept any certificate, or do without one:
// `curl -k`, `wget --no-check-certificate`, `git -c http.sslVerify=false`, `npm config set strict-ssl false`,
// `pip --trusted-host`, `helm --insecure-skip-tls-verify`, `NODE_TLS_REJECT_UNAUTHORIZED=0` and their like, and the
// same in settings that the build writes: `.curlrc`, `.npmrc`, `pip.conf`, `.condarc`, by `echo`, `sed -i` or `COPY <<EOF`.
//
// Anybody on the way can then answer in place of the server, and put code of their own into the image or read what
// is sent.
//
// Options are read by the grammar of their program: `curl -okubectl` writes to a file, and is quiet.
//
// # What to do
//
// Delete the option. Where a certificate of your own is the reason, add its authority to the image:
//
//	COPY ca.crt /usr/local/share/ca-certificates/
//	RUN update-ca-certificates
var TlsCheckOff = define(lint.Rule{
	ID: "tls-check-off", Title: "Check of TLS certificates switched off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Aliases: []string{
		"CKV2_DOCKER_2", "CKV2_DOCKER_3", "CKV2_DOCKER_4", "CKV2_DOCKER_5", "CKV2_DOCKER_6", "CKV2_DOCKER_12",
		"CKV2_DOCKER_13", "CKV2_DOCKER_14", "CKV2_DOCKER_15", "CKV2_DOCKER_16",
	},
	Refs:  []lint.Ref{lint.OWASP("13"), lint.CWE("295")},
	Check: lint.EachUnit(checkTlsCheckOff),
})

func checkTlsCheckOff(p *lint.Pass, u *project.Unit) {
	reportSwitches(p, u, shell.Transport, "with %[2]s, %[1]s trusts any server; remove it")
}

// reportSwitches reports what turns one kind of check off, in scripts and in variables that programs read.
func reportSwitches(p *lint.Pass, u *project.Unit, check shell.Check, message string) {
	for _, off := range u.SwitchedOff() {
		if off.Check == check {
			f := p.Report(off.Span, message, off.Tool, switchText(off.Switch)).About(off.Subject).Keyed(off.Tool, off.Name)
			if !off.Delete.IsZero() {
				f.OfferRisky("delete "+off.Name+"; what does not pass the check fails", source.Edit{Span: off.Delete})
			}
		}
	}
	for _, v := range u.Variables {
		if v.Value.Value == "" && (!v.HasValue || v.Place == project.Arg || v.Place == project.BuildArgument) {
			continue // a place for a value
		}
		if got, tool, ok := shell.SwitchedOffBy(v.Name.Value, v.Value.Value); ok && got == check {
			p.Report(v.Span, message, tool, v.Name.Value+"="+v.Value.Value).About(v.Subject).Keyed(tool, v.Name.Value)
		}
	}
}

// switchText shows what turns a check off as it was written, with its value, unless that is one letter of several (-fsSLk)
// or too long to read.
func switchText(off shell.Switch) string {
	text := strings.TrimRight(string(off.Span.FirstLine().Bytes()), "; \t")
	if len(text) < len(off.Name) || len(text) > 40 {
		return off.Name
	}
	return text
}
