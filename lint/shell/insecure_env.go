package shell

import (
	"slices"
	"strings"
)

// SwitchedOffBy reports whether an environment variable of this value turns a check off, and whose.
func SwitchedOffBy(name, value string) (check Check, tool string, ok bool) {
	check, tool, off := switchOf(name)
	return check, tool, off != nil && off(value)
}

// switchOf returns the check that a variable may turn off, whose it is, and with which values it does so; nil for most.
// SSL_CERT_FILE= and REQUESTS_CA_BUNDLE= are not among them: without an authority nothing is trusted, and without a name
// the usual ones are. NODE_EXTRA_CA_CERTS only adds one.
func switchOf(name string) (check Check, tool string, off func(value string) bool) {
	given := func(value string) bool { return value != "" }
	is := func(values ...string) func(string) bool {
		return func(value string) bool { return oneOf(value, values...) }
	}
	holds := func(parts ...string) func(string) bool {
		return func(value string) bool {
			lower := strings.ToLower(value)
			return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(lower, part) })
		}
	}
	switch name {
	case "GIT_SSL_NO_VERIFY":
		return Transport, "git", func(value string) bool { return !gitFalse(value) }
	case "GIT_CONFIG_PARAMETERS":
		return Transport, "git", holds("sslverify=false", "sslverify'='false")
	case "NODE_TLS_REJECT_UNAUTHORIZED":
		return Transport, "node", is("0")
	case "PYTHONHTTPSVERIFY":
		return Transport, "python", is("0")
	case "CURL_CA_BUNDLE":
		return Transport, "requests", is("") // until 2.28, where people set it for that
	case "PERL_LWP_SSL_VERIFY_HOSTNAME":
		return Transport, "perl", is("0")
	case "PIP_TRUSTED_HOST", "UV_INSECURE_HOST":
		return Transport, "pip", given
	case "CONDA_SSL_VERIFY", "MAMBA_SSL_VERIFY":
		return Transport, "conda", is("false", "0", "no", "off", "<false>")
	case "NPM_CONFIG_STRICT_SSL", "npm_config_strict_ssl":
		return Transport, "npm", is("false", "0", "no", "off")
	case "YARN_ENABLE_STRICT_SSL":
		return Transport, "yarn", is("false", "0")
	case "BUNDLE_SSL_VERIFY_MODE":
		return Transport, "bundle", is("0")
	case "HELM_KUBEINSECURE_SKIP_TLS_VERIFY":
		return Transport, "helm", is("true", "1")
	case "AZURE_CLI_DISABLE_CONNECTION_VERIFICATION":
		return Transport, "az", func(value string) bool { return !oneOf(value, "", "0", "false") }
	case "MAVEN_OPTS", "MAVEN_ARGS":
		return Transport, "mvn", holds(mavenSwitches[:]...)
	case "GOINSECURE":
		return Transport, "go", given
	case "GOFLAGS":
		return Transport, "go", func(value string) bool { return slices.Contains(strings.Fields(value), "-insecure") }
	case "GONOSUMDB", "GOPRIVATE":
		return Signature, "go", is("*") // other patterns name modules of one's own, which no database knows
	case "GONOSUMCHECK":
		return Signature, "go", func(value string) bool { return value != "" && value != "0" }
	case "GOSUMDB":
		return Signature, "go", is("off")
	}
	return 0, "", nil
}

// mavenSwitches are the properties, in lower case, that make Maven's transports trust anybody.
var mavenSwitches = [...]string{
	"maven.wagon.http.ssl.insecure=true", "maven.wagon.http.ssl.allowall=true", "aether.connector.https.securitymode=insecure",
}

func oneOf(value string, values ...string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, value) })
}
