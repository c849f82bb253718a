package config

import (
	"fmt"
	"reflect"
	"strings"
)

// Reference returns the table of all keys of a settings file in Markdown, for docs/configuration.md. It follows the
// types that the reader reads into.
func Reference() string {
	var b strings.Builder
	b.WriteString("| key | value | default | |\n|---|---|---|---|\n")
	referenceRows(&b, reflect.TypeFor[document](), "")
	return b.String()
}

func referenceRows(b *strings.Builder, t reflect.Type, prefix string) {
	for _, f := range fieldsOf(t) {
		inner := reflect.Type(nil)
		switch {
		case f.typ == reflect.TypeFor[waivers]():
			inner = reflect.TypeFor[waiver]()
		case f.typ.Kind() == reflect.Struct && f.typ != reflect.TypeFor[located]() && len(fieldsOf(f.typ)) > 0:
			inner = f.typ
		}
		if inner == nil || inner == reflect.TypeFor[waiver]() {
			referenceRow(b, f, prefix)
		}
		if inner == reflect.TypeFor[waiver]() {
			referenceRows(b, inner, prefix+f.key+"[].")
		} else if inner != nil {
			referenceRows(b, inner, prefix+f.key+".")
		}
	}
}

func referenceRow(b *strings.Builder, f field, prefix string) {
	def := "-"
	switch {
	case f.required:
		def = "required"
	case f.def != "":
		def = "`" + f.def + "`"
	}
	fmt.Fprintf(b, "| `%s%s` | %s | %s | %s |\n", prefix, f.key, wants(f), def, f.doc)
}

// wants says in words what a field takes.
func wants(f field) string {
	what := "text"
	switch f.kind {
	case ruleID:
		what = "rule id"
	case pattern:
		what = "pattern"
	case registry:
		what = "image pattern"
	case date:
		what = "date"
	}
	if words := f.kind.words(); words != nil {
		what = "`" + strings.Join(words, "`, `") + "`"
	}
	switch f.typ {
	case reflect.TypeFor[ownRules]():
		return "list of entries"
	case reflect.TypeFor[locateds]():
		return "list of files"
	case reflect.TypeFor[boolean]():
		return "`true`, `false`"
	case reflect.TypeFor[number]():
		return "`" + f.def + "`"
	case reflect.TypeFor[texts]():
		return "list: " + what
	case reflect.TypeFor[oneOrMore]():
		return "one or a list: " + what
	case reflect.TypeFor[textMap]():
		return "pairs of name and text"
	case reflect.TypeFor[labelMap]():
		return "pairs of name and " + what
	case reflect.TypeFor[waivers]():
		return "list of entries"
	case reflect.TypeFor[ruleMap]():
		return "rule id: `" + strings.Join(states(), "`, `") + "`, or `severity` and the rule's options"
	}
	return what
}
