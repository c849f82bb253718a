package container

import "strings"

// OpenLogin returns the variable that leaves the service open: it turns the login off, or sets a password that everybody knows.
// Only what is written without variables counts, and only with the image that asks for the variable: a client has it as well.
func (c *Container) OpenLogin() (Variable, bool) {
	if !c.Image.Known {
		return Variable{}, false
	}
	for _, v := range c.Environment {
		product, open := openLogin(v.Name, strings.ToLower(strings.TrimSpace(v.Value.Value)))
		if open && v.Known && strings.Contains(c.Image.Value.Path, product) {
			return v, true
		}
	}
	return Variable{}, false
}

// openLogin reports whether a variable leaves a program open, and a part of the name of the images that ask for it.
func openLogin(name, value string) (product string, open bool) {
	on := value == "yes" || value == "true" || value == "1"
	switch name {
	case "POSTGRES_HOST_AUTH_METHOD":
		return "postg", value == "trust"
	case "MYSQL_ALLOW_EMPTY_PASSWORD":
		return "mysql", on
	case "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD":
		return "mariadb", on
	case "ALLOW_EMPTY_PASSWORD", "ALLOW_ANONYMOUS_LOGIN":
		return "bitnami", on
	case "DISABLE_SECURITY_PLUGIN":
		return "opensearch", on
	case "xpack.security.enabled":
		return "elasticsearch", value == "false"
	case "NEO4J_AUTH":
		return "neo4j", value == "none"
	case "GF_AUTH_ANONYMOUS_ORG_ROLE":
		return "grafana", value == "admin"
	case "POSTGRES_PASSWORD":
		return "postg", wellKnownPassword(value)
	case "MYSQL_ROOT_PASSWORD":
		return "mysql", wellKnownPassword(value)
	case "MARIADB_ROOT_PASSWORD":
		return "mariadb", wellKnownPassword(value)
	case "GF_SECURITY_ADMIN_PASSWORD":
		return "grafana", wellKnownPassword(value)
	case "RABBITMQ_DEFAULT_PASS":
		return "rabbitmq", wellKnownPassword(value)
	case "MINIO_ROOT_PASSWORD", "MINIO_SECRET_KEY":
		return "minio", wellKnownPassword(value)
	case "MONGO_INITDB_ROOT_PASSWORD":
		return "mongo", wellKnownPassword(value)
	case "KEYCLOAK_ADMIN_PASSWORD", "KC_BOOTSTRAP_ADMIN_PASSWORD":
		return "keycloak", wellKnownPassword(value)
	case "PGADMIN_DEFAULT_PASSWORD":
		return "pgadmin", wellKnownPassword(value)
	}
	return "", false
}

// wellKnownPassword reports whether the value is one of those that are tried first.
func wellKnownPassword(value string) bool {
	switch value {
	case "admin", "root", "password", "changeme", "postgres", "guest", "minioadmin", "example", "secret", "123456", "test":
		return true
	}
	return false
}
