package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/report/atomic"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// Stdout is the path that stands for the standard output.
const Stdout = "-"

// Output is one report to write: a format, and the file that takes it.
type Output struct {
	Format Format
	Path   string // a path of the host; Stdout for the standard output
}

// ParseOutputs reads the values of -o, each of the form FORMAT=FILE. Two reports in one place are an error.
func ParseOutputs(values []string) ([]Output, error) {
	outputs := make([]Output, 0, len(values))
	for _, value := range values {
		name, path, ok := strings.Cut(value, "=")
		if !ok || name == "" || path == "" {
			return nil, fmt.Errorf("output %q is not of the form FORMAT=FILE, as in sarif=plimsoll.sarif", value)
		}
		format, err := FormatNamed(name)
		if err != nil {
			return nil, err
		}
		if path != Stdout {
			path = filepath.Clean(path)
		}
		for _, o := range outputs {
			if o.Path == path {
				return nil, fmt.Errorf("%s is named twice as an output", glyph.Visible(path))
			}
		}
		outputs = append(outputs, Output{Format: format, Path: path})
	}
	return outputs, nil
}

// Write writes the report to all outputs, each a complete document. A file that cannot be written does not keep the
// others from being written; the error names all that failed. Files are replaced as a whole, and never coloured.
func (r *Report) Write(outputs []Output, stdout io.Writer) error {
	var errs []error
	for _, o := range outputs {
		var err error
		if o.Path == Stdout {
			err = o.Format.Write(stdout, r)
		} else {
			uncoloured := *r
			uncoloured.Color = false
			err = writeFile(o.Path, func(w io.Writer) error { return o.Format.Write(w, &uncoloured) })
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("cannot write the %s report to %s: %w", o.Format.Name, glyph.Visible(o.Path), err))
		}
	}
	return errors.Join(errs...)
}

// writeFile replaces a file by what write writes. The paths of a repository are not to be trusted: for a path below the
// current folder no link leads out of it, and a link in the place of the file is replaced rather than followed. Other
// paths are the user's word as they stand, and may be pipes and devices.
func writeFile(name string, write func(io.Writer) error) error {
	local := filepath.IsLocal(name)
	dir, base := ".", name
	if !local {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return writeStream(name, write)
		}
		dir, base = filepath.Split(name)
	}
	root, err := os.OpenRoot(filepath.Clean(dir))
	if err != nil {
		return atomic.Reason(err)
	}
	defer root.Close()

	base = filepath.ToSlash(base)
	info, err := root.Lstat(base)
	exists := err == nil
	if exists && !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0 {
		return errors.New("it is no plain file")
	}
	f, err := atomic.Create(root, base, 0o666)
	if err != nil {
		return atomic.Reason(err)
	}
	defer f.Discard()
	if exists && info.Mode().IsRegular() {
		if err := f.Chmod(info.Mode().Perm()); err != nil {
			return atomic.Reason(err)
		}
	}
	if err := write(f); err != nil {
		return atomic.Reason(err)
	}
	return atomic.Reason(f.Commit())
}

// writeStream writes to something that is no plain file, such as /dev/stderr or a named pipe.
func writeStream(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return atomic.Reason(err)
	}
	err = write(f)
	return atomic.Reason(errors.Join(err, f.Close()))
}
