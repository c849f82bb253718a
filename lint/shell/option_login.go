package shell

// The options of clients that log in somewhere which take a value. Sources: the help of Docker 28, Podman 5, Helm 3.18,
// MySQL 8.4 and MariaDB 11.8, redis-cli 8, mongosh 2.5, sshpass 1.10, Subversion 1.14, the Azure CLI 2.76, the AWS CLI 2.28,
// doctl 1.136, twine 6, poetry 2.1, .NET 9, Info-ZIP 6 OpenLDAP 2.6,
// PostgreSQL 17 and subscription-manager 1.30.
var (
	registryGrammar = grammar{short: "pu", long: []string{
		"password", "username", "authfile", "cert-dir", "creds", "config", "context", "host", "log-level", "secret",
	}}
	mysqlGrammar = grammar{short: "uhPeDSr", maybe: "p", long: []string{
		"user", "host", "port", "execute", "database", "socket", "defaults-file", "defaults-extra-file", "default-character-set",
	}}
	redisGrammar   = grammar{short: "hpanruDdtis", long: []string{"pass", "user", "askpass", "sni", "cacert", "cert", "key", "tls-ciphers"}}
	mongoGrammar   = grammar{short: "upd", long: []string{"username", "password", "host", "port", "authenticationDatabase", "eval", "db"}}
	sshpassGrammar = grammar{first: true, short: "fdpP"}
	svnGrammar     = grammar{short: "rmF", long: []string{"username", "password", "revision", "message", "config-dir", "config-option", "depth"}}
	azGrammar      = grammar{short: "upotgn", long: []string{
		"username", "password", "tenant", "federated-token", "certificate", "output", "subscription", "service-principal-tenant",
	}}
	awsGrammar    = grammar{long: []string{"profile", "region", "output", "endpoint-url", "query", "color"}}
	gcloudGrammar = grammar{long: []string{"key-file", "project", "account", "cred-file", "password-file", "configuration"}}
	doctlGrammar  = grammar{short: "tcuo", long: []string{"access-token", "context", "api-url", "output", "config"}}
	twineGrammar  = grammar{short: "rupsic", long: []string{
		"repository", "repository-url", "username", "password", "config-file", "identity", "sign-with", "comment", "cert",
	}}
	tokenGrammar  = grammar{long: []string{"token", "password", "username", "auth-token", "cluster", "server", "user", "kubeconfig", "namespace"}}
	dotnetGrammar = grammar{single: true, long: []string{
		"p", "password", "u", "username", "n", "name", "k", "api-key", "s", "source", "configfile", "c", "o", "r", "f", "v",
		"Name", "Source", "UserName", "Password", "ConfigFile", "valid-authentication-types",
	}}
	postgresGrammar = grammar{short: "hpUdcfvPFTRjnt", long: []string{
		"host", "port", "username", "dbname", "command", "file", "set", "variable", "format", "table", "schema", "jobs", "timeout",
	}}
	rhsmGrammar  = grammar{long: []string{"username", "password", "org", "activationkey", "serverurl", "baseurl", "environments", "name"}}
	unzipGrammar = grammar{short: "dxP"}
	sqlcmd       = grammar{short: "SUPdQqiohbaltms"}
	ldapGrammar  = grammar{short: "DwHhpfbsySYUXRoEelPz"}
)

func loginGrammar(name string) *grammar {
	switch name {
	case "docker", "podman", "buildah", "skopeo", "crane", "oras", "nerdctl", "helm":
		return &registryGrammar
	case "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mariadb-dump", "mariadb-admin":
		return &mysqlGrammar
	case "redis-cli":
		return &redisGrammar
	case "mongo", "mongosh", "mongodump", "mongorestore", "mongoimport":
		return &mongoGrammar
	case "sshpass":
		return &sshpassGrammar
	case "svn":
		return &svnGrammar
	case "az":
		return &azGrammar
	case "aws":
		return &awsGrammar
	case "gcloud":
		return &gcloudGrammar
	case "doctl":
		return &doctlGrammar
	case "twine":
		return &twineGrammar
	case "huggingface-cli", "hf", "wandb", "kubectl", "databricks", "sentry-cli":
		return &tokenGrammar
	case "dotnet", "nuget":
		return &dotnetGrammar
	case "psql", "pg_dump", "pg_restore", "createdb", "dropdb", "createuser", "pg_isready":
		return &postgresGrammar
	case "subscription-manager":
		return &rhsmGrammar
	case "unzip":
		return &unzipGrammar
	case "sqlcmd":
		return &sqlcmd
	case "ldapadd", "ldapmodify", "ldapsearch":
		return &ldapGrammar
	}
	return nil
}
