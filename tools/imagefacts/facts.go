package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// factsTable writes facts.txt. Within a block a record starts with '=', and what follows says which tags it is for:
// " P Q|- -S" stands for the tags P, Q, P-S and Q-S; "~6* 7*" for patterns, tried in order after all listed tags. The
// record "=?" holds the tags that are built but of which nothing is known. The block "*" holds the images that are
// patterns themselves, each behind a line "?PATTERN".
func factsTable(in *Images, needed *needs) (*table, error) {
	t := newTable(
		"What images do by default: user, drop of privileges, command, ports, volumes, needs. See tools/imagefacts.",
		"source: "+in.Source,
		"commit: "+in.Commit,
		"date: "+in.Date,
	)
	for _, image := range in.Images {
		lines, err := imageLines(in, needed, image)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", image.Image, err)
		}
		if err := t.add(image.Image, lines...); err != nil {
			return nil, err
		}
	}
	others := narrow(slices.Concat(byHand, in.Other))
	if err := checkOrder(others); err != nil {
		return nil, err
	}
	for _, g := range others {
		record, err := recordLine(g, needed, in.Date)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.Image, err)
		}
		tags := g.Tags
		if len(tags) == 0 {
			tags = []string{"*"}
		}
		key, lines := g.Image, []string{record, "~" + list(tags)}
		if strings.Contains(g.Image, "*") {
			key, lines = "*", append([]string{"?" + g.Image}, lines...)
		}
		if err := t.add(key, lines...); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// checkOrder proves that looking for a name before all patterns finds the first entry that matches.
func checkOrder(groups []Group) error {
	for i, pattern := range groups {
		prefix, isPattern := strings.CutSuffix(pattern.Image, "*")
		for _, g := range groups[i+1:] {
			if isPattern && strings.HasPrefix(g.Image, prefix) && g.Image != pattern.Image {
				return fmt.Errorf("%s stands behind %s", g.Image, pattern.Image)
			}
		}
	}
	return nil
}

func imageLines(in *Images, needed *needs, image Image) ([]string, error) {
	var lines []string
	var order []string
	tags, built := map[string][]string{}, map[string]bool{}
	for _, g := range image.Groups {
		record, err := recordLine(g, needed, in.Date)
		if err != nil {
			return nil, err
		}
		if _, ok := tags[record]; !ok {
			order = append(order, record)
		}
		tags[record] = append(tags[record], g.Tags...)
		for _, tag := range g.Tags {
			built[tag] = true
		}
	}
	for _, tag := range in.Supported[image.Image] {
		if !built[tag] {
			if tags["=?"] == nil {
				order = append(order, "=?")
			}
			tags["=?"] = append(tags["=?"], tag)
		}
	}
	for _, record := range order {
		lines = append(append(lines, record), tagLines(tags[record])...)
	}
	for _, g := range slices.Concat(image.ByHand, copiedTo(in, image.Image)) {
		record, err := recordLine(g, needed, in.Date)
		if err != nil {
			return nil, err
		}
		lines = append(lines, record, "~"+list(g.Tags))
	}
	return lines, nil
}

// tagLines writes tags as products of what stands before the first '-' and the rest. An empty rest is written "-".
func tagLines(tags []string) []string {
	heads := map[string][]string{}
	var rests []string
	for _, tag := range tags {
		head, rest, found := strings.Cut(tag, "-")
		if rest = "-" + rest; found && rest == "-" {
			panic("a tag ends in a dash: " + tag)
		}
		if heads[rest] == nil {
			rests = append(rests, rest)
		}
		if !slices.Contains(heads[rest], head) {
			heads[rest] = append(heads[rest], head)
		}
	}
	slices.Sort(rests)
	var order []string
	products := map[string][]string{}
	for _, rest := range rests {
		slices.Sort(heads[rest])
		key := list(heads[rest])
		if products[key] == nil {
			order = append(order, key)
		}
		products[key] = append(products[key], rest)
	}
	var lines []string
	for _, key := range order {
		lines = append(lines, " "+key+"|"+list(products[key]))
	}
	return lines
}

