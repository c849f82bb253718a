package shell

import "testing"

func TestPasswords(t *testing.T) {
	for text, want := range map[string]string{
		"curl -u me:pw https://h":                               "-u=pw ",
		"curl -ume:pw -H 'Authorization: Bearer abc' https://h": "-u=pw Authorization=abc ",
		"curl -u me https://h":                                  "",
		"curl -u me:pw http://localhost:80/x":                   "",
		"curl --header \"PRIVATE-TOKEN: $T\" https://h":         "PRIVATE-TOKEN=$T ",
		"curl -H 'Cookie: a=b' -H 'Accept: c' https://h":        "",
		"wget --user=a --password=b https://h":                  "--password=b ",
		"docker login -u a -p b r":                              "-p=b ",
		"docker run -p 80:80 x":                                 "",
		"mysql -uroot -pab -P 3306 x":                           "-p=ab ",
		"mysql -u root -p x":                                    "",
		"mysqladmin -u root password x":                         "password=x ",
		"redis-cli -h x -a y ping":                              "-a=y ",
		"sshpass -p x ssh -p 22 h":                              "-p=x ",
		"svn co --username a --password b u":                    "--password=b ",
		"az login --service-principal -u a -p b -t c":           "-p=b ",
		"twine upload -u a -p b dist/x":                         "-p=b ",
		"aws configure set aws_secret_access_key x":             "aws_secret_access_key=x? ",
		"npm config set //r/:_authToken=a=":                     "//r/:_authToken=a=? ",
		"npm config set //r/:_authToken a":                      "//r/:_authToken=a? ",
		"npm set a b":                                           "a=b? ",
		"poetry config http-basic.x u p":                        "http-basic.x=p ",
		"composer config -g github-oauth.github.com t":          "github-oauth.github.com=t ",
		"rabbitmqctl add_user u p":                              "add_user=p ",
		"unzip -q -P x f":                                       "-P=x ",
		"hf auth login --token t":                               "--token=t ",
		"dotnet nuget add source u -n a -u b -p c":              "-p=c ",
		"jf c add x --password=p":                               "--password=p ",
		"gpg --batch --passphrase '' x":                         "",
		"gpg --batch --passphrase ab x":                         "--passphrase=ab ",
		"vault login t":                                         "token=t ",
		"doctl auth init -t x":                                  "-t=x ",
	} {
		got := ""
		for _, c := range parse(text).Commands {
			for _, p := range c.Passwords() {
				got += p.Name + "=" + p.Value.Value
				if p.Setting {
					got += "?"
				}
				got += " "
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
