package shell

import "testing"

func TestUnlocked(t *testing.T) {
	for text, want := range map[string]string{
		"npm install":                            "install: ci",
		"npm --prefix web i --production":        "i: ci",
		"npm update":                             "update: ci",
		"pnpm install --prod":                    "install: --frozen-lockfile",
		"pnpm i --frozen-lockfile=false":         "i: --frozen-lockfile",
		"yarn":                                   "yarn: install --frozen-lockfile",
		"yarn install --production":              "install: --frozen-lockfile",
		"bun install":                            "install: --frozen-lockfile",
		"cargo install ripgrep --version 14.1.1": "install: --locked",
		"uv sync --no-dev":                       "sync: --locked",
		"composer update --no-dev":               "update: install",
		"bundle update":                          "update: install",
		"pipenv install --system":                "install: --deploy",
		"go get -u ./...":                        "-u: go mod download",
		"npm ci":                                 "",
		"npm install express@5":                  "",
		"npm install -g":                         "",
		"npm run install":                        "",
		"pnpm install --frozen-lockfile":         "",
		"yarn install --immutable":               "",
		"yarn --version":                         "",
		"yarn build":                             "",
		"yarn add x":                             "",
		"cargo install --locked ripgrep":         "",
		"cargo build --release":                  "",
		"uv sync --frozen":                       "",
		"composer install":                       "",
		"composer update --lock":                 "",
		"pipenv install --deploy":                "",
		"go get -u example.com/x":                "",
		"go get example.com/x@v1":                "",
		"go mod download":                        "",
		"poetry install":                         "",
		"echo npm install":                       "",
	} {
		got := ""
		if u, ok := parse(text).Commands[0].Unlocked(); ok {
			got = u.Word.Value + ": " + u.Use
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
