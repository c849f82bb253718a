package project

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLoginKeys(t *testing.T) {
	u := unitOf(`FROM a AS tool
COPY authorized_keys /root/.ssh/
FROM a
COPY key.pub /root/.ssh/authorized_keys
ADD authorized_keys /k/
RUN cat key.pub >> ~/.ssh/authorized_keys; cp key.pub .ssh/authorized_keys; curl -o authorized_keys https://h; touch authorized_keys
RUN echo k | tee -a /etc/ssh/authorized_keys; chmod 600 authorized_keys; cat authorized_keys; ssh-import-id gh:me
`)
	var got []string
	for _, k := range u.LoginKeys() {
		got = append(got, string(k.Span.Bytes()))
	}
	want := []string{
		"/root/.ssh/authorized_keys", "/k/", "~/.ssh/authorized_keys", ".ssh/authorized_keys", "authorized_keys",
		"/etc/ssh/authorized_keys", "ssh-import-id",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSSHSettings(t *testing.T) {
	u := unitOf(`FROM a AS tool
RUN echo PermitRootLogin yes > /etc/ssh/sshd_config
FROM a
RUN echo 'PermitRootLogin yes' > /etc/ssh/sshd_config; ssh -o StrictHostKeyChecking=no root@localhost
RUN echo PermitEmptyPasswords yes >> /etc/ssh/sshd_config; X_SSH='ssh -o StrictHostKeyChecking=off' make; echo 'StrictHostKeyChecking no' > ~/.ssh/config
`)
	var got []string
	for _, s := range append(u.UncheckedSSH(), u.WeakSSHServer()...) {
		got = append(got, s.Name+" "+s.Value)
	}
	want := []string{"StrictHostKeyChecking off", "StrictHostKeyChecking no", "PermitRootLogin yes", "PermitEmptyPasswords yes"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
