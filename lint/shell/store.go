package shell

import (
	"path"
	"slices"
	"strings"
)

// Store is a credential that a program keeps in a file of its own.
type Store struct {
	// Where names the place in words: "the configuration of npm".
	Where string
	// Files are the paths that hold it, as far as they are known; the last element decides where the folder depends.
	Files []string
	// Words are those that the credential may stand in.
	Words []Word
	// Input is set where the program also takes it from its standard input.
	Input bool
}

// Stores returns what the command keeps of its words: logins, settings with tokens, addresses of repositories. ok is false
// for other commands.
func (c *Command) Stores() (store Store, ok bool) {
	if len(c.Words) < 2 {
		return Store{}, false
	}
	opts := c.Options()
	first, second := opts.Operand(0), opts.Operand(1)
	keep := func(where string, files ...string) (Store, bool) {
		return Store{Where: where, Files: files, Words: c.Args()}, true
	}
	login := func(where string, files ...string) (Store, bool) {
		return Store{Where: where, Files: files, Words: c.Args(), Input: true}, true
	}
	switch c.Name {
	case "git":
		return c.gitStore(opts)
	case "npm", "pnpm":
		if (first == "config" || first == "c") && second == "set" || first == "set" {
			return keep("the configuration of "+c.Name, "~/.npmrc", ".npmrc")
		}
	case "yarn", "yarnpkg":
		if first == "config" && second == "set" {
			return keep("the configuration of yarn", "~/.yarnrc", ".yarnrc.yml")
		}
	case "poetry":
		if first == "config" && opts.Find("--unset", "--list") == nil {
			return keep("the configuration of poetry", "~/.config/pypoetry/auth.toml")
		}
	case "composer":
		if first == "config" && opts.Find("--unset", "--list", "-l") == nil {
			return keep("auth.json of composer", "~/.composer/auth.json", "~/.config/composer/auth.json")
		}
	case "bundle", "bundler":
		if first == "config" && second != "unset" && second != "get" && second != "list" {
			return keep("the configuration of bundler", "~/.bundle/config", ".bundle/config")
		}
	case "gem":
		if first == "sources" && opts.Find("-a", "--add") != nil {
			return keep("the sources of gem", "~/.gemrc")
		}
	case "dotnet", "nuget":
		if words := operandText(opts); strings.HasPrefix(words, "nuget add source") || strings.HasPrefix(words, "nuget update source") ||
			strings.HasPrefix(words, "sources add") {
			return keep("NuGet.Config", "~/.nuget/NuGet/NuGet.Config", "nuget.config")
		}
	case "docker", "podman", "buildah", "skopeo", "crane", "oras", "nerdctl":
		if first == "login" || first == "auth" && second == "login" {
			return login("the configuration of "+c.Name, "~/.docker/config.json", "~/.config/containers/auth.json")
		}
	case "helm":
		if first == "registry" && second == "login" || first == "repo" && second == "add" {
			return login("the configuration of helm", "~/.config/helm/registry/config.json", "~/.config/helm/repositories.yaml")
		}
	case "aws":
		if first == "configure" && second == "set" {
			return keep("the credentials of aws", "~/.aws/credentials", "~/.aws/config")
		}
	case "gcloud":
		if first == "auth" && (second == "activate-service-account" || second == "login") {
			return keep("the credentials of gcloud", "~/.config/gcloud/credentials.db")
		}
	case "az":
		if first == "login" {
			return keep("the credentials of az", "~/.azure/service_principal_entries.json")
		}
	case "doctl":
		if first == "auth" && second == "init" {
			return login("the configuration of doctl", "~/.config/doctl/config.yaml")
		}
	case "gh", "glab":
		if first == "auth" && second == "login" {
			return login("the configuration of "+c.Name, "~/.config/gh/hosts.yml", "~/.config/glab-cli/config.yml")
		}
	case "huggingface-cli", "hf":
		if first == "login" || first == "auth" && second == "login" {
			return login("the token file of Hugging Face", "~/.cache/huggingface/token", "~/.huggingface/token")
		}
	case "kubectl":
		if first == "config" && second == "set-credentials" {
			return keep("the configuration of kubectl", "~/.kube/config")
		}
	case "cargo":
		if first == "login" {
			return login("the credentials of cargo", "~/.cargo/credentials.toml", "~/.cargo/credentials")
		}
	case "conda", "mamba", "micromamba":
		if first == "config" {
			return keep("the configuration of conda", "~/.condarc")
		}
	case "add-apt-repository", "apt-add-repository":
		return keep("the sources of apt", "/etc/apt/sources.list.d")
	case "svn":
		if opts.Find("--no-auth-cache") == nil {
			return keep("the cache of svn", "~/.subversion/auth")
		}
	case "wandb":
		if first == "login" {
			return keep("~/.netrc", "~/.netrc")
		}
	case "vault":
		if first == "login" {
			return login("~/.vault-token", "~/.vault-token")
		}
	case "snyk":
		if first == "auth" || first == "config" && second == "set" {
			return keep("the configuration of snyk", "~/.config/configstore/snyk.json")
		}
	case "mc":
		if first == "alias" && second == "set" || first == "config" && second == "host" {
			return keep("the configuration of mc", "~/.mc/config.json")
		}
	case "go":
		if first == "env" && opts.Find("-w") != nil {
			return keep("the settings of go", "~/.config/go/env")
		}
	case "jf", "jfrog":
		if (first == "config" || first == "c") && (second == "add" || second == "edit") {
			return keep("the configuration of jf", "~/.jfrog/jfrog-cli.conf.v6")
		}
	default:
		if isPip(c.Name) && first == "config" && second == "set" {
			return keep("the configuration of pip", "~/.config/pip/pip.conf", "/etc/pip.conf")
		}
	}
	return Store{}, false
}

