package shell

// The options of downloaders that take a value. Sources: the manual pages of curl 8.15, wget 1.25, wget2 2.2,
// aria2 1.37, axel 2.17, HTTPie 3.2 and FreeBSD's fetch.
var (
	curlGrammar = grammar{short: "AbcCdDeEFHKmoPQrtTuUwxXyYz", long: []string{
		"abstract-unix-socket", "alt-svc", "aws-sigv4", "cacert", "capath", "cert", "cert-type", "ciphers", "config",
		"connect-timeout", "connect-to", "continue-at", "cookie", "cookie-jar", "create-file-mode", "crlfile", "curves",
		"data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "delegation", "dns-interface",
		"dns-ipv4-addr", "dns-ipv6-addr", "dns-servers", "doh-url", "dump-header", "ech", "egd-file", "engine",
		"etag-compare", "etag-save", "expect100-timeout", "form", "form-string", "ftp-account",
		"ftp-alternative-to-user", "ftp-method", "ftp-port", "ftp-ssl-ccc-mode", "happy-eyeballs-timeout-ms",
		"haproxy-clientip", "header", "hostpubmd5", "hostpubsha256", "hsts", "http3-port", "interface", "ip-tos",
		"ipfs-gateway", "json", "keepalive-cnt", "keepalive-time", "key", "key-type", "krb", "libcurl", "limit-rate",
		"local-port", "login-options", "mail-auth", "mail-from", "mail-rcpt", "max-filesize", "max-redirs", "max-time",
		"netrc-file", "noproxy", "oauth2-bearer", "output", "output-dir", "parallel-max", "parallel-max-host", "pass",
		"pinnedpubkey", "postquote", "preproxy", "prequote", "proto", "proto-default", "proto-redir", "proxy",
		"proxy-cacert", "proxy-capath", "proxy-cert", "proxy-cert-type", "proxy-ciphers", "proxy-crlfile",
		"proxy-header", "proxy-key", "proxy-key-type", "proxy-pass", "proxy-pinnedpubkey", "proxy-service-name",
		"proxy-tls13-ciphers", "proxy-tlsauthtype", "proxy-tlspassword", "proxy-tlsuser", "proxy-user", "proxy1.0",
		"pubkey", "quote", "random-file", "range", "rate", "referer", "request", "request-target", "resolve", "retry",
		"retry-delay", "retry-max-time", "sasl-authzid", "service-name", "sigalgs", "socks4", "socks4a", "socks5",
		"socks5-gssapi-service", "socks5-hostname", "speed-limit", "speed-time", "stderr", "telnet-option",
		"tftp-blksize", "time-cond", "tls-max", "tls13-ciphers", "tlsauthtype", "tlspassword", "tlsuser", "trace",
		"trace-ascii", "trace-config", "unix-socket", "upload-file", "upload-flags", "url", "url-query", "user",
		"user-agent", "variable", "vlan-priority", "write-out",
	}}
	wgetGrammar = grammar{short: "aABDeiIloOPQRtTUwX", maybe: "n", long: []string{
		"accept", "accept-regex", "append-output", "base", "bind-address", "body-data", "body-file", "ca-certificate",
		"ca-directory", "certificate", "certificate-type", "ciphers", "compression", "config", "connect-timeout",
		"crl-file", "cut-dirs", "default-page", "directory-prefix", "dns-servers", "dns-timeout", "domains",
		"dot-style", "egd-file", "exclude-directories", "exclude-domains", "execute", "follow-tags", "ftp-password",
		"ftp-user", "header", "hsts-file", "http-password", "http-user", "ignore-tags", "include-directories",
		"input-file", "level", "limit-rate", "load-cookies", "local-encoding", "max-redirect", "method", "output-document",
		"output-file", "password", "pinnedpubkey", "post-data", "post-file", "prefer-family", "private-key",
		"private-key-type", "progress", "protocol-directories", "proxy-password", "proxy-user", "quota", "random-file",
		"read-timeout", "referer", "regex-type", "reject", "reject-regex", "rejected-log", "remote-encoding",
		"report-speed", "restrict-file-names", "retry-on-http-error", "save-cookies", "secure-protocol", "start-pos",
		"timeout", "tries", "use-askpass", "user", "user-agent", "wait", "waitretry",
	}}
	aria2Grammar = grammar{short: "dolixsjkmtuUTMOp", long: []string{
		"dir", "out", "log", "input-file", "max-connection-per-server", "split", "max-concurrent-downloads",
		"min-split-size", "max-tries", "timeout", "checksum", "header", "user-agent", "conf-path", "retry-wait",
		"allow-overwrite", "check-certificate", "ca-certificate", "file-allocation", "console-log-level",
	}}
	axelGrammar  = grammar{short: "snoSHUTm", long: []string{"max-speed", "num-connections", "output", "header"}}
	fetchGrammar = grammar{short: "BNSTWhiow"}
	httpGrammar  = grammar{short: "osAap", long: []string{"output", "auth", "auth-type", "verify", "session", "proxy"}}
)
