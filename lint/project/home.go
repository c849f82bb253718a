package project

import (
	"path"
	"slices"
	"strings"
)

// HoldsCredentials reports whether a path of a build stage is one in which programs keep credentials: a file or folder of
// them in a home, or all of the home of root, or all homes.
func HoldsCredentials(name string) bool {
	parts := strings.Split(strings.Trim(path.Clean("/"+name), "/"), "/")
	switch {
	case parts[0] == "root":
		parts = parts[1:]
	case parts[0] == "home" && len(parts) > 2:
		parts = parts[2:]
	case parts[0] == "home":
		return len(parts) == 1 || parts[1] == "*"
	default:
		return false
	}
	if len(parts) == 0 || parts[0] == "*" || parts[0] == ".*" {
		return true
	}
	inner := parts[1:]
	switch parts[0] {
	case ".npmrc", ".yarnrc", ".yarnrc.yml", ".netrc", "_netrc", ".git-credentials", ".pypirc", ".pgpass", ".my.cnf",
		".vault-token", ".aws", ".azure", ".gnupg", ".kube", ".terraformrc", ".dockercfg", ".s3cfg", ".boto":
		return len(inner) == 0 || inner[0] != "cache"
	case ".ssh":
		return len(inner) == 0 || !slices.Contains([]string{"known_hosts", "known_hosts2"}, inner[0]) &&
			!strings.HasSuffix(inner[0], ".pub")
	case ".docker":
		return len(inner) == 0 || inner[0] == "config.json"
	case ".m2":
		return len(inner) > 0 && strings.HasPrefix(inner[0], "settings")
	case ".config":
		return len(inner) > 0 && slices.Contains([]string{"gcloud", "gh", "doctl", "hub", "containers"}, inner[0])
	case ".cargo":
		return len(inner) > 0 && strings.HasPrefix(inner[0], "credentials")
	case ".gem", ".terraform.d":
		return len(inner) > 0 && strings.HasPrefix(inner[0], "credentials")
	case ".composer":
		return len(inner) > 0 && inner[0] == "auth.json"
	case ".gradle":
		return len(inner) > 0 && inner[0] == "gradle.properties"
	case ".nuget":
		return len(inner) > 0 && strings.EqualFold(inner[0], "nuget")
	}
	return false
}
