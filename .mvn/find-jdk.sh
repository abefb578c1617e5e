# Sourced by ./mvnw and ./linchpin: sets JAVA_HOME to a JDK that is new enough, or says what to install and exits.
# Order: JAVA_HOME, the java on PATH, then the places where installers put JDKs.

LINCHPIN_JDK=25

# Prints the feature release of the JDK in $1 (25), or nothing when there is no complete JDK there.
jdk_release() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_is_new_enough() {
  release=$(jdk_release "$1")
  [ -n "$release" ] && [ "$release" -ge "$LINCHPIN_JDK" ]
}

find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && jdk_is_new_enough "$JAVA_HOME"; then
    return 0
  fi
  java_on_path=$(command -v java 2>/dev/null) || java_on_path=
  if [ -n "$java_on_path" ]; then
    java_on_path=$(readlink -f "$java_on_path" 2>/dev/null || echo "$java_on_path")
  fi
  set +f
  for candidate in "${java_on_path%/bin/java}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/*; do
    if jdk_is_new_enough "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Linchpin needs a JDK $LINCHPIN_JDK or newer and found none." >&2
  echo "Install one (for example Eclipse Temurin $LINCHPIN_JDK, https://adoptium.net), or point JAVA_HOME at it." >&2
  exit 1
}

find_jdk
