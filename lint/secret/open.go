package secret

import "strings"

// Open is what a variable does to the login of a service.
type Open struct {
	// What is let in, in words: "every client", "root without a password".
	What string
	// Guarded says that a password that is set besides takes it back.
	Guarded bool
}

// Opens reports whether a variable that a well-known image or program reads switches its authentication off. The value is as
// written; of ${NAME:-default} the default counts. Source: the documentation of the images.
func Opens(name, value string) (Open, bool) {
	start, end := fallback(value)
	value = strings.ToLower(strings.TrimSpace(value[start:end]))
	if value == "" || strings.HasPrefix(value, "$") {
		return Open{}, false
	}
	on := value == "true" || value == "yes" || value == "1" || value == "on"
	off := value == "false" || value == "no" || value == "0" || value == "off" || value == "disabled"
	const every = "every client without a password"
	switch name {
	case "POSTGRES_HOST_AUTH_METHOD":
		return Open{What: every}, value == "trust"
	case "NEO4J_AUTH":
		return Open{What: every}, value == "none"
	case "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_ALLOW_EMPTY_ROOT_PASSWORD", "MARIADB_ALLOW_EMPTY_PASSWORD",
		"MARIADB_ALLOW_EMPTY_ROOT_PASSWORD":
		return Open{What: "root without a password", Guarded: true}, !off // the entry points ask whether it is set at all
	case "ALLOW_EMPTY_PASSWORD":
		return Open{What: every, Guarded: true}, on
	case "ALLOW_ANONYMOUS_LOGIN", "ARANGO_NO_AUTH", "DISABLE_SECURITY_PLUGIN", "plugins.security.disabled",
		"CLICKHOUSE_SKIP_USER_SETUP", "FLOWER_UNAUTHENTICATED_API", "DANGEROUSLY_OMIT_AUTH", "TRAEFIK_API_INSECURE",
		"AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", "DISABLE_AUTH", "DISABLE_SECURITY_DASHBOARDS_PLUGIN":
		return Open{What: "everybody without a login"}, on
	case "xpack.security.enabled", "XPACK_SECURITY_ENABLED", "ES_SETTING_XPACK_SECURITY_ENABLED", "ME_CONFIG_BASICAUTH",
		"ME_CONFIG_BASICAUTH_ENABLED", "INFLUXDB_HTTP_AUTH_ENABLED", "WEBUI_AUTH", "SONAR_FORCEAUTHENTICATION":
		return Open{What: "everybody without a login"}, off
	}
	return Open{}, false
}
