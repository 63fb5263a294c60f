#!/bin/sh
# Tests of pages need Chromium and a font with Chinese characters: install them where that is possible, else name them.
set -eu

has_browser() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ] || [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}
# macOS brings Chinese fonts; elsewhere fontconfig knows.
has_font() { [ "$(uname -s)" = Darwin ] || [ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ]; }

missing=
has_browser || missing="chromium"
has_font || missing="$missing fontconfig fonts-noto-cjk"
missing=${missing# }
if [ -z "$missing" ]; then exit 0; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  printf 'Installing %s ...\n' "$missing" >&2
  # shellcheck disable=SC2086 -- a list of package names
  if apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
    exit 0
  fi
fi
printf 'The tests of the pages need these packages, which could not be installed here: %s.\n' "$missing" >&2
exit 2
