// Command imagefacts compacts what is known of images into the tables of package lint/image.
//
//	go -C tools run ./imagefacts -facts DIR -out ../lint/image/data
//
// DIR holds images.json, eol.json and image_tags_ended.json. The same input gives the same bytes.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	facts := flag.String("facts", "", "directory of images.json, eol.json and image_tags_ended.json")
	out := flag.String("out", "", "directory to write facts.txt, needs.txt, eol.txt and ended.txt to")
	flag.Parse()
	if *facts == "" || *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*facts, *out); err != nil {
		fmt.Fprintln(os.Stderr, "imagefacts:", err)
		os.Exit(1)
	}
}

func run(facts, out string) error {
	var images Images
	var support Support
	var ended EndedTags
	for name, into := range map[string]any{
		"images.json": &images, "eol.json": &support, "image_tags_ended.json": &ended,
	} {
		if err := load(filepath.Join(facts, name), into); err != nil {
			return err
		}
	}
	needed := newNeeds(&images)
	for _, t := range []struct {
		name  string
		table func() (*table, error)
	}{
		{"facts.txt", func() (*table, error) { return factsTable(&images, needed) }},
		{"needs.txt", func() (*table, error) { return needed.table, nil }},
		{"eol.txt", func() (*table, error) { return supportTable(&support) }},
		{"ended.txt", func() (*table, error) { return endedTable(&images, &ended) }},
	} {
		table, err := t.table()
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		if err := os.WriteFile(filepath.Join(out, t.name), table.bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func load(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
