package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/report/stack"
)

func (a *app) showCommand() *cobra.Command {
	var format string
	formats := []string{"table", "json", "mermaid", "dot", "html"}
	cmd := &cobra.Command{
		Use:   "show [PATH...]",
		Short: "Show the effective containers: what runs as what, what reaches it, and which file says so",
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(formats, format) {
				return usagef("unknown format %q; use one of %s", format, strings.Join(formats, ", "))
			}
			a.input.keep = true
			outcome, err := a.lint(cmd.Context(), args)
			if err != nil {
				return err
			}
			if format == "json" {
				return showJSON(a.stdout, outcome.Units)
			}
			stacks := stack.Of(outcome.Units)
			switch format {
			case "mermaid":
				return stack.Mermaid(a.stdout, stacks)
			case "dot":
				return stack.DOT(a.stdout, stacks)
			case "html":
				return stack.HTML(a.stdout, &stack.Page{Stacks: stacks, Result: outcome.Result, URL: pageOf})
			}
			return showTable(a.stdout, stacks, a.shown)
		},
	}
	cmd.Flags().StringVar(&format, "format", "table", "table, json (with the place of each setting), mermaid, dot, or html (with the findings)")
	a.inputFlags(cmd)
	return cmd
}

// pageOf returns the address of a rule's page.
func pageOf(id string) string { return homePage + "/blob/main/docs/rules/" + id + ".md" }

// maxCell is how many columns of a terminal one answer may take: the widest one decides for all rows.
const maxCell = 120

// showTable prints a table for each Compose project, one line a container, and one for the images of which no file says how
// they are run.
func showTable(w io.Writer, stacks []stack.Stack, shown func(string) string) error {
	out := bufio.NewWriter(w)
	var rest []stack.Stack
	between := ""
	for i := range stacks {
		if !stacks[i].Deployed {
			rest = append(rest, stacks[i])
			continue
		}
		fmt.Fprintf(out, "%s%s\n", between, glyph.Visible(shown(stacks[i].Name)))
		between = "\n"
		service := func(_ *stack.Stack, s *stack.Service) string { return s.Name }
		if err := writeTable(out, stack.TableOf(stacks[i:i+1], "SERVICE", service)); err != nil {
			return err
		}
	}
	if len(rest) > 0 {
		out.WriteString(between)
		file := func(st *stack.Stack, _ *stack.Service) string { return shown(st.Name) }
		if err := writeTable(out, stack.TableOf(rest, "DOCKERFILE", file)); err != nil {
			return err
		}
	}
	return out.Flush()
}

func writeTable(w io.Writer, table stack.Table) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, strings.Join(table.Header, "\t"))
	for _, row := range table.Rows {
		for i, c := range row {
			if i > 0 {
				fmt.Fprint(tw, "\t")
			}
			fmt.Fprint(tw, glyph.Shorten(glyph.Visible(c.Text), maxCell))
		}
		fmt.Fprintln(tw)
	}
	return tw.Flush()
}
