#!/usr/bin/env bash
# The step of action.yml: lints with the program that is its argument, and with inputs that come as PLIMSOLL_*. Annotations go to the
# log, a table to the summary of the step, SARIF to a file. It ends as lint does, once all reports are written.
set -euo pipefail

program=$1
args=(lint)
option() { # NAME VALUE
  if [[ -n $2 ]]; then args+=("$1=$2"); fi
}
option --config "${PLIMSOLL_CONFIG:-}"
option --preset "${PLIMSOLL_PRESET:-}"
option --fail-on "${PLIMSOLL_FAIL_ON:-}"
option --baseline "${PLIMSOLL_BASELINE:-}"
option --since "${PLIMSOLL_SINCE:-}"
if [[ ${PLIMSOLL_ALLOW_EMPTY:-false} == true ]]; then args+=(--allow-empty); fi

sarif=${PLIMSOLL_SARIF:-plimsoll.sarif}
case $sarif in
  /* | *..* | *$'\n'*) echo "::error title=plimsoll::sarif-file has to lie in the workspace" && exit 2 ;;
esac
args+=(-o github=- -o "sarif=$sarif" -o text=/dev/stderr)
if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then args+=(-o "markdown=$GITHUB_STEP_SUMMARY"); fi

args+=(--)
while IFS= read -r path; do
  if [[ -n $path ]]; then args+=("$path"); fi
done <<<"${PLIMSOLL_PATHS:-.}"

code=0
"$program" "${args[@]}" || code=$?
if [[ -f $sarif && -n ${GITHUB_OUTPUT:-} ]]; then
  printf 'sarif-file=%s\n' "$sarif" >>"$GITHUB_OUTPUT"
fi
exit "$code"
