package shell

import "strings"

// The options of tools that take a value. Sources: the manual pages of coreutils 9.7, shadow 4.17, Debian's adduser
// 3.150, busybox 1.37, GnuPG 2.4, sed 4.9, and the help of the interpreters.
var (
	coreutilsMode = grammar{short: "m", long: []string{"mode", "reference"}}
	installTool   = grammar{short: "mogtS", long: []string{"mode", "owner", "group", "target-directory", "suffix"}}
	useradd       = grammar{short: "bcdefgGkKpRPsuZ", long: []string{
		"base-dir", "comment", "home-dir", "home", "expiredate", "inactive", "gid", "groups", "skel", "key", "password",
		"root", "prefix", "shell", "uid", "selinux-user", "selinux-range",
	}}
	adduser = grammar{short: "hgsGukdcbp", long: []string{
		"home", "uid", "gid", "firstuid", "lastuid", "firstgid", "lastgid", "ingroup", "gecos", "comment", "shell",
		"conf", "add-extra-groups", "groups",
	}}
	gpasswd  = grammar{short: "adQMA", long: []string{"add", "delete", "root", "members", "administrators"}}
	groupmem = grammar{short: "adgR", long: []string{"add", "delete", "group", "root"}}
	usermod  = grammar{short: "cdefgGlpRPsuvVwWZ", long: useradd.long}
	addgroup = grammar{short: "g", long: []string{"gid", "firstgid", "lastgid", "conf"}}
	sedTool  = grammar{short: "efl", maybe: "iE", long: []string{"expression", "file", "line-length"}}
	copyTool = grammar{short: "tS", long: []string{"target-directory", "suffix"}}
	gpgTool  = grammar{short: "ourNz", long: []string{
		"output", "recipient", "local-user", "homedir", "keyring", "keyserver", "keyserver-options", "options",
		"status-fd", "passphrase", "passphrase-fd", "passphrase-file", "trust-model",
	}}
	opensslTool = grammar{single: true, long: []string{
		"verify", "prverify", "signature", "sign", "out", "in", "inform", "keyform", "passin", "engine", "hmac", "mac",
		"CAfile", "CApath", "content", "certfile", "signer", "newkey", "keyout", "key", "days", "subj", "config", "extensions",
		"reqexts", "addext", "pkeyopt", "algorithm", "name", "rand", "passout", "outform", "CA", "CAkey", "set_serial", "extfile",
		"paramfile", "param_enc", "pass",
	}}
	sshKeygen   = grammar{short: "abCDEFfIJjKMmNnOPRrSsTtVWwYZz"}
	keytoolTool = grammar{single: true, long: []string{
		"keystore", "alias", "storepass", "keypass", "dname", "keyalg", "keysize", "validity", "file", "storetype", "ext",
		"sigalg", "groupname", "startdate", "srckeystore", "destkeystore", "srcstorepass", "deststorepass",
	}}
	keyFileTool = grammar{short: "tfso"}
	mkcertTool  = grammar{single: true, long: []string{"key-file", "cert-file", "p12-file", "-key-file", "-cert-file"}}
	shasum      = grammar{short: "a", long: []string{"algorithm"}}
	minisign    = grammar{short: "pPxsmotc"}
)

// The interpreters: how they take a script as text, a module, or a file.
var (
	pythonTool = grammar{first: true, short: "cmWX", long: []string{"check-hash-based-pycs"}}
	perlTool   = grammar{first: true, short: "eEI", maybe: "0CDFiMmlx"}
	rubyTool   = grammar{first: true, short: "eCIrE", maybe: "0FiKTWx", long: []string{"encoding", "require"}}
	nodeTool   = grammar{first: true, short: "epr", long: []string{"eval", "print", "require", "import", "loader"}}
	phpTool    = grammar{first: true, short: "cdfrBRFESTtz", long: []string{"run", "define", "file", "ini", "php-ini"}}
	luaTool    = grammar{first: true, short: "el"}
	pwshTool   = grammar{first: true, single: true, long: []string{
		"Command", "c", "command", "File", "f", "file", "ExecutionPolicy", "executionpolicy", "ep", "WorkingDirectory",
		"wd", "InputFormat", "OutputFormat", "ConfigurationName", "EncodedCommand", "ec", "e",
	}}
	fishTool = grammar{first: true, short: "cCdo", long: []string{"command", "init-command", "debug"}}
)

