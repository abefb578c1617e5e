#!/bin/sh
# Builds the dashboard into target/classes, or checks it; Maven runs it.
#   build.sh build   does nothing when nothing has changed; without Node only says what to install: the plain page stays
#   build.sh check   types, lint, format, tests and size; fails where it cannot be done
set -eu
cd "$(dirname "$0")"

app=target/classes/dev/linchpin/dashboard/app
needs='the dashboard needs Node 20.19 or newer with npm (Debian: apt-get install nodejs npm)'

# One number for all that the outcome depends on.
fingerprint() {
  {
    echo "${VITE_API_URL-}"
    find src/main/app package.json package-lock.json ./*.ts ./*.js build.sh ../server/src/main/resources/dev/linchpin/server/api/openapi.yaml \
      -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum
  } | cksum
}

# $1: whether to go on without (then the plain page is all there is) or to fail.
cannot() {
  echo "dashboard: $2" >&2
  [ "$1" = check ] && exit 1
  rm -rf "$app" target/built
  exit 0
}

find_node() {
  command -v npm >/dev/null &&
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null ||
    cannot "$1" "$needs; the plain page is served meanwhile."
}

# What is installed is told by a copy of the lock file beside it.
install_packages() {
  cmp -s package-lock.json node_modules/.linchpin-lock && return 0
  mkdir -p target
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline >target/npm.log 2>&1 ||
    cannot "$1" "npm could not install its packages (is registry.npmjs.org within reach?), see dashboard/target/npm.log; the plain page is served meanwhile."
  cp package-lock.json node_modules/.linchpin-lock
}

build() {
  [ "$(cat target/built 2>/dev/null)" = "$now" ] && [ -r "$app/index.html" ] && return 0
  find_node "$1"
  install_packages "$1"
  mkdir -p target/classes
  rm -f target/built
  npm run --silent build -- --logLevel warn || { echo "dashboard: the build failed." >&2; exit 1; }
  echo "$now" >target/built
}

now=$(fingerprint)
case ${1-} in
build) build build ;;
check)
  build check
  [ "$(cat target/checked 2>/dev/null)" = "$now" ] && exit 0
  find_node check
  install_packages check
  npm run --silent check || { echo "dashboard: the checks failed." >&2; exit 1; }
  echo "$now" >target/checked
  ;;
*) echo "usage: build.sh build|check" >&2; exit 2 ;;
esac
