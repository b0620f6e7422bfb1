#!/bin/sh
# pkg_config.sh LIBDIR SCRATCH CXX [FLAG...]
# Compiles and runs the two consumers with what pkg-config answers, no CMake.
set -eu
libdir=$1 scratch=$2
shift 2
sources=$(dirname "$0")
mkdir -p "$scratch"

PKG_CONFIG_PATH=$libdir/pkgconfig
LD_LIBRARY_PATH=$libdir
export PKG_CONFIG_PATH LD_LIBRARY_PATH

# The answers are lists of words, meant to be split.
# shellcheck disable=SC2046
"$@" -std=c++20 $(pkg-config --cflags sne-core) "$sources/rules.cc" -o "$scratch/rules"
"$scratch/rules"

# shellcheck disable=SC2046
"$@" -std=c++20 $(pkg-config --static --cflags sne) "$sources/compiled.cc" -o "$scratch/compiled" \
  $(pkg-config --static --libs sne)
"$scratch/compiled"

# The C interface, where it was built; a sanitized library needs the compiler's own run-time, which the flags bring.
if pkg-config --exists sne-c; then
  # shellcheck disable=SC2046
  "$@" -x c++ $(pkg-config --cflags sne-c) "$sources/plain_c.c" -x none -o "$scratch/plain_c" $(pkg-config --libs sne-c)
  "$scratch/plain_c"
fi
