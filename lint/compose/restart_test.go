package compose

import "testing"

func TestOnFailure(t *testing.T) {
	for written, want := range map[string]int64{"on-failure": 0, "on-failure:3": 3, "on-failure:x": 0, "always": -1, "no": -1} {
		s := &Service{Restart: String{V: written, Known: true, Set: true}}
		_, most, ok := s.OnFailure()
		if !ok {
			most = -1
		}
		if most != want {
			t.Errorf("%s: %d attempts, want %d", written, most, want)
		}
	}
}
