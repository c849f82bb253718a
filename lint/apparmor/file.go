// Package apparmor reads AppArmor profiles, as far as it takes to tell what they let a container do.
package apparmor

import "github.com/plimsoll-lint/plimsoll/lint/source"

// File is one file of AppArmor profiles.
type File struct {
	Source   *source.File
	Problems []source.Problem
}

// Parse reads a file of profiles. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File) *File { return &File{Source: src} }
