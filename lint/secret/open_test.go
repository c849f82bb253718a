package secret

import "testing"

func TestOpens(t *testing.T) {
	for entry, want := range map[[2]string]bool{
		{"POSTGRES_HOST_AUTH_METHOD", "trust"}: true, {"POSTGRES_HOST_AUTH_METHOD", "scram-sha-256"}: false,
		{"POSTGRES_HOST_AUTH_METHOD", "${M:-trust}"}: true, {"POSTGRES_HOST_AUTH_METHOD", "$M"}: false,
		{"MYSQL_ALLOW_EMPTY_PASSWORD", "1"}: true, {"MYSQL_ALLOW_EMPTY_PASSWORD", "please"}: true,
		{"MYSQL_ALLOW_EMPTY_PASSWORD", ""}: false, {"MYSQL_ALLOW_EMPTY_PASSWORD", "no"}: false,
		{"ALLOW_EMPTY_PASSWORD", "yes"}: true, {"ALLOW_EMPTY_PASSWORD", "no"}: false,
		{"xpack.security.enabled", "false"}: true, {"xpack.security.enabled", "true"}: false,
		{"NEO4J_AUTH", "none"}: true, {"NEO4J_AUTH", "neo4j/x"}: false, {"OTHER", "true"}: false,
	} {
		if _, got := Opens(entry[0], entry[1]); got != want {
			t.Errorf("Opens(%q, %q) = %v, want %v", entry[0], entry[1], got, want)
		}
	}
}
