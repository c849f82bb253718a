#!/usr/bin/env bash
# Makes the npm packages of a release: one for each platform with its program, and "plimsoll" that depends on all of them and starts
# the one that npm has installed. Nothing is fetched when they are installed, and no script runs then.
#
#   build.sh VERSION DIST OUT   DIST holds the folders plimsoll_OS_ARCH* of goreleaser
set -euo pipefail
version=${1#v} dist=$2 out=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$out"

optional=()
for os in linux darwin windows; do
  for arch in amd64 arm64; do
    folder=$(compgen -G "$dist/plimsoll_${os}_${arch}*" | head -n 1 || true)
    if [[ -z $folder ]]; then
      echo "there is no program for $os/$arch in $dist" >&2
      exit 1
    fi
    npm_os=${os/windows/win32} npm_arch=${arch/amd64/x64} program=plimsoll
    if [[ $os == windows ]]; then program=plimsoll.exe; fi
    name=plimsoll-$npm_os-$npm_arch
    mkdir -p "$out/$name"
    install -m 755 "$folder/$program" "$out/$name/$program"
    cp "$here/../../LICENSE" "$out/$name/"
    cat >"$out/$name/package.json" <<JSON
{
  "name": "@plimsoll-lint/$npm_os-$npm_arch",
  "version": "$version",
  "description": "The program of plimsoll for $npm_os on $npm_arch",
  "license": "Apache-2.0",
  "repository": "github:plimsoll-lint/plimsoll",
  "os": ["$npm_os"],
  "cpu": ["$npm_arch"],
  "files": ["$program"]
}
JSON
    optional+=("    \"@plimsoll-lint/$npm_os-$npm_arch\": \"$version\"")
  done
done

mkdir -p "$out/plimsoll"
cp "$here/plimsoll.js" "$here/../../LICENSE" "$here/../../README.md" "$out/plimsoll/"
{
  cat <<JSON
{
  "name": "plimsoll",
  "version": "$version",
  "description": "Lints Dockerfiles, Compose files and settings of Docker for what the containers will really run as",
  "license": "Apache-2.0",
  "repository": "github:plimsoll-lint/plimsoll",
  "bin": {"plimsoll": "plimsoll.js"},
  "files": ["plimsoll.js"],
  "engines": {"node": ">=18"},
  "optionalDependencies": {
JSON
  printf '%s,\n' "${optional[@]}" | sed '$ s/,$//'
  printf '  }\n}\n'
} >"$out/plimsoll/package.json"
