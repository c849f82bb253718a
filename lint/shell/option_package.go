package shell

// The options of package managers that take a value. Sources: the manual pages and --help of apt 2.9, aptitude 0.8,
// apk-tools 2.14, dnf 4.20, microdnf, tdnf 3.5, zypper 1.14, rpm 4.19, pip 25, uv 0.8, npm 11, yarn 1.22, pnpm 10,
// pipx 1.7, Bun 1.2, RubyGems 3.6, Bundler 2.6, Go 1.25, Cargo 1.89 and Composer 2.8.
var (
	aptGrammar = grammar{short: "octa", level: "q", long: []string{
		"option", "config-file", "target-release", "default-release", "host-architecture", "build-profiles", "solver",
	}}
	aptitudeGrammar = grammar{short: "otFOSw", level: "q", long: []string{
		"target-release", "display-format", "sort", "width", "user-tag", "add-user-tag", "log-file",
	}}
	apkGrammar = grammar{short: "pXt", long: []string{
		"root", "repository", "arch", "cache-dir", "keys-dir", "repositories-file", "wait", "cache-max-age",
		"progress-fd", "timeout", "virtual",
	}}
	dnfGrammar = grammar{short: "cdeRx", long: []string{
		"config", "debuglevel", "errorlevel", "rpmverbosity", "randomwait", "installroot", "enablerepo", "disablerepo",
		"repo", "repoid", "exclude", "excludepkgs", "setopt", "releasever", "downloaddir", "destdir", "comment",
		"forcearch", "color", "advisory", "advisories", "bz", "bzs", "cve", "cves", "sec-severity", "disableplugin",
		"enableplugin", "repofrompath", "arch", "use-host-config",
	}}
	zypperGrammar = grammar{short: "cRDCprt", long: []string{
		"config", "root", "installroot", "reposd-dir", "cache-dir", "raw-cache-dir", "solv-cache-dir", "pkg-cache-dir",
		"plus-repo", "plus-content", "repo", "type", "from", "releasever", "userdata",
	}}
	rpmGrammar = grammar{short: "DEr", long: []string{
		"define", "undefine", "eval", "root", "dbpath", "prefix", "relocate", "excludepath", "rcfile", "macros", "pipe",
		"queryformat", "qf", "load", "import",
	}}
	dpkgGrammar = grammar{long: []string{"admindir", "root", "instdir", "log"}}
	pipGrammar  = grammar{short: "rcedtibf", long: []string{
		"requirement", "requirements", "constraint", "editable", "dest", "target", "index-url", "extra-index-url",
		"find-links", "trusted-host", "allow-insecure-host", "proxy", "retries", "timeout", "cert", "client-cert",
		"cache-dir", "log", "platform", "python-version", "python-platform", "implementation", "abi", "no-binary",
		"only-binary", "progress-bar", "config-settings", "global-option", "install-option", "src", "prefix", "root",
		"upgrade-strategy", "exists-action", "python", "use-feature", "use-deprecated", "report", "root-user-action",
		"keyring-provider", "default-index", "index", "index-strategy", "build-constraint", "override", "group",
		"resolution", "prerelease", "link-mode", "exclude-newer", "torch-backend", "upgrade-package",
		"reinstall-package", "refresh-package", "no-build-package", "no-binary-package", "no-build-isolation-package",
		"config-setting",
	}}
	pipxGrammar = grammar{short: "i", long: []string{"python", "suffix", "index-url", "pip-args", "preinstall"}}
	npmGrammar  = grammar{short: "Cw", long: []string{
		"prefix", "registry", "loglevel", "cache", "userconfig", "globalconfig", "workspace", "omit", "include", "tag",
		"cafile", "ca", "proxy", "https-proxy", "only", "location", "script-shell", "dir", "filter", "store-dir",
		"reporter", "cwd", "modules-folder", "cache-folder", "network-timeout", "network-concurrency", "mutex",
		"use-yarnrc", "call", "package", "fetch-retries", "fetch-timeout", "fetch-retry-mintimeout",
		"fetch-retry-maxtimeout", "fetch-retry-factor", "maxsockets", "audit-level", "depth", "install-strategy",
		"before", "os", "cpu", "libc", "save-prefix", "noproxy", "python", "arch", "mode",
	}}
	bunGrammar = grammar{short: "c", long: []string{
		"cwd", "config", "registry", "cache-dir", "backend", "filter", "omit", "cafile", "ca", "concurrent-scripts",
		"network-concurrency", "linker",
	}}
	pnpmGrammar = grammar{short: "CF", long: npmGrammar.long}
	yarnGrammar = grammar{long: npmGrammar.long}
	gemGrammar  = grammar{short: "vinPspgB", long: []string{
		"version", "install-dir", "bindir", "trust-policy", "source", "http-proxy", "platform", "file", "document",
		"build-root", "target-rbconfig",
	}}
	bundleGrammar = grammar{short: "jr", long: []string{
		"jobs", "path", "without", "with", "retry", "gemfile", "binstubs", "shebang", "trust-policy", "source",
	}}
	goGrammar = grammar{single: true, long: []string{
		"o", "C", "p", "ldflags", "gcflags", "asmflags", "gccgoflags", "tags", "mod", "modfile", "overlay",
		"buildmode", "compiler", "installsuffix", "pkgdir", "toolexec", "run", "count", "timeout", "covermode",
		"coverprofile", "exec",
	}}
	cargoGrammar = grammar{short: "FjZpC", long: []string{
		"version", "git", "branch", "tag", "rev", "path", "root", "registry", "index", "features", "target", "profile",
		"manifest-path", "target-dir", "bin", "example", "test", "bench", "jobs", "config", "package", "color",
		"message-format", "vers",
	}}
	composerGrammar = grammar{short: "d", long: []string{
		"working-dir", "prefer-install", "ignore-platform-req", "apcu-autoloader-prefix", "repository", "repository-url",
		"stability", "audit-format",
	}}
	gitGrammar = grammar{short: "cCbouj", long: []string{
		"git-dir", "work-tree", "namespace", "config-env", "branch", "depth", "origin", "upload-pack", "config",
		"reference", "reference-if-able", "separate-git-dir", "jobs", "filter", "template", "shallow-since",
		"shallow-exclude", "server-option", "bundle-uri", "revision", "file", "blob", "type", "default",
	}}
)
