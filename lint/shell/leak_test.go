package shell

import (
	"testing"
)

func TestLeaks(t *testing.T) {
	secrets := Secrets{
		Variables: []string{"TOKEN"}, Files: []string{"/run/secrets/npm", "/root/.netrc"}, Gone: []string{"/cache", "/root/.netrc"},
		Dir: "/app",
	}
	for text, want := range map[string]string{
		"echo $TOKEN":     "",
		"echo $TOKEN > f": "f<TOKEN $TOKEN",
		"echo \"//r/:_authToken=${TOKEN}\" >> ~/.npmrc":                                         "~/.npmrc<TOKEN ${TOKEN}",
		"echo ${TOKEN:+set} ${#TOKEN} '$TOKEN' > f":                                             "",
		"printf %s \"$TOKEN\" | base64 | sudo tee -a f":                                         "f<TOKEN $TOKEN",
		"echo $TOKEN | tee /dev/null >/dev/null":                                                "",
		"cat > f <<E\na $TOKEN\nE":                                                              "f<TOKEN $TOKEN",
		"cat > f <<'E'\na $TOKEN\nE":                                                            "",
		"cat /run/secrets/npm > f":                                                              "f</run/secrets/npm /run/secrets/npm",
		"cat < /run/secrets/npm > f":                                                            "f</run/secrets/npm /run/secrets/npm",
		"cat /run/secrets/* | tr a b > /cache/f":                                                "",
		"cp /run/secrets/npm ~/.npmrc && npm ci":                                                "~/.npmrc</run/secrets/npm /run/secrets/npm",
		"cp /run/secrets/npm ~/.npmrc && npm ci && rm -f /root/.npmrc":                          "",
		"cp /run/secrets/npm .npmrc; npm ci; rm .npmrc":                                         "",
		"cp /run/secrets/npm d/; npm ci; rm -r d":                                               "",
		"trap 'rm -f ~/.npmrc' EXIT; cp /run/secrets/npm ~/.npmrc":                              "",
		"install -m 600 -t /etc /run/secrets/npm":                                               "/etc</run/secrets/npm /run/secrets/npm",
		"cp -r /run/secrets /x":                                                                 "/x</run/secrets/npm /run/secrets",
		"ln -s /run/secrets/npm ~/.npmrc":                                                       "",
		"cp ~/.netrc f":                                                                         "f</root/.netrc ~/.netrc",
		"cp $HOME/.netrc /cache":                                                                "",
		". /run/secrets/npm; npm ci":                                                            "",
		"export X=$(cat /run/secrets/npm) && npm ci":                                            "",
		"X=$(cat /run/secrets/npm | base64); echo $X > f":                                       "f</run/secrets/npm $X",
		"X=$(cat /run/secrets/npm); X=a; echo $X > f":                                           "",
		"X=`cat /run/secrets/npm`; Y=\"a$X\"; echo $Y >f":                                       "f</run/secrets/npm $Y",
		"X=$(< /run/secrets/npm) && echo $X > f":                                                "f</run/secrets/npm $X",
		"read X < /run/secrets/npm; echo $X > f":                                                "f</run/secrets/npm $X",
		"echo a$(cat /run/secrets/npm) > f":                                                     "f</run/secrets/npm /run/secrets/npm",
		"F=/run/secrets/npm; cat $F > f":                                                        "f</run/secrets/npm $F",
		"sed -i \"s/x/$TOKEN/\" f":                                                              "f<TOKEN $TOKEN",
		"sed \"s/x/$TOKEN/\" t > f":                                                             "f<TOKEN $TOKEN",
		"dd if=/run/secrets/npm of=f":                                                           "f</run/secrets/npm /run/secrets/npm",
		"npm config set //r/:_authToken=$TOKEN && npm ci":                                       "the configuration of npm<TOKEN $TOKEN",
		"npm config set //r/:_authToken $TOKEN && npm ci && npm config delete //r/:_authToken":  "",
		"npm ci --//r/:_authToken=$TOKEN":                                                       "",
		"git clone https://x:$TOKEN@h/a/b.git":                                                  ".git/config<TOKEN $TOKEN",
		"git clone https://x:$TOKEN@h/a/b.git && rm -rf b/.git":                                 "",
		"git clone https://$TOKEN@h/b c && cd c && git remote set-url origin https://h/b":       "",
		"git -c http.extraheader=\"$TOKEN\" clone https://h/b":                                  "",
		"git config --global url.https://$TOKEN@h/.insteadOf https://h/":                        "the configuration of git<TOKEN $TOKEN",
		"git config --global url.https://$TOKEN@h/.insteadOf https://h/; make; rm ~/.gitconfig": "",
		"git remote add o https://$TOKEN@h/b":                                                   ".git/config",
		"pip config set global.index-url https://$TOKEN@h":                                      "the configuration of pip<TOKEN $TOKEN",
		"pip install --index-url https://u:$TOKEN@h x":                                          "",
		"echo $TOKEN | docker login --password-stdin":                                           "the configuration of docker<TOKEN $TOKEN",
		"echo $TOKEN | docker login --password-stdin; docker pull x; docker logout":             "",
		"gcloud auth activate-service-account --key-file=/run/secrets/npm":                      "the credentials of gcloud</run/secrets/npm /run/secrets/npm",
		"curl -H \"Authorization: $TOKEN\" https://h > f":                                       "",
		"echo $TOKEN > f; make; echo > f":                                                       "",
		"echo $TOKEN > f; make; sed -i /a/d f":                                                  "",
		"sh -c 'echo $TOKEN > f'":                                                               "f<TOKEN $TOKEN",
		"aws configure set aws_secret_access_key $TOKEN":                                        "the credentials of aws<TOKEN $TOKEN",
		"printenv TOKEN > f":                                                                    "f<TOKEN TOKEN",
	} {
		got := ""
		for _, l := range parse(text).Leaks(secrets) {
			got += l.Into + "<" + l.Secret + " " + string(l.Span.Bytes())
		}
		if want == ".git/config" {
			want = "the configuration of git<TOKEN $TOKEN"
		}
		if got != want {
			t.Errorf("%s:\n\t%q, want\n\t%q", text, got, want)
		}
	}
	if parse("echo $TOKEN > f").Leaks(Secrets{}) != nil {
		t.Error("a leak of nothing")
	}
}

