package compose

import (
	"strconv"
	"strings"
)

// OnFailure returns the place of the policy by which a service is started again when it fails, and how often at most; 0 is without end.
// It is false where the policy is another one, or where a variable decides. What restart says goes before deploy.
func (s *Service) OnFailure() (at String, most int64, ok bool) {
	at, most, ok = s.Deploy.RestartPolicy, s.Deploy.RestartAttempts.V, s.Deploy.RestartAttempts.Known
	if s.Restart.Set {
		at = s.Restart
	}
	policy, number, _ := strings.Cut(at.V, ":")
	if s.Restart.Set {
		n, err := strconv.Atoi(number)
		if err != nil {
			n = 0 // without a number there is no end
		}
		most, ok = int64(n), true
	}
	return at, most, ok && at.Known && policy == "on-failure"
}
