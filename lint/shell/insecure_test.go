package shell

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestSwitchedOff(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"curl -fsSLk u", []string{"0 curl -k k@10"}},
		{"curl --insecure u", []string{"0 curl --insecure --insecure@5"}},
		{"sh -c 'curl -k u'", []string{"0 curl -k -k@12"}},
		{"wget -q --no-check-certificate u", []string{"0 wget --no-check-certificate --no-check-certificate@8"}},
		{"apt-get install -y --force-yes a", []string{"1 apt-get --force-yes --force-yes@19"}},
		{"apt-get -o Acquire::https::Verify-Peer=false update", []string{
			"0 apt-get Acquire::https::Verify-Peer -o Acquire::https::Verify-Peer=false@8"}},
		{"apt-get -oAPT::Get::AllowUnauthenticated=true install a", []string{
			"1 apt-get APT::Get::AllowUnauthenticated -oAPT::Get::AllowUnauthenticated=true@8"}},
		{"echo 'deb [arch=amd64 trusted=yes] http://a b c' > /etc/apt/sources.list.d/a.list", []string{
			"1 apt-get trusted=yes trusted=yes@22"}},
		{"cat <<EOF > /etc/apt/sources.list\ndeb [trusted=yes] http://a b c\nEOF\n", []string{
			"1 apt-get trusted=yes trusted=yes@39"}},
		{"apk add --allow-untrusted a.apk", []string{"1 apk --allow-untrusted --allow-untrusted@8"}},
		{"yum -y install --nogpgcheck a", []string{"1 yum --nogpgcheck --nogpgcheck@15"}},
		{"dnf --setopt=sslverify=0 --setopt epel.gpgcheck=False install a", []string{
			"0 dnf sslverify --setopt=sslverify=0@4", "1 dnf gpgcheck --setopt epel.gpgcheck=False@25"}},
		{"printf '[a]\\ngpgcheck=0\\n' > /etc/yum.repos.d/a.repo", []string{"1 dnf gpgcheck gpgcheck=0@13"}},
		{"rpm -Uvh --nodigest --nosignature a", []string{
			"1 rpm --nodigest --nodigest@9", "1 rpm --nosignature --nosignature@20"}},
		{"zypper --no-gpg-checks in a", []string{"1 zypper --no-gpg-checks --no-gpg-checks@7"}},
		{"python3 -m pip install --trusted-host h a", []string{"0 pip --trusted-host --trusted-host h@23"}},
		{"pip config set global.trusted-host h", []string{"0 pip trusted-host global.trusted-host h@15"}},
		{"npm config set strict-ssl false", []string{"0 npm strict-ssl strict-ssl false@15"}},
		{"npm set strict-ssl=false", []string{"0 npm strict-ssl strict-ssl=false@8"}},
		{"npm install --strict-ssl=false", []string{"0 npm strict-ssl --strict-ssl=false@12"}},
		{"yarn config set \"strict-ssl\" false -g", []string{"0 yarn strict-ssl \"strict-ssl\" false@16"}},
		{"git -c http.sslVerify=false clone u", []string{"0 git http.sslVerify -c http.sslVerify=false@4"}},
		{"git config --global http.sslverify 0", []string{"0 git http.sslverify http.sslverify 0@20"}},
		{"git config --global http.https://h.sslVerify false", []string{
			"0 git http.https://h.sslVerify http.https://h.sslVerify false@20"}},
		{"GIT_SSL_NO_VERIFY=1 git clone u", []string{"0 git GIT_SSL_NO_VERIFY GIT_SSL_NO_VERIFY=1@0"}},
		{"export A=b NODE_TLS_REJECT_UNAUTHORIZED='0' && x", []string{
			"0 node NODE_TLS_REJECT_UNAUTHORIZED NODE_TLS_REJECT_UNAUTHORIZED='0'@11"}},
		{"env PYTHONHTTPSVERIFY=0 python x", []string{"0 python PYTHONHTTPSVERIFY PYTHONHTTPSVERIFY=0@4"}},
		{"go env -w GOINSECURE=* GONOSUMDB=*", []string{"0 go GOINSECURE GOINSECURE=*@10", "1 go GONOSUMDB GONOSUMDB=*@23"}},
		{"GONOSUMDB=example.com/own/* go mod download", nil},
		{"pip install --trusted-host localhost --trusted-host 127.0.0.1:8080 a", nil},
		{"composer config -g secure-http false", []string{"0 composer secure-http secure-http false@19"}},
		{"echo strict-ssl=false >> ~/.npmrc", []string{"0 npm strict-ssl strict-ssl=false@5"}},
		{"echo insecure >> /root/.curlrc", []string{"0 curl insecure insecure@5"}},
		{"CURL_CA_BUNDLE= python x", []string{"0 requests CURL_CA_BUNDLE CURL_CA_BUNDLE=@0"}},
		{"GOPRIVATE=* go get x", []string{"1 go GOPRIVATE GOPRIVATE=*@0"}},
		{"MAVEN_OPTS=-Dmaven.wagon.http.ssl.insecure=true mvn", []string{
			"0 mvn MAVEN_OPTS MAVEN_OPTS=-Dmaven.wagon.http.ssl.insecure=true@0"}},
		{"mvn -Dmaven.wagon.http.ssl.insecure=true p", []string{
			"0 mvn maven.wagon.http.ssl.insecure=true maven.wagon.http.ssl.insecure=true@6"}},
		{"conda config --set ssl_verify false", []string{"0 conda ssl_verify ssl_verify false@19"}},
		{"bundle config set --global ssl_verify_mode 0", []string{"0 bundle ssl_verify_mode ssl_verify_mode 0@27"}},
		{"poetry config certificates.own.cert false", []string{
			"0 poetry certificates.own.cert certificates.own.cert false@14"}},
		{"helm repo add --insecure-skip-tls-verify a u", []string{
			"0 helm --insecure-skip-tls-verify --insecure-skip-tls-verify@14"}},
		{"kubectl --insecure-skip-tls-verify=true get a", []string{
			"0 kubectl --insecure-skip-tls-verify --insecure-skip-tls-verify=true@8"}},
		{"skopeo copy --src-tls-verify=false a b", []string{"0 skopeo --src-tls-verify --src-tls-verify=false@12"}},
		{"lftp -c 'set ssl:verify-certificate no; get u'", []string{
			"0 lftp ssl:verify-certificate no ssl:verify-certificate no@13"}},
		{"echo deb [trusted=yes] http://a b c > /etc/apt/sources.list", []string{"1 apt-get trusted=yes trusted=yes@10"}},
		{"printf 'Types: deb\nTrusted: yes\n' > /etc/apt/sources.list.d/a.sources", []string{
			"1 apt-get trusted Trusted: yes@19"}},
		{"echo 'ssl_verify: false' > ~/.condarc", []string{"0 conda ssl_verify ssl_verify: false@6"}},
		{"echo ':ssl_verify_mode: 0' > ~/.gemrc", []string{"0 gem ssl_verify_mode :ssl_verify_mode: 0@6"}},
		{"echo 'BUNDLE_SSL_VERIFY_MODE: \"0\"' > /usr/local/bundle/config", []string{
			"0 bundle BUNDLE_SSL_VERIFY_MODE BUNDLE_SSL_VERIFY_MODE: \"0\"@6"}},
		{"echo 'enableStrictSsl: false' > .yarnrc.yml", []string{"0 yarn enableStrictSsl enableStrictSsl: false@6"}},
		{"echo strict-ssl false > .yarnrc", []string{"0 yarn strict-ssl strict-ssl false@5"}},
		{"echo '{\"config\": {\"secure-http\": false}}' > ~/.composer/config.json", []string{
			"0 composer secure-http \"secure-http\": false@18"}},
		{"printf '[http]\n\tsslVerify = false\n' > ~/.gitconfig", []string{"0 git sslVerify sslVerify = false@16"}},
		{"printf '[global]\ntrusted-host = h\n' > /etc/pip.conf", []string{"0 pip trusted-host trusted-host = h@17"}},
		{"sed -i 's/gpgcheck=1/gpgcheck=0/g;s/a/b/' /etc/yum.repos.d/*.repo", []string{"1 dnf gpgcheck gpgcheck=0@21"}},
		{"sed -i -e 's/^SigLevel.*/SigLevel = Never/' /etc/pacman.conf", []string{"1 pacman SigLevel SigLevel = Never@25"}},
		{"printf '[own]\nSigLevel = Optional TrustAll\n' >> /etc/pacman.conf", []string{
			"1 pacman SigLevel SigLevel = Optional TrustAll@14"}},
		{"sed -i '/^gpgcheck/c gpgcheck=0' /etc/yum.conf", []string{"1 dnf gpgcheck gpgcheck=0@21"}},

		{"curl -okubectl u", nil},
		{"curl -o k -X k u", nil},
		{"curl -fk https://localhost:8443/health", nil},
		{"echo curl -k", nil},
		{"apt-get install --no-install-recommends -y a", nil},
		{"apt-get -o Acquire::https::Verify-Peer=true -o Acquire::Retries=3 update", nil},
		{"echo 'deb [trusted=yes] file:/tmp ./' > /etc/apt/sources.list", nil},
		{"echo 'deb [signed-by=/k] http://a b' > /etc/apt/sources.list # trusted=yes", nil},
		{"npm config set strict-ssl true", nil},
		{"git config --global http.sslVerify true", nil},
		{"GIT_SSL_NO_VERIFY=0 git clone u", nil},
		{"NODE_TLS_REJECT_UNAUTHORIZED=$X node y", nil},
		{"GOFLAGS=-mod=mod go build", nil},
		{"yum install -y yum-utils && yum -x gpgcheck=0 update", nil},
		{"echo gpgcheck=1 > /etc/yum.repos.d/a.repo", nil},
		{"wget --check-certificate=on u", nil},
		{"CURL_CA_BUNDLE=/ca.pem curl u", nil},
		{"export CURL_CA_BUNDLE", nil},
		{"SSL_CERT_FILE= curl u", nil},
		{"GOPRIVATE=example.com/* go get x", nil},
		{"kubectl --insecure-skip-tls-verify=false get a", nil},
		{"conda config --set ssl_verify /ca.pem", nil},
		{"printf '[a]\nbaseurl=file:///srv/a\ngpgcheck=0\n' > /etc/yum.repos.d/a.repo", nil},
		{"printf '[a]\nrepo_gpgcheck=0\n' > /etc/yum.repos.d/a.repo", nil},
		{"printf 'SigLevel = Required DatabaseOptional\nLocalFileSigLevel = Optional\n' > /etc/pacman.conf", nil},
		{"sed -i 's/gpgcheck=0/gpgcheck=1/' /etc/yum.repos.d/a.repo", nil},
		{"sed 's/gpgcheck=1/gpgcheck=0/' /etc/yum.repos.d/a.repo", nil},
		{"echo '# strict-ssl=false' > .npmrc", nil},
		{"echo gpgcheck=0 > /notes", nil},
	} {
		var got []string
		script := parse(c.text)
		off := script.SwitchedOff()
		for _, cmd := range script.Commands {
			for _, w := range cmd.Writes() {
				var content []source.Text
				for i := range w.Content {
					content = append(content, w.Content[i].Text())
				}
				off = append(off, SwitchedOffIn(w.Path.Value, content, w.Edit)...)
			}
		}
		for _, x := range off {
			got = append(got, fmt.Sprintf("%d %s %s %s", x.Check, x.Tool, x.Name, at(x.Span)))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}
