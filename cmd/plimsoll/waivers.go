package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/report"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

func (a *app) waiversCommand() *cobra.Command {
	var format, expiring string
	cmd := &cobra.Command{
		Use:   "waivers [PATH...]",
		Short: "List what silences findings: entries of the settings, and comments",
		Long: `Lists the entries of ignore in the settings, and the comments that silence findings, with their reasons and last days.
--expiring 30d lists only those that are over, or will be within that time, and then exits with 1 if there are any.`,
		Example: `  plimsoll waivers
  plimsoll waivers --expiring 2w --format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return usagef("unknown format %q; use text or json", format)
			}
			within := -1
			if expiring != "" {
				var err error
				if within, err = parseSpell(expiring); err != nil {
					return err
				}
			}
			return a.waivers(cmd.Context(), args, within, format == "json")
		},
	}
	a.inputFlags(cmd)
	cmd.Flags().StringVar(&a.input.now, "now", "", "the day from which --expiring counts, and on which entries are over (default today)")
	cmd.Flags().StringVar(&expiring, "expiring", "", "only those that are over or end within this time: 30d, 4w")
	cmd.Flags().StringVarP(&format, "format", "f", "text", "text or json")
	return cmd
}

// parseSpell reads a number of days or weeks: 30d, 4w.
func parseSpell(s string) (days int, err error) {
	length := 1
	digits, ok := strings.CutSuffix(s, "d")
	if !ok {
		length = 7
		digits, ok = strings.CutSuffix(s, "w")
	}
	if n, err := strconv.Atoi(digits); ok && err == nil && 0 <= n && n <= 36500 {
		return n * length, nil
	}
	return 0, usagef("%q is no time; write days or weeks as in 30d or 4w", s)
}

// waivers lists what silences findings; with within of 0 or more, those that end within so many days.
func (a *app) waivers(ctx context.Context, args []string, within int, asJSON bool) error {
	now, _, err := days(a.input.now)
	if err != nil {
		return err
	}
	found, err := a.discover(args)
	if err != nil {
		return err
	}
	defer found.Close()
	all, err := engine.Waivers(ctx, engine.Request{Roots: found.Roots, Rules: a.rules(), Flags: a.input.flags, Now: now})
	if err != nil {
		return usagef("%v", err)
	}
	a.shown = shower(found)
	listed := make([]engine.Waiver, 0, len(all))
	for _, w := range all {
		if within < 0 || w.EndsBy(now, within) {
			listed = append(listed, w)
		}
	}
	write := a.writeWaivers
	if asJSON {
		write = a.writeWaiversJSON
	}
	if err := write(a.stdout, listed, now); err != nil {
		return err
	}
	if within >= 0 && len(listed) > 0 {
		return &exitError{code: exitFindings}
	}
	return nil
}

func (a *app) writeWaivers(out io.Writer, listed []engine.Waiver, now time.Time) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(listed) > 0 {
		fmt.Fprintln(w, "PLACE\tRULE\tSCOPE\tUNTIL\tOWNER\tREASON")
	}
	for _, one := range listed {
		until := one.LastDay()
		if one.EndsBy(now, -1) {
			until += " (over)"
		}
		cells := []string{fmt.Sprintf("%s:%d", a.shown(one.Span.File.Path), one.Span.Position().Line), one.Rule, one.Scope, until, one.Owner, one.Reason}
		for i, cell := range cells {
			if cell = glyph.Shorten(glyph.Visible(cell), maxCell); cell == "" {
				cell = "-"
			}
			cells[i] = cell
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
	return w.Flush()
}

func (a *app) writeWaiversJSON(out io.Writer, listed []engine.Waiver, now time.Time) error {
	type record struct {
		Path   string `json:"path"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
		Rule   string `json:"rule"`
		By     string `json:"by"`
		Scope  string `json:"scope"`
		Owner  string `json:"owner"`
		Reason string `json:"reason"`
		Until  string `json:"until,omitempty"`
		Over   bool   `json:"over"`
	}
	records := make([]record, 0, len(listed))
	for _, w := range listed {
		at := w.Span.Position()
		records = append(records, record{
			strings.ToValidUTF8(w.Span.File.Path, "\uFFFD"), at.Line, at.Column, w.Rule, w.By, w.Scope, w.Owner, w.Reason, w.LastDay(),
			w.EndsBy(now, -1),
		})
	}
	enc := json.NewEncoder(report.Escape(out))
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"schemaVersion": 1, "waivers": records})
}