// grammarOf returns how a program reads its options, nil where no option is known to take a value.
func grammarOf(name string) *grammar {
	if g := packageGrammar(name); g != nil {
		return g
	}
	switch name {
	case "curl", "wcurl":
		return &curlGrammar
	case "wget", "wget2":
		return &wgetGrammar
	case "aria2c":
		return &aria2Grammar
	case "axel":
		return &axelGrammar
	case "fetch":
		return &fetchGrammar
	case "http", "https", "xh":
		return &httpGrammar
	case "git":
		return &gitGrammar
	case "mkdir", "mkfifo", "mknod":
		return &coreutilsMode
	case "install":
		return &installTool
	case "cp", "mv", "ln":
		return &copyTool
	case "useradd":
		return &useradd
	case "adduser":
		return &adduser
	case "gpasswd":
		return &gpasswd
	case "groupmems":
		return &groupmem
	case "usermod":
		return &usermod
	case "chpasswd":
		return &chpasswdTool
	case "passwd":
		return &passwdTool
	case "tar", "gtar", "bsdtar":
		return &tarTool
	case "addgroup":
		return &addgroup
	case "sed", "gsed":
		return &sedTool
	case "gpg", "gpg2", "gpgv":
		return &gpgTool
	case "openssl":
		return &opensslTool
	case "ssh-keygen":
		return &sshKeygen
	case "keytool":
		return &keytoolTool
	case "dropbearkey", "age-keygen":
		return &keyFileTool
	case "mkcert":
		return &mkcertTool
	case "shasum":
		return &shasum
	case "minisign":
		return &minisign
	}
	if g := loginGrammar(name); g != nil {
		return g
	}
	return interpreterGrammar(name)
}

func packageGrammar(name string) *grammar {
	switch name {
	case "apt", "apt-get", "apt-cache", "apt-mark":
		return &aptGrammar
	case "aptitude":
		return &aptitudeGrammar
	case "apk":
		return &apkGrammar
	case "yum", "dnf", "dnf5", "microdnf", "tdnf", "yum-config-manager", "dnf-3", "yumdownloader":
		return &dnfGrammar
	case "zypper":
		return &zypperGrammar
	case "rpm", "rpmkeys":
		return &rpmGrammar
	case "dpkg":
		return &dpkgGrammar
	case "npm", "npx":
		return &npmGrammar
	case "pnpm":
		return &pnpmGrammar
	case "yarn", "yarnpkg":
		return &yarnGrammar
	case "gem":
		return &gemGrammar
	case "pipx":
		return &pipxGrammar
	case "bun":
		return &bunGrammar
	case "bundle", "bundler":
		return &bundleGrammar
	case "go":
		return &goGrammar
	case "cargo":
		return &cargoGrammar
	case "composer", "composer.phar":
		return &composerGrammar
	}
	if isPip(name) {
		return &pipGrammar
	}
	return nil
}

// isPip reports whether a program is pip, pip3, pip3.12.
func isPip(name string) bool {
	rest, ok := strings.CutPrefix(name, "pip")
	return ok && version(rest)
}

// version reports whether the text is empty or a version such as 3.12.
func version(s string) bool {
	return strings.Trim(s, "0123456789.") == ""
}

func interpreterGrammar(name string) *grammar {
	switch interpreter(name) {
	case "sh":
		return &shellOptions
	case "python":
		return &pythonTool
	case "perl":
		return &perlTool
	case "ruby":
		return &rubyTool
	case "node":
		return &nodeTool
	case "php":
		return &phpTool
	case "lua":
		return &luaTool
	case "pwsh":
		return &pwshTool
	case "fish":
		return &fishTool
	}
	return nil
}

// interpreter returns the language of a program that runs scripts, "" for any other program. Versions in names, such as
// python3.12 and php8, make no difference.
func interpreter(name string) string {
	if shellName(name) {
		return "sh"
	}
	switch base := strings.TrimRight(name, "0123456789."); base {
	case "python", "perl", "ruby", "node", "php", "lua", "fish", "pwsh":
		return base
	case "pypy":
		return "python"
	case "nodejs":
		return "node"
	case "powershell":
		return "pwsh"
	}
	return ""
}
