package secret

import (
	"path"
	"strings"
)

// File is what the name of a file says of its content.
type File struct {
	// What is in it, for messages: "an SSH key".
	What string
	// Sure is set where a file of that name holds nothing else; of others the content decides.
	Sure bool
	// Public is set where such a file as often holds something public, such as the key of a package repository.
	Public bool

	form form
}

// form is how the content of a file shows a credential.
type form int

const (
	anyContent form = iota // whatever is in it
	pemKey
	settings // lines of NAME=value
	npmrc
	tokens // words that stand in front of a credential
)

// FileNamed returns the kind of credential file that a path names: one that programs look for by that name, or that people
// give such names. Samples, what tests use, and the public halves of keys are none. A path may end in the name as far as it is
// known.
func FileNamed(name string) (File, bool) {
	if len(name) > maxPath {
		return File{}, false
	}
	name = strings.ToLower(strings.TrimSuffix(name, "/"))
	base, dir := path.Base(name), path.Base(path.Dir(name))
	if f, ok := wellKnown(dir, base); ok {
		return f, !Sample(name)
	}
	for _, find := range [...]func(base string) (File, bool){keyFile, storeFile, accountFile, settingsFile} {
		if f, ok := find(base); ok {
			return f, !Sample(name)
		}
	}
	return File{}, false
}

// maxPath bounds the paths that are looked at; no system has longer ones.
const maxPath = 4096

// wellKnown returns the kind of a file that programs look for by its name.
func wellKnown(dir, base string) (File, bool) {
	switch base {
	case "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk":
		return File{What: "an SSH key", Sure: true, form: pemKey}, true
	case ".netrc", "_netrc":
		return File{What: "passwords of servers", Sure: true, form: tokens}, true
	case ".git-credentials":
		return File{What: "Git credentials", Sure: true}, true
	case ".pypirc":
		return File{What: "PyPI credentials", Sure: true, form: tokens}, true
	case ".pgpass":
		return File{What: "database passwords", Sure: true}, true
	case ".dockercfg", ".dockerconfigjson":
		return File{What: "registry credentials", Sure: true, form: tokens}, true
	case ".vault-token", ".vault_pass":
		return File{What: "credentials", Sure: true}, true
	case ".s3cfg", ".boto", ".databrickscfg":
		return File{What: "cloud credentials", Sure: true, form: tokens}, true
	case "credentials.tfrc.json":
		return File{What: "Terraform credentials", Sure: true, form: tokens}, true
	case "application_default_credentials.json":
		return File{What: "Google Cloud credentials", Sure: true, form: tokens}, true
	case "secring.gpg":
		return File{What: "OpenPGP private keys", Sure: true}, true
	case "kubeconfig":
		return File{What: "the credentials of a cluster", Sure: true, form: tokens}, true
	case ".npmrc":
		return File{What: "npm credentials", form: npmrc}, true
	case ".my.cnf":
		return File{What: "database passwords", form: tokens}, true
	case ".ssh":
		return File{What: "SSH keys"}, true
	case ".aws":
		return File{What: "AWS credentials"}, true
	case ".gnupg":
		return File{What: "OpenPGP keys"}, true
	case ".kube":
		return File{What: "the credentials of a cluster"}, true
	}
	switch dir + "/" + base {
	case ".aws/credentials":
		return File{What: "AWS credentials", Sure: true, form: tokens}, true
	case ".kube/config":
		return File{What: "the credentials of a cluster", Sure: true, form: tokens}, true
	case ".docker/config.json":
		return File{What: "registry credentials", form: tokens}, true
	case ".composer/auth.json", "composer/auth.json":
		return File{What: "Composer credentials", Sure: true, form: tokens}, true
	case "config/master.key":
		return File{What: "the master key of Rails", Sure: true}, true
	}
	return File{}, false
}

// keyFile returns the kind of a key by the form of its name. A .pem that says nothing of a key is mostly a certificate, and
// a .key may be the public one of a package repository.
func keyFile(base string) (File, bool) {
	stem, ext := cutExtension(base)
	if strings.Contains(stem, "pub") {
		return File{}, false
	}
	private := strings.Contains(stem, "private") || strings.HasPrefix(stem, "privkey") || strings.HasSuffix(stem, "privkey")
	switch ext {
	case ".ppk":
		return File{What: "an SSH key", Sure: true}, true
	case ".pem":
		for _, use := range [...]string{"sign", "release", "verif", "gpg", "apt", "repo"} {
			if strings.Contains(stem, use) && !private {
				return File{What: "a private key", Public: true, form: pemKey}, true
			}
		}
		if private || stem == "key" || strings.HasSuffix(stem, "-key") || strings.HasSuffix(stem, "_key") || strings.HasSuffix(stem, ".key") {
			return File{What: "a private key", Sure: true, form: pemKey}, true
		}
		return File{What: "a private key", Public: true, form: pemKey}, true
	case ".key":
		switch stem {
		case "server", "tls", "ssl", "client", "ca", "localhost":
			private = true
		}
		return File{What: "a private key", Sure: private, Public: !private, form: pemKey}, true
	}
	return File{}, false
}