func TestStores(t *testing.T) {
	for text, want := range map[string]string{
		"docker login -p x r":                  "the configuration of docker",
		"docker pull x":                        "",
		"yarn config set npmAuthToken x":       "the configuration of yarn",
		"poetry config http-basic.a u p":       "the configuration of poetry",
		"composer config github-oauth.h x":     "auth.json of composer",
		"bundle config set --global a x":       "the configuration of bundler",
		"gem sources -a https://x":             "the sources of gem",
		"gem sources":                          "",
		"dotnet nuget add source u -p x":       "NuGet.Config",
		"helm repo add a u --password x":       "the configuration of helm",
		"az login -p x":                        "the credentials of az",
		"doctl auth init -t x":                 "the configuration of doctl",
		"gh auth login --with-token":           "the configuration of gh",
		"hf auth login --token x":              "the token file of Hugging Face",
		"kubectl config set-credentials a":     "the configuration of kubectl",
		"cargo login x":                        "the credentials of cargo",
		"conda config --add channels x":        "the configuration of conda",
		"svn co --password x u":                "the cache of svn",
		"svn co --no-auth-cache u":             "",
		"go env -w GOPROXY=x":                  "the settings of go",
		"git config --get a.b x":               "",
		"git config -f x a.b c":                "the configuration of git",
		"git fetch https://x":                  "",
		"pip3 config set a b":                  "the configuration of pip",
		"vault login x":                        "~/.vault-token",
		"wandb login x":                        "~/.netrc",
		"snyk auth x":                          "the configuration of snyk",
		"mc alias set a u k s":                 "the configuration of mc",
		"jf c add --access-token x":            "the configuration of jf",
		"add-apt-repository 'deb https://x y'": "the sources of apt",
	} {
		store, ok := parse(text).Commands[0].Stores()
		if store.Where != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", text, store.Where, want)
		}
	}
}
