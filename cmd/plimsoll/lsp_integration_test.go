//go:build integration

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// neovim opens a Dockerfile, waits for the findings, applies a fix, saves and says what it saw. Before 0.8 there is no vim.lsp.start.
const neovim = `
local out = io.open(vim.env.OUT, 'w')
local function say(...) out:write(string.format(...), '\n') out:flush() end
local function findings() return vim.diagnostic.get(0) end
local function wait(what, f)
  if not vim.wait(20000, f, 20) then say('waited for %s in vain', what) vim.cmd('cquit') end
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
local config = { name = 'plimsoll', cmd = { vim.env.PLIMSOLL, 'lsp' }, root_dir = vim.fn.getcwd() }
if vim.lsp.start then vim.lsp.start(config) else vim.lsp.buf_attach_client(0, vim.lsp.start_client(config)) end
wait('findings', function() return #findings() > 0 end)
local fixable
for _, d in ipairs(findings()) do
  say('%d:%d %s %s', d.lnum + 1, d.col + 1, d.source, d.message)
  if d.message:find(vim.env.FINDING, 1, true) then fixable = d end
end
if not fixable then say('the finding is missing') vim.cmd('cquit') end
local before = #findings()

vim.ui.select = function(items, opts, choose)
  for i, item in ipairs(items) do
    local action = item.action or item[2]
    say('offered: %s [%s]', action.title, action.kind)
  end
  choose(items[1], 1)
end
vim.api.nvim_win_set_cursor(0, { fixable.lnum + 1, fixable.col })
local tick = vim.b.changedtick
vim.lsp.buf.code_action()
wait('the fix', function() return vim.b.changedtick ~= tick end)
wait('fewer findings', function() return #findings() < before end)
vim.cmd('write')

local left = findings()[1]
vim.api.nvim_win_set_cursor(0, { left.lnum + 1, left.col })
vim.lsp.buf.hover()
wait('the page', function() return #vim.api.nvim_list_wins() > 1 end)
for _, win in ipairs(vim.api.nvim_list_wins()) do
  local line = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(win), 0, 1, false)[1]
  if win ~= vim.api.nvim_get_current_win() then say('hover: %s', line) end
end
local version = vim.version()
say('Neovim %d.%d.%d', version.major, version.minor, version.patch)
vim.cmd('qall')
`

// TestNeovim drives the Neovim that is installed: open, see what is found, apply a fix, save.
func TestNeovim(t *testing.T) {
	if _, err := exec.LookPath("nvim"); err != nil {
		t.Skip("Neovim is not installed")
	}
	plimsoll := filepath.Join(t.TempDir(), "plimsoll")
	if out, err := exec.Command("go", "build", "-o", plimsoll, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	repo := newRepo(t, map[string]string{
		"my app/Dockerfile": "FROM debian:13.1\nRUN echo größer 𝄞 && curl -k -fsS https://example.com/x -o /x\nUSER root\nCMD [\"/app\"]\n",
		"compose.yaml":      "services:\n  web:\n    build: my app\n",
		"try.lua":           neovim,
	})
	file, said := filepath.Join(repo, "my app", "Dockerfile"), filepath.Join(t.TempDir(), "said")
	cmd := exec.Command("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-S", "try.lua")
	cmd.Dir, cmd.WaitDelay = repo, time.Second
	home := t.TempDir()
	cmd.Env = append(os.Environ(), "OUT="+said, "FILE="+file, "PLIMSOLL="+plimsoll, "FINDING=-k", "HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home)
	out, err := cmd.CombinedOutput()
	seen, _ := os.ReadFile(said)
	t.Logf("Neovim saw:\n%s", seen)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"plimsoll", "offered: ", "ignore tls-check-off here", "hover: # "} {
		if !strings.Contains(string(seen), want) {
			t.Errorf("%q is not there", want)
		}
	}
	saved, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := "FROM debian:13.1\nRUN echo größer 𝄞 && curl -fsS https://example.com/x -o /x\nUSER root\nCMD [\"/app\"]\n"; string(saved) != want {
		t.Errorf("the file is not fixed on the disk:\n%s", saved)
	}
}
