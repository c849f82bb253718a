package secret

import "strings"

// format is the form of a token that an issuer documents: a prefix, then at least min characters of an alphabet.
type format struct {
	prefix string
	min    int
	chars  func(byte) bool
	what   string
}

// longestToken bounds how far a token goes.
const longestToken = 512

// formatInitials are the first letters of the prefixes.
const formatInitials = "ASdghnprsx"

// formats are the forms of tokens that name themselves. Source: the issuers' documentation of token formats.
var formats = [...]format{
	{"AKIA", 16, isUpperDigit, "AWS access key"},
	{"ASIA", 16, isUpperDigit, "AWS access key"},
	{"ABIA", 16, isUpperDigit, "AWS access key"},
	{"ghp_", 36, isAlnum, "GitHub token"},
	{"gho_", 36, isAlnum, "GitHub token"},
	{"ghs_", 36, isAlnum, "GitHub token"},
	{"ghr_", 36, isAlnum, "GitHub token"},
	{"github_pat_", 40, isWord, "GitHub token"},
	{"ghu_", 36, isAlnum, "GitHub token"},
	{"glpat-", 20, isWord, "GitLab token"},
	{"gldt-", 20, isWord, "GitLab token"},
	{"glrt-", 20, isWord, "GitLab token"},
	{"xoxb-", 20, isWord, "Slack token"},
	{"xoxp-", 20, isWord, "Slack token"},
	{"xoxa-", 20, isWord, "Slack token"},
	{"xapp-", 20, isWord, "Slack token"},
	{"sk_live_", 20, isAlnum, "Stripe key"},
	{"rk_live_", 20, isAlnum, "Stripe key"},
	{"AIza", 35, isWord, "Google API key"},
	{"npm_", 36, isAlnum, "npm token"},
	{"pypi-AgEIcHlwaS5vcmc", 40, isWord, "PyPI token"},
	{"dckr_pat_", 20, isWord, "Docker token"},
	{"dckr_oat_", 20, isWord, "Docker token"},
	{"AccountKey=", 80, isBase64, "Azure storage key"},
	{"hf_", 34, isAlnum, "Hugging Face token"},
	{"SG.", 60, isDotted, "SendGrid key"},
	{"sk-ant-", 40, isWord, "Anthropic key"},
	{"sk-proj-", 40, isWord, "OpenAI key"},
	{"sk-svcacct-", 40, isWord, "OpenAI key"},
	{"hvs.", 24, isWord, "Vault token"},
	{"AGE-SECRET-KEY-1", 50, isUpperDigit, "age key"},
	{"dop_v1_", 64, isAlnum, "DigitalOcean token"},
	{"rubygems_", 48, isAlnum, "RubyGems key"},
	{"shpat_", 32, isAlnum, "Shopify token"},
	{"nvapi-", 40, isWord, "NVIDIA key"},
	{"sntrys_", 40, isWord, "Sentry token"},
	{"dapi", 32, isHex, "Databricks token"},
}

// shortestToken is the length of the shortest token of all formats.
const shortestToken = 20

// unbroken returns how many of the first characters, up to the length of a token, may stand in one.
func unbroken(s string) int {
	for i := 0; i < len(s) && i < shortestToken; i++ {
		if s[i] <= ' ' || s[i] == '"' || s[i] == '\'' {
			return i
		}
	}
	return min(len(s), shortestToken)
}

// knownFormat finds a token that names itself, or the head of a private key.
func knownFormat(value string) (what string, start, end int, ok bool) {
	if len(value) < shortestToken {
		return "", 0, 0, false
	}
	if i := strings.Index(value, "-----BEGIN "); i >= 0 {
		if j := strings.Index(value[i:], "PRIVATE KEY-----"); j > 0 && j < 64 && len(value) > i+j+64 {
			return "private key", i, len(value), true
		}
	}
	for i := 0; i < len(value); i++ {
		if i > 0 && isWord(value[i-1]) || strings.IndexByte(formatInitials, value[i]) < 0 {
			continue
		}
		if n := unbroken(value[i:]); n < shortestToken {
			i += n
			continue
		}
		for _, f := range formats {
			if !strings.HasPrefix(value[i:], f.prefix) {
				continue
			}
			stop := i + len(f.prefix)
			for stop < len(value) && stop-i < longestToken && f.chars(value[stop]) {
				stop++
			}
			if stop-i-len(f.prefix) >= f.min && !sample(value[i:stop]) {
				return f.what, i, stop, true
			}
		}
	}
	return "", 0, 0, false
}

// sample reports whether a token is one of those that documentation shows, or all of one character.
func sample(token string) bool {
	if strings.Contains(token, "EXAMPLE") || strings.Contains(strings.ToLower(token), "xxxx") {
		return true
	}
	tail := token[len(token)-8:]
	return strings.Count(tail, tail[:1]) == len(tail)
}

func isUpperDigit(c byte) bool { return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' }
func isHex(c byte) bool        { return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' }
func isBase64(c byte) bool     { return isAlnum(c) || c == '+' || c == '/' || c == '=' }
func isWord(c byte) bool       { return isAlnum(c) || c == '_' || c == '-' }
func isDotted(c byte) bool     { return isWord(c) || c == '.' }

// Hashed reports whether a value is what argon2, bcrypt, scrypt or yescrypt make of a password. Nobody logs in with it,
// and it takes long to guess what it was made of. A dollar is doubled in Compose files.
func Hashed(v string) bool {
	v = strings.ReplaceAll(v, "$$", "$")
	for _, prefix := range [...]string{"$argon2id$", "$argon2i$", "$argon2d$", "$2a$", "$2b$", "$2y$", "$7$", "$scrypt$", "$y$"} {
		if strings.HasPrefix(v, prefix) {
			return true
		}
	}
	return false
}
