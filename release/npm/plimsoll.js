#!/usr/bin/env node
"use strict";

// Starts the program of the platform's own package, with the same arguments, streams and exit code.
const { spawnSync } = require("node:child_process");

const name = `@plimsoll-lint/${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "plimsoll.exe" : "plimsoll";

let program;
try {
  program = require.resolve(`${name}/${file}`);
} catch {
  console.error(`plimsoll: the package ${name} is not installed; there is none for other platforms, and --omit=optional leaves it out`);
  process.exit(2);
}

const done = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (done.error) {
  console.error(`plimsoll: ${done.error.message}`);
  process.exit(2);
}
process.exit(done.signal ? 2 : done.status);
