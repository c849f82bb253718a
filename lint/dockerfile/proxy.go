package dockerfile

import "strings"

// ProxyArgument reports whether a build argument is one of those that name a proxy. BuildKit gives them to each RUN without
// an ARG, and then leaves them out of the history and of what the cache depends on. NO_PROXY names none.
func ProxyArgument(name string) bool {
	switch strings.ToLower(name) {
	case "http_proxy", "https_proxy", "ftp_proxy", "all_proxy":
		return name == strings.ToLower(name) || name == strings.ToUpper(name)
	}
	return false
}
