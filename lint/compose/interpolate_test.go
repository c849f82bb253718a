package compose

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/template"
	"github.com/sirupsen/logrus"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FuzzInterpolate holds the own expansion against compose-go's, which it must ship the same text as.
func FuzzInterpolate(f *testing.F) {
	for _, s := range []string{"$A ${A} $$A", "${N:-${A:-x}}", "${E-a}${E:-b}", "${N:+x}${A:+y$A}", "${N:-{}}}", "${A:?x} ${1}", "a${",
		"${N:-a\nb}", "${A:x}", "${N-$}", "${N:-}} ${A}", "$ $1 $_", "${A:-{${A}", "${N:-{${A}}", "${A?b", "${a", "${N:-x${M:+}", "$${A"} {
		f.Add(s)
	}
	logrus.SetOutput(io.Discard)
	vars := map[string]string{"A": "a", "E": "", "_": "u", "a": "low"}
	env := &environment{vars: given(vars)}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 500 || strings.ContainsAny(s, "ſK") { // compose-go folds these two to s and k
			return
		}
		want, err := template.Substitute(s, func(name string) (string, bool) { v, ok := vars[name]; return v, ok })
		x := &expander{env: env, text: source.Unplaced(s), out: source.NewBuilder(nil)}
		fault := x.region(0, len(s), 0)
		var required *template.MissingRequiredError
		switch {
		case fault != nil && fault.kind == tooDeep:
		case errors.As(err, &required):
			if fault == nil && len(x.required) == 0 {
				t.Errorf("%q: want %v", s, err)
			}
		case err != nil && fault == nil && len(x.required) == 0:
			t.Errorf("%q: want %v, got %q", s, err, x.shipped.String())
		case err == nil && fault != nil:
			t.Errorf("%q: want %q, got %v", s, want, fault.message())
		case err == nil && want != x.shipped.String():
			t.Errorf("%q: want %q, got %q", s, want, x.shipped.String())
		}
	})
}