// gitStore knows what git writes into its configuration, .git/config of a clone included.
func (c *Command) gitStore(opts *Options) (Store, bool) {
	store := Store{Where: "the configuration of git", Files: []string{"~/.gitconfig", "/etc/gitconfig", ".git/config"}}
	operands := opts.Operands
	if len(operands) < 2 {
		return Store{}, false
	}
	store.Words = operands[1:]
	switch first, second := opts.Operand(0), opts.Operand(1); first {
	case "config":
		if len(operands) < 3 || opts.Find("--get", "--get-all", "--unset", "--unset-all", "--remove-section", "-l", "--list") != nil ||
			second == "unset" || second == "get" || second == "remove-section" {
			return Store{}, false
		}
		if file := opts.Find("-f", "--file"); file != nil {
			store.Files = []string{file.Value.Value}
		}
	case "remote":
		store.Files = []string{".git/config"}
		if second != "add" && second != "set-url" {
			return Store{}, false
		}
	case "clone":
		dir := path.Base(strings.TrimSuffix(strings.TrimSuffix(second, "/"), ".git"))
		if len(operands) > 2 {
			dir = operands[2].Value
		}
		store.Where, store.Words, store.Files = ".git/config", operands[1:2], []string{dir + "/.git/config"}
	default:
		return Store{}, false
	}
	return store, true
}

// Forgets reports whether the command takes back what a program keeps: a logout, the deletion of a setting, an address
// without the credential.
func (c *Command) forgets(store *Command) bool {
	if c.Name != store.Name || c.index <= store.index || len(c.Words) < 2 {
		return false
	}
	for i := range c.Words {
		switch c.Words[i].Value {
		case "logout", "revoke", "delete", "rm", "remove", "unset", "--unset", "--unset-all", "--remove-section", "remove-section",
			"clear", "--remove", "purge", "set-url", "rename":
			return true
		}
	}
	return slices.Equal(values(c.Words[1:min(len(c.Words), 4)]), values(store.Words[1:min(len(store.Words), 4)]))
}

func values(words []Word) []string {
	out := make([]string, len(words))
	for i := range words {
		out[i] = words[i].Value
	}
	return out
}

// operandText returns the first operands as one text.
func operandText(opts *Options) string {
	const most = 4
	return strings.Join(values(opts.Operands[:min(len(opts.Operands), most)]), " ")
}
