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
