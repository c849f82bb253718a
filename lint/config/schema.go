package config

import (
	"encoding/json"
	"reflect"
	"strings"
)

// Schema returns the JSON Schema (draft 7, the one that editors know) of a settings file. It follows the types that
// the reader reads into. Without rules any id is let through.
func Schema(rules []Rule) []byte {
	return fileSchema(reflect.TypeFor[document](), "Settings of plimsoll (.plimsoll.yaml)", rules)
}

// PolicySchema returns the JSON Schema of a policy. It lets any id through, since a policy may describe rules of its own.
func PolicySchema() []byte {
	return fileSchema(reflect.TypeFor[policyDocument](), "Policy of plimsoll", nil)
}

func fileSchema(t reflect.Type, title string, rules []Rule) []byte {
	root := structSchema(t, rules)
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = title
	root["type"] = []string{"object", "null"}
	out, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err) // maps of strings and booleans
	}
	return append(out, '\n')
}

type schema = map[string]any

func structSchema(t reflect.Type, rules []Rule) schema {
	properties := schema{}
	var required []string
	for _, f := range fieldsOf(t) {
		s := typeSchema(f, rules)
		s["description"] = f.doc
		if f.def != "" {
			s["default"] = defaultOf(f)
		}
		properties[f.key] = s
		if f.required {
			required = append(required, f.key)
		}
	}
	s := schema{"type": "object", "additionalProperties": false, "properties": properties}
	if required != nil {
		s["required"] = required
	}
	return s
}

// defaultOf returns the default in the type of the field.
func defaultOf(f field) any {
	switch f.typ {
	case reflect.TypeFor[boolean]():
		return f.def == "true"
	case reflect.TypeFor[number]():
		return json.Number(f.def)
	}
	return f.def
}

func typeSchema(f field, rules []Rule) schema {
	switch f.typ {
	case reflect.TypeFor[text]():
		return textSchema(f.kind, rules)
	case reflect.TypeFor[boolean]():
		return schema{"type": "boolean"}
	case reflect.TypeFor[number]():
		return schema{"const": json.Number(f.def)}
	case reflect.TypeFor[texts]():
		return schema{"type": "array", "items": textSchema(f.kind, rules)}
	case reflect.TypeFor[oneOrMore]():
		one := textSchema(f.kind, rules)
		return schema{"anyOf": []schema{one, {"type": "array", "items": one}}}
	case reflect.TypeFor[textMap]():
		return schema{"type": "object", "additionalProperties": schema{"type": []string{"string", "number", "boolean"}}}
	case reflect.TypeFor[labelMap]():
		return schema{"type": "object", "additionalProperties": textSchema(f.kind, rules)}
	case reflect.TypeFor[waivers]():
		return schema{"type": "array", "items": structSchema(reflect.TypeFor[waiver](), rules)}
	case reflect.TypeFor[located]():
		return schema{"type": "string", "minLength": 1}
	case reflect.TypeFor[locateds]():
		return schema{"type": "array", "items": schema{"type": "string", "minLength": 1}}
	case reflect.TypeFor[ownRules]():
		return schema{"type": "array", "items": structSchema(reflect.TypeFor[customRule](), rules)}
	case reflect.TypeFor[ruleMap]():
		return rulesSchema(rules)
	}
	return structSchema(f.typ, rules)
}

func textSchema(k kind, rules []Rule) schema {
	s := schema{"type": "string"}
	if words := k.words(); words != nil {
		s["enum"] = words
	}
	switch k {
	case date:
		s["format"] = "date"
	case pattern, registry:
		s["minLength"] = 1
	case ruleID:
		if len(rules) > 0 {
			ids := make([]string, len(rules))
			for i, r := range rules {
				ids[i] = r.ID
			}
			s["enum"] = ids
		}
	}
	return s
}

func rulesSchema(rules []Rule) schema {
	state := schema{"enum": states()}
	if len(rules) == 0 {
		return schema{"type": "object", "additionalProperties": schema{"anyOf": []schema{state, {"type": "object"}}}}
	}
	properties := schema{}
	for _, r := range rules {
		options := schema{"severity": state}
		for _, o := range r.Options {
			s := optionSchema(o.Default)
			s["default"], s["description"] = o.Default, o.Doc
			options[o.Name] = s
		}
		properties[r.ID] = schema{
			"description": strings.TrimSpace(r.Title + " (" + r.Severity + ")"),
			"anyOf": []schema{
				state, {"type": "object", "additionalProperties": false, "properties": options},
			},
		}
	}
	return schema{"type": "object", "additionalProperties": false, "properties": properties}
}

func optionSchema(def any) schema {
	switch def.(type) {
	case bool:
		return schema{"type": "boolean"}
	case int:
		return schema{"type": "integer"}
	case []string:
		return schema{"type": "array", "items": schema{"type": "string"}}
	}
	return schema{"type": "string"}
}
