package secret

import (
	"strings"
	"testing"
)

func TestName(t *testing.T) {
	for name, want := range map[string]Strength{
		"PASSWORD": Strong, "DB_PASS": Strong, "PGPASSWORD": Strong, "MYSQL_ROOT_PASSWORD": Strong, "apiKey": Strong,
		"GITHUB_PAT": Strong, "NPM_TOKEN": Strong, "AWS_SECRET_ACCESS_KEY": Strong, "DB_PWD": Strong, "PASSPHRASE": Strong,
		"KEY": Weak, "REDISCLI_AUTH": Weak, "PWD": Weak,
		"POSTGRES_PASSWORD_FILE": NotSecret, "KMS_KEY_ALIAS": NotSecret, "SSH_AUTH_SOCK": NotSecret, "GPG_KEY": NotSecret,
		"GPG_KEYS": NotSecret, "GOOGLE_APPLICATION_CREDENTIALS": NotSecret, "AUTH_METHOD": NotSecret, "ALLOW_EMPTY_PASSWORD": NotSecret, "TOKEN_TTL": NotSecret,
		"AUTH_TOKEN_SOURCE": NotSecret, "PASSWORD_HASHERS": NotSecret, "TOKEN_LIFESPAN": NotSecret, "TOKEN_VALID_FOR": Weak,
		"API_KEY_REQUIRED_FOR": Weak, "DOCKER_CREDENTIAL_HELPER": NotSecret, "SECRET_KEY_BASE": Strong,
		"SECRETS_DB_KEY_BASE": Strong, "TOKEN_2": Strong,
		"APP_KEY": Strong, "ssh_prv_key": Strong, "DBPASS": Strong, "COMPASS": NotSecret, "PASSWORD_FOR_ROOT": Strong, "CLIENT_SECRET_PROD": Strong, "SECRETS_BACKEND": NotSecret,
		"TOKEN_TIME":                         NotSecret,
		"MYSQL_RANDOM_ROOT_PASSWORD_ENABLED": NotSecret, "MYSQL_ALLOW_EMPTY_PASSWORD": NotSecret, "PUBLIC_KEY": NotSecret, "API_URL": NotSecret, "AUTHOR": NotSecret,
		"PASSENGER": NotSecret, "TRAVIS_OS_NAME": NotSecret, "KEYCLOAK_USER": NotSecret, "MONKEY": NotSecret, "": NotSecret,
	} {
		if got := Name(name); got != want {
			t.Errorf("Name(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestJudge(t *testing.T) {
	const token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
	for _, c := range []struct {
		name, value string
		want        Kind
		part        string
	}{
		{"DB_PASSWORD", "hunter2", Credential, "hunter2"},
		{"DB_PASSWORD", "123456", Credential, "123456"},
		{"DB_PASSWORD", "hunter2$SUFFIX", Credential, "hunter2$SUFFIX"},
		{"DB_PASSWORD", "$$ecret", Credential, "$$ecret"},
		{"DB_PASSWORD", "${DB_PASSWORD}", Nothing, ""},
		{"DB_PASSWORD", "$A:$B", Nothing, ""},
		{"DB_PASSWORD", "", Nothing, ""},
		{"DB_PASSWORD", "${PW:-hunter2}", Credential, "hunter2"},
		{"DB_PASSWORD", "${PW:?set it}", Nothing, ""},
		{"DB_PASSWORD", "${PW:-${OTHER}}", Nothing, ""},
		{"DATABASE_URL", "postgres://app:${PW-s3cret}@db/app", Userinfo, "s3cret"},
		{"DB_PASSWORD", "/run/secrets/db", Nothing, ""},
		{"GOOGLE_CREDENTIALS", "credentials.json", Nothing, ""},
		{"SIGNING_KEY", "conf/server.pem", Nothing, ""},
		{"DB_PASSWORD", "pa.ss", Credential, "pa.ss"},
		{"DB_PASSWORD", "p@ss.key", Credential, "p@ss.key"},
		{"SOME_API_KEY", "This is not an API key", Nothing, ""},
		{"PASSPHRASE", "correct horse battery staple", Credential, "correct horse battery staple"},
		{"API_TOKEN", "Bearer q8Zr1tVx9LmB3nKp7Ws2", Credential, "Bearer q8Zr1tVx9LmB3nKp7Ws2"},
		{"DB_PASSWORD", "<your password>", Nothing, ""},
		{"DB_PASSWORD", "<your password> .", Nothing, ""},
		{"SECRET_KEY_BASE", "dummy", Nothing, ""},
		{"TOKEN", "true", Nothing, ""},
		{"OPENAI_MAX_TOKENS", "4096", Nothing, ""},
		{"OPENAI_MAX_TOKENS", "128000", Nothing, ""},
		{"JWT_SECRET", "30m", Nothing, ""},
		{"JWT_SECRET", "123456", Credential, "123456"},
		{"PIN_PASSWORD", "4096", Credential, "4096"},
		{"SIGN_KEY", "id_rsa", Nothing, ""},
		{"SIGN_KEY", "q8Zr1tVx9LmB3nKp7Ws2", Credential, "q8Zr1tVx9LmB3nKp7Ws2"},
		{"NOTE", "use " + token, Format, token},
		{"AWS", "AKIAIOSFODNN7EXAMPLE", Nothing, ""},
		{"DATABASE_URL", "postgres://app:s3cret@db/app", Userinfo, "s3cret"},
		{"REDIS_URL", "redis://:pw@cache", Userinfo, "pw"},
		{"DATABASE_URL", "postgres://app:${PW}@db/app", Nothing, ""},
		{"DATABASE_URL", "postgres://app:${PW:?set it}@db", Nothing, ""},
		{"DATABASE_URL", "postgres://db:5432/app", Nothing, ""},
		{"ConnectionStrings__Default", "Server=db;Database=app;User Id=sa;Password=S3cret!;Encrypt=no", Setting, "S3cret!"},
		{"DSN", "host=db user=app password=s3cret", Setting, "s3cret"},
		{"JDBC_URL", "jdbc:mysql://db/app?user=app&password=s3cret&x=y", Setting, "s3cret"},
		{"JDBC_URL", "jdbc:mysql://db/app?user=app&password=${PW:?x y}&x=y", Nothing, ""},
		{"DSN", "Server=db;Password=${PW:-hunter2};x=y", Setting, "hunter2"},
		{"DSN", "Server=db;Password=;User Id=a", Nothing, ""},
		{"DSN", "Server=db;Password=<pw>;User Id=a", Nothing, ""},
		{"OPTS", "--reset-password=yes --x", Nothing, ""},
		{"JAVA_OPTS", "-Dkeystore.password=changeit", Nothing, ""},
		{"NEO4J_AUTH", "neo4j/hunter2", Credential, "hunter2"},
		{"NEO4J_AUTH", "none", Nothing, ""},
		{"NEO4J_AUTH", "neo4j/$PW", Nothing, ""},
		{"FLOWER_BASIC_AUTH", "${FLOWER:-me:hunter2}", Credential, "hunter2"},
		{"USE_BASIC_AUTH", "true", Nothing, ""},
		{"ICON", "https://a.example/x@2", Nothing, ""},
	} {
		got := Judge(c.name, c.value)
		if got.Kind != c.want || c.value[got.Start:got.End] != c.part {
			t.Errorf("Judge(%q, %q) = %v %q, want %v %q", c.name, c.value, got.Kind, c.value[got.Start:got.End], c.want, c.part)
		}
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("DATABASE_URL", "postgres://a:b@c")
	f.Add("X", "${A${B}$(")
	f.Fuzz(func(t *testing.T, name, value string) {
		v := Judge(name, value)
		if v.Start < 0 || v.End < v.Start || v.End > len(value) {
			t.Fatalf("%+v lies outside %q", v, value)
		}
	})
}

func TestFormatInitials(t *testing.T) {
	for _, f := range formats {
		if strings.IndexByte(formatInitials, f.prefix[0]) < 0 {
			t.Errorf("%s is never looked for", f.prefix)
		}
	}
}

func TestGuessable(t *testing.T) {
	for pair, want := range map[string]string{
		"POSTGRES_PASSWORD=postgres": "postgres", "MINIO_ROOT_PASSWORD=${P:-minioadmin}": "minioadmin", "DB_PWD=${PW-ChangeMe}": "ChangeMe",
		"NEO4J_AUTH=neo4j/password": "password", "POSTGRES_USER=postgres": "", "TOKEN=test": "", "DB_PASSWORD=${ADMIN}": "",
		"DB_PASSWORD=k8Zr1tVx9LmB": "", "DB_PASSWORD_FILE=admin": "", "DB_PASSWORD=": "",
	} {
		name, value, _ := strings.Cut(pair, "=")
		start, end, ok := Guessable(name, value)
		if got := value[start:end]; ok != (want != "") || ok && got != want {
			t.Errorf("%s: %q, %t", pair, got, ok)
		}
	}
}

func TestEnvNames(t *testing.T) {
	const text = "# A_PASSWORD=x1y2z3\nexport B_PASSWORD='s3cr3t-db'\nC_PASSWORD=changeme\nD_URL=redis://:pw1x@c\nTOKEN_TTL=30\nE_TOKEN=${T}\nX: y=z\n"
	if got := strings.Join(EnvNames([]byte(text)), " "); got != "B_PASSWORD D_URL" {
		t.Errorf("%s", got)
	}
}

func TestHashed(t *testing.T) {
	for value, want := range map[string]bool{
		"$$argon2id$$v=19$$m=65540,t=3,p=4$$bXBGME9uRHg$$c29tZWhhc2g":  true,
		"$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy": true,
		"$$hunter2$$2y$$":                false,
		"$$apr1$$HL2G0hJk$$YdWLvoCqxcvY": false, // quick to guess
		"":                               false,
	} {
		if Hashed(value) != want {
			t.Errorf("Hashed(%q) = %v", value, !want)
		}
	}
}