// recordLine writes the facts of a group as fields with tabs between them; a field that is not known is left out.
func recordLine(g Group, needed *needs, date string) (string, error) {
	if g.SameAs != "" {
		return "=same " + escape(g.SameAs), nil
	}
	entrypoint, err := words(g.Entrypoint)
	if err != nil {
		return "", err
	}
	cmd, err := words(g.Cmd)
	if err != nil {
		return "", err
	}
	read, err := readField(g, date)
	if err != nil {
		return "", err
	}
	fields := userFields(g)
	// In a group that was read an absent command is none; elsewhere it is not known.
	whole := g.Confidence == ""
	if entrypoint != nil || whole && g.NotRead == "" {
		fields = append(fields, "entrypoint "+list(entrypoint))
	}
	if cmd != nil || whole && g.NotRead == "" {
		fields = append(fields, "cmd "+list(cmd))
	}
	if g.Exposes != nil {
		fields = append(fields, "ports "+list(*g.Exposes))
	}
	if g.Volumes != nil {
		fields = append(fields, "volumes "+list(*g.Volumes))
	}
	if g.Healthcheck != nil {
		fields = append(fields, fmt.Sprintf("health %t", *g.Healthcheck))
	}
	if g.Shell != "" {
		fields = append(fields, "shell "+escape(g.Shell))
	}
	if g.OS != "" {
		fields = append(fields, "os "+escape(g.OS))
	}
	if id, err := needed.id(g); err != nil {
		return "", err
	} else if id != "" {
		fields = append(fields, "needs "+id)
	}
	fields = append(fields, read)
	for i, f := range fields {
		fields[i] = strings.TrimRight(f, " ")
	}
	return "=" + strings.Join(fields, "\t"), nil
}

func userFields(g Group) []string {
	var fields []string
	switch {
	case g.User == nil, g.UnknownBase != "" && string(g.User) == "null":
	case string(g.User) == "null":
		fields = append(fields, "nouser")
	default:
		fields = append(fields, "user "+escape(text(g.User)))
	}
	if g.UID != nil {
		fields = append(fields, fmt.Sprintf("uid %d", *g.UID))
	}
	var users []string
	for name := range g.Users {
		users = append(users, name)
	}
	if slices.Sort(users); len(users) > 0 {
		fields = append(fields, "users "+list(users))
	}
	switch {
	case g.Workers != "":
		fields = append(fields, "workers "+escape(g.Workers))
	case g.Drops == nil:
	case *g.Drops:
		fields = append(fields, "drops "+list([]string{g.DropsTo, g.DropsWith}))
		if g.IfDefault {
			fields = append(fields, "ifdefault")
		}
		if len(g.IfCaps) > 0 {
			fields = append(fields, "ifcaps "+list(g.IfCaps))
		}
	case g.NotRead == "":
		fields = append(fields, "nodrop")
	}
	return fields
}

// readField says how firm the facts are, and of which day.
func readField(g Group, date string) (string, error) {
	how := g.Confidence
	if strings.HasPrefix(string(g.Read), "{") {
		var read struct{ How, Date string }
		if err := json.Unmarshal(g.Read, &read); err != nil {
			return "", err
		}
		if read.How != "" {
			how = read.How
		}
		if read.Date != "" {
			date = read.Date
		}
	}
	if how == "" {
		return "", errors.New("no word on how the facts were read")
	}
	return "read " + how + " " + date, nil
}

// words reads a list of words, or a string in shell form, which Docker runs with a shell.
func words(raw json.RawMessage) ([]string, error) {
	if raw == nil || string(raw) == "null" {
		return nil, nil
	}
	if raw[0] == '"' {
		return []string{"/bin/sh", "-c", text(raw)}, nil
	}
	out := []string{}
	err := json.Unmarshal(raw, &out)
	return out, err
}

func text(raw json.RawMessage) string {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return strings.Trim(string(raw), `"`)
	}
	return s
}
