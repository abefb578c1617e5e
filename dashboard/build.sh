#!/bin/sh
# Builds the dashboard into target/classes, or checks it; Maven runs it.
#   build.sh build   does nothing when nothing has changed; without Node only says what to install: the plain page stays
#   build.sh check [SKIP ...]   types, lint, format, tests and size; fails where it cannot be done. Nothing if a SKIP is true
set -eu
cd "$(dirname "$0")"

app=target/classes/dev/linchpin/dashboard/app

# One number for all that the outcome depends on.
fingerprint() {
  {
    echo "${VITE_API_URL-}"
    find . ../server/src/main/resources/dev/linchpin/server/api/openapi.yaml \
      \( -name node_modules -o -name target -o -path ./src/main/resources \) -prune -o -type f -print |
      LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum
  } | cksum
}

# What is missing ($2) fails a check; a build ($1) goes on without the application.
cannot() {
  if [ "$1" = check ]; then
    echo "dashboard: $2." >&2
    exit 1
  fi
  echo "dashboard: $2; until then the plain page is served." >&2
  rm -rf "$app" target/built
  exit 0
}

find_node() {
  node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' \
    2>/dev/null && command -v npm >/dev/null ||
    cannot "$1" "the dashboard needs Node 20.19 or newer with npm (Debian: apt-get install nodejs npm)"
}

# What is installed is told by a copy of the lock file beside it.
install_packages() {
  cmp -s package-lock.json node_modules/.linchpin-lock && return 0
  mkdir -p target
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline >target/npm.log 2>&1 ||
    cannot "$1" "npm could not install the packages, for which registry.npmjs.org must be within reach (see dashboard/target/npm.log)"
  cp package-lock.json node_modules/.linchpin-lock
}

build() {
  [ "$(cat target/built 2>/dev/null)" = "$now" ] && [ -r "$app/index.html" ] && return 0
  find_node "$1"
  install_packages "$1"
  mkdir -p target/classes
  rm -f target/built
  npm run --silent build -- --logLevel warn >target/build.log 2>&1 || {
    cat target/build.log >&2
    echo "dashboard: the build failed." >&2
    exit 1
  }
  echo "$now" >target/built
}

now=$(fingerprint)
case ${1-} in
build) build build ;;
check)
  shift
  for skip; do [ "$skip" = true ] && exit 0; done
  build check
  [ "$(cat target/checked 2>/dev/null)" = "$now" ] && exit 0
  find_node check
  install_packages check
  npm run --silent check || { echo "dashboard: the checks failed." >&2; exit 1; }
  echo "$now" >target/checked
  ;;
*) echo "usage: build.sh build|check" >&2; exit 2 ;;
esac