// storeFile returns the kind of a file that holds keys or state behind an extension of its own.
func storeFile(base string) (File, bool) {
	stem, ext := cutExtension(base)
	switch {
	case ext == ".kdbx":
		return File{What: "a password store", Sure: true}, true
	case ext == ".p12", ext == ".pfx":
		return File{What: "a key store", Sure: !strings.Contains(stem, "trust"), Public: strings.Contains(stem, "trust")}, true
	case ext == ".jks", ext == ".keystore":
		return File{What: "a key store", Public: true, form: pemKey}, true
	case ext == ".tfstate", strings.HasSuffix(base, ".tfstate.backup"):
		return File{What: "the secrets in the state of Terraform", Sure: true, form: tokens}, true
	case ext == ".kubeconfig":
		return File{What: "the credentials of a cluster", Sure: true, form: tokens}, true
	}
	return File{}, false
}

// accountFile returns the kind of a JSON file that people name after the account that it opens.
func accountFile(base string) (File, bool) {
	stem, ext := cutExtension(base)
	if ext != ".json" {
		return File{}, false
	}
	plain := strings.NewReplacer("-", "", "_", "", ".", "").Replace(stem)
	switch {
	case strings.Contains(plain, "serviceaccountkey"), strings.Contains(plain, "firebaseadminsdk"):
		return File{What: "the key of a service account", Sure: true, form: tokens}, true
	case strings.HasPrefix(plain, "serviceaccount"), strings.HasPrefix(plain, "clientsecret"), strings.HasSuffix(plain, "credentials"),
		strings.HasSuffix(plain, "serviceaccount"), plain == "gcpkey", plain == "gcloudkey":
		return File{What: "the key of a service account", form: tokens}, true
	}
	return File{}, false
}

// settingsFile returns the kind of a .env file. What stands in it for which stage says nothing; samples are none.
func settingsFile(base string) (File, bool) {
	if base == ".env" || strings.HasPrefix(base, ".env.") {
		return File{What: "credentials", form: settings}, true
	}
	return File{}, false
}

func cutExtension(base string) (stem, ext string) {
	ext = path.Ext(base)
	return strings.TrimSuffix(base, ext), ext
}

// Sample reports whether a part of a path says that the file is a sample or belongs to a test.
func Sample(name string) bool {
	name = strings.ToLower(name)
	for part := range strings.SplitSeq(name, "/") {
		switch part {
		case "test", "tests", "testing", "testdata", "__tests__", "spec", "specs", "e2e", "doc", "docs", "node_modules", "vendor",
			"site-packages":
			return true
		}
		for word := range strings.FieldsFuncSeq(part, func(r rune) bool { return r == '.' || r == '-' || r == '_' }) {
			switch word {
			case "example", "examples", "sample", "samples", "dist", "template", "templates", "tmpl", "tpl", "dummy", "fake", "mock",
				"mocks", "snakeoil", "fixture", "fixtures", "default", "defaults", "schema", "test", "testing", "demo", "ci", "encrypted", "enc":
				return true
			}
		}
	}
	return false
}

// FileOf returns the kind of the file that a variable leads to, for the variables by which programs find their credentials.
func FileOf(variable, name string) (File, bool) {
	if Sample(name) {
		return File{}, false
	}
	switch variable {
	case "GOOGLE_APPLICATION_CREDENTIALS":
		return File{What: "Google Cloud credentials", Sure: true, form: tokens}, true
	case "AWS_SHARED_CREDENTIALS_FILE":
		return File{What: "AWS credentials", Sure: true, form: tokens}, true
	case "AWS_CONFIG_FILE":
		return File{What: "AWS credentials", form: tokens}, true
	case "HF_TOKEN_PATH":
		return File{What: "a Hugging Face token", Sure: true}, true
	case "KUBECONFIG":
		return File{What: "the credentials of a cluster", Sure: true, form: tokens}, true
	case "PGPASSFILE":
		return File{What: "database passwords", Sure: true}, true
	case "NETRC":
		return File{What: "passwords of servers", Sure: true, form: tokens}, true
	}
	return File{}, false
}
