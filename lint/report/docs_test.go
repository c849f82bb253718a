package report

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestOutputsAreDocumented(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "docs", "output.md"))
	if err != nil {
		t.Fatal(err)
	}
	docs := string(b)
	for _, f := range Formats() {
		if !strings.Contains(docs, "\n## "+f.Name+"\n") {
			t.Errorf("docs/output.md has no section %q", f.Name)
		}
	}
	documented(t, reflect.TypeFor[jsonDocument]())
}

// documented holds that docs/output.md names each field of a document.
func documented(t *testing.T, document reflect.Type) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "docs", "output.md"))
	if err != nil {
		t.Fatal(err)
	}
	docs := string(b)
	seen := make(map[reflect.Type]bool)
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] {
			return
		}
		seen[typ] = true
		for i := range typ.NumField() {
			field := typ.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name != "" && !strings.Contains(docs, `"`+name+`"`) && !strings.Contains(docs, "`"+name+"`") {
				t.Errorf("docs/output.md does not name the field %s", name)
			}
			walk(field.Type)
		}
	}
	walk(document)
}
