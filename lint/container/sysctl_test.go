package container

import "testing"

func TestRefusedSysctl(t *testing.T) {
	own, host := Setting[Namespace]{Known: true}, Setting[Namespace]{Known: true, Value: Namespace{Host: true}}
	apart := &Container{Network: own, IPC: own, UTS: own}
	shared := &Container{Network: host, IPC: host, UTS: host}
	unknown := &Container{}
	for _, c := range []struct {
		of      *Container
		name    string
		refused bool
	}{
		{apart, "net.core.somaxconn", false}, {shared, "net.core.somaxconn", true}, {unknown, "net.core.somaxconn", false},
		{apart, "kernel.sem", false}, {shared, "kernel.sem", true}, {unknown, "kernel.shmall", false},
		{apart, "kernel.shm_next_id", true}, {apart, "kernel.semaphore", true}, {apart, "kernel.pid_max", true},
		{apart, "fs.mqueue.msg_max", false}, {shared, "fs.mqueue.msg_max", true}, {apart, "fs.file-max", true},
		{apart, "kernel.domainname", false}, {shared, "kernel.domainname", true}, {apart, "kernel.hostname", true},
		{unknown, "vm.swappiness", true},
	} {
		if got := c.of.refusedSysctl(c.name); (got != "") != c.refused {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	for name, want := range map[string]string{
		"net/ipv4/conf/eth0.1/x": "net.ipv4.conf.eth0/1.x", "net.ipv4.conf.eth0/1.x": "net.ipv4.conf.eth0/1.x", "vm": "vm",
	} {
		if got := dotted(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
