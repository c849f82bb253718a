package shell

import "testing"

func TestPrecompilesAssets(t *testing.T) {
	for text, want := range map[string][2]bool{
		"bundle exec rake assets:precompile": {false, true}, "./bin/rails assets:precompile": {false, true}, "rails server": {},
		"SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile": {true, true}, "rake assets:precompile SECRET_KEY_BASE=x": {true, true},
		"export SECRET_KEY_BASE=1; bundle exec rails assets:precompile": {true, true}, "echo assets:precompile": {},
	} {
		var got [2]bool
		for _, c := range parse(text).Commands {
			if key, ok := c.PrecompilesAssets(); ok {
				got = [2]bool{key, ok}
			}
		}
		if got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
