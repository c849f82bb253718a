package image

import "strings"

// readRecord reads the fields of a record of facts.txt, which have tabs between them.
func readRecord(record string) Facts {
	f := Facts{OS: "linux"}
	uid := ""
	for record != "" {
		var part string
		part, record, _ = strings.Cut(record, "\t")
		name, value := field(part)
		switch name {
		case "nouser":
			f.User.Set = No
		case "user":
			f.User.Set, f.User.Name = Yes, unescape(value)
		case "uid":
			uid = value
		case "users":
			f.User.Offered = items(value)
		case "nodrop":
			f.Drop.Kind = Keeps
		case "drops":
			to, with := field(value)
			f.Drop.Kind, f.Drop.To, f.Drop.With = Drops, unescape(to), unescape(with)
		case "workers":
			f.Drop.Kind, f.Drop.To = WorkersOnly, unescape(value)
		case "ifdefault":
			f.Drop.IfDefaultCommand = true
		case "ifcaps":
			f.Drop.IfCaps = items(value)
		case "entrypoint":
			f.Entrypoint = items(value)
		case "cmd":
			f.Cmd = items(value)
		case "ports":
			f.Ports = items(value)
		case "volumes":
			f.Volumes = items(value)
		case "health":
			f.Healthcheck = answer(value == "true")
		case "shell":
			f.Shell = value
		case "os":
			f.OS = value
		case "needs":
			f.needs = value
		case "read":
			how, day := field(value)
			f.Confidence, f.Date = confidence(how), day
		}
	}
	if f.Drop.Kind == Drops {
		f.Drop.UID = uid
	} else {
		f.User.UID = uid
	}
	return f
}

func answer(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

func confidence(how string) Confidence {
	switch how {
	case "exact":
		return Exact
	case "branch":
		return Branch
	case "head":
		return Head
	case "sibling":
		return Sibling
	case "read":
		return ReadByHand
	case "documented":
		return Documented
	}
	return WellKnown
}

// items reads a list; one without items is empty, not nil.
func items(list string) []string {
	if list == "" {
		return []string{}
	}
	out := make([]string, 0, 1+strings.Count(list, " "))
	for list != "" {
		var item string
		item, list = field(list)
		out = append(out, unescape(item))
	}
	return out
}

// unescape reads the bytes that a list cannot hold, written as %XX.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			b.WriteByte(hex(s[i+1])<<4 | hex(s[i+2]))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hex(c byte) byte {
	if isDigit(c) {
		return c - '0'
	}
	return c - 'A' + 10
}
