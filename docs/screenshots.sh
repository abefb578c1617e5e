#!/bin/sh
# Takes the pictures of docs/images anew, from the demo in the distribution's Chromium.
set -eu
cd "$(dirname "$0")/.."
exec ./mvnw --batch-mode --quiet test --projects system-tests --also-make -Dtest=ScreenshotsTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Ddashboard.check.skip -Dlinchpin.regenerate=true
