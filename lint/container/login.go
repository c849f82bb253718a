package container

import (
	"slices"
	"strings"
)

// OpenLogin returns the variable that leaves the service open: it turns the login off, or sets a password that everybody knows.
// Only what is written without variables counts.
func (c *Container) OpenLogin() (Variable, bool) {
	for _, v := range c.Environment {
		if v.Known && openLogin(v.Name, strings.ToLower(strings.TrimSpace(v.Value.Value))) {
			return v, true
		}
	}
	return Variable{}, false
}

func openLogin(name, value string) bool {
	switch name {
	case "POSTGRES_HOST_AUTH_METHOD":
		return value == "trust"
	case "MYSQL_ALLOW_EMPTY_PASSWORD", "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "MARIADB_ALLOW_EMPTY_PASSWORD",
		"ALLOW_EMPTY_PASSWORD", "ALLOW_ANONYMOUS_LOGIN", "DISABLE_SECURITY_PLUGIN":
		return slices.Contains([]string{"yes", "true", "1"}, value)
	case "xpack.security.enabled":
		return value == "false"
	case "NEO4J_AUTH":
		return value == "none" || value == "neo4j/neo4j"
	case "GF_AUTH_ANONYMOUS_ORG_ROLE":
		return value == "admin"
	case "POSTGRES_PASSWORD", "MYSQL_ROOT_PASSWORD", "MARIADB_ROOT_PASSWORD", "GF_SECURITY_ADMIN_PASSWORD",
		"RABBITMQ_DEFAULT_PASS", "MINIO_ROOT_PASSWORD", "MINIO_SECRET_KEY", "MONGO_INITDB_ROOT_PASSWORD",
		"KEYCLOAK_ADMIN_PASSWORD", "KC_BOOTSTRAP_ADMIN_PASSWORD", "PGADMIN_DEFAULT_PASSWORD", "ADMIN_PASSWORD":
		switch value {
		case "admin", "root", "password", "changeme", "postgres", "guest", "minioadmin", "example", "secret", "123456", "test":
			return true
		}
	}
	return false
}
