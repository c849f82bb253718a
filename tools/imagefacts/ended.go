package main

import (
	"maps"
	"slices"
	"strings"
)

// endedTable writes ended.txt. A block holds, in this order and where there is one: "removed DATE", "deprecated WHY",
// "instead IMAGES", and for each month the tags that were built last in it. A key may end in "/*".
func endedTable(in *Images, ended *EndedTags) (*table, error) {
	t := newTable(
		"Images that were removed or are not maintained any more, and tags that are built no longer. See tools/imagefacts.",
		"source: "+ended.Source,
		"commit: "+ended.Commit,
		"date: "+ended.Date,
	)
	for image, r := range in.Removed {
		if err := t.add(image, notice("removed "+r.Removed, r.Instead)...); err != nil {
			return nil, err
		}
	}
	for image, n := range in.Deprecated {
		if !n.Whole {
			continue
		}
		if err := t.add(image, notice("deprecated "+n.Why, n.Instead)...); err != nil {
			return nil, err
		}
	}
	for _, g := range in.Other {
		if why := abandoned(g.Note); why != "" {
			if err := t.add(g.Image, "deprecated "+why); err != nil {
				return nil, err
			}
		}
	}
	for image, tags := range ended.Ended {
		months := map[string][]string{}
		for tag, month := range tags {
			months[month] = append(months[month], tag)
		}
		for _, month := range slices.Sorted(maps.Keys(months)) {
			slices.Sort(months[month])
			if err := t.add(image, month+" "+list(months[month])); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

func notice(line string, instead []string) []string {
	if len(instead) == 0 {
		return []string{line}
	}
	return []string{line, "instead " + list(instead)}
}

// abandoned returns the part of a note that says that an image gets no updates.
func abandoned(note string) string {
	for part := range strings.SplitSeq(note, "; ") {
		if strings.Contains(part, "archived") || strings.HasPrefix(part, "not maintained") ||
			strings.Contains(part, "get no updates") {
			return part
		}
	}
	return ""
}
