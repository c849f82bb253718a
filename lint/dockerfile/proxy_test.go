package dockerfile

import "testing"

func TestProxyArgument(t *testing.T) {
	for name, want := range map[string]bool{
		"HTTP_PROXY": true, "https_proxy": true, "ALL_PROXY": true, "Http_Proxy": false, "NO_PROXY": false, "PROXY": false, "": false,
	} {
		if ProxyArgument(name) != want {
			t.Errorf("%s: want %v", name, want)
		}
	}
}
