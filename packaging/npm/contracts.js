#!/usr/bin/env node
// Starts the binary `contracts` of the package for this platform, and ends as it ends.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");
const { isatty } = require("node:tty");

const { optionalDependencies } = require("../package.json");

/** The packages that may have a binary for this platform, the best first. */
function candidates() {
  const base = `@event-contract/${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return [base];
  // Without this, a report looks up the names of all network peers.
  process.report.excludeNetwork = true;
  const glibc = process.report.getReport().header.glibcVersionRuntime;
  // What is linked against musl statically runs beside glibc as well.
  return glibc ? [`${base}-gnu`, `${base}-musl`] : [`${base}-musl`];
}

function find() {
  const file = process.platform === "win32" ? "contracts.exe" : "contracts";
  const names = candidates();
  for (const name of names) {
    try {
      return require.resolve(`${name}/bin/${file}`);
    } catch {
      // The next one.
    }
  }
  const made = names.filter((name) => name in optionalDependencies);
  const lines =
    made.length === 0
      ? [
          `there is no binary for ${process.platform}-${process.arch}; there are packages for`,
          ...Object.keys(optionalDependencies).map((name) => `  ${name}`),
          "Other platforms build it: https://github.com/event-contract/event-contract",
        ]
      : [
          `${made[0]} is not installed.`,
          "npm leaves it out with --omit=optional (or --no-optional), and where node_modules was copied from another",
          `platform. Install again without that, or add ${made[0]} itself.`,
        ];
  console.error(`event-contract: ${lines.join("\n")}`);
  process.exit(1);
}

const child = spawn(find(), process.argv.slice(2), { stdio: "inherit" });

const told = process.platform === "win32" ? [] : ["SIGQUIT"];
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM", ...told]) {
  process.on(signal, () => {
    // A terminal tells the whole group of processes, so that the binary knows already.
    const known = isatty(0) && (signal === "SIGINT" || signal === "SIGQUIT");
    if (!known) child.kill(signal);
  });
}

child.on("error", (error) => {
  console.error(`event-contract: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  if (signal === null) {
    process.exitCode = code;
    return;
  }
  // Ends by the same signal; the code is what shells make of signals that cannot end this process.
  process.exitCode = 128 + constants.signals[signal];
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
