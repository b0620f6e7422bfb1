# Sourced after common.sh: Debian packages (12 and 13) and the virtual environment.
# shellcheck shell=bash

BUILD_PACKAGES=(g++ cmake ninja-build pkg-config python3 python3-dev python3-venv
  libabsl-dev libboost-date-time-dev libicu-dev nlohmann-json3-dev libexpat1-dev)
TEST_PACKAGES=(ccache libgtest-dev libgmock-dev libbenchmark-dev valgrind clang clang-tidy libclang-rt-dev)
# The languages that the C interface is tried from, the JVM of Spark, the comparison of binary interfaces. A test whose tool
# this Debian does not offer is skipped by name.
LANGUAGE_PACKAGES=(abigail-tools fp-compiler mono-mcs mono-runtime default-jdk-headless libjna-java)

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@"
}

# need_packages NAME...: apt-get runs only when one of them is missing.
need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$name")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    step "Debian packages: ${#missing[@]} to install" install_packages "${missing[@]}"
  fi
}

# offered NAME...: those that this Debian has.
offered() {
  local name
  for name in "$@"; do
    if apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; fi
  done
}

VENV=$ROOT/.venv
PYTHON=$VENV/bin/python
PIP=("$PYTHON" -m pip --quiet --disable-pip-version-check --no-input)

make_venv() {
  [ -x "$PYTHON" ] && "$PYTHON" -m pip --version >/dev/null 2>&1 || /usr/bin/python3 -m venv --clear "$VENV"
  "${PIP[@]}" install 'scikit-build-core>=0.11' 'pybind11>=2.13'
}

# install_package EXTRAS [CMAKE_DEFINITION...]: builds without isolation, so that
# pybind11 stays at one place and the next build compiles only what changed.
install_package() {
  local extras=$1 definition settings=()
  shift
  for definition in "$@"; do settings+=("--config-settings=cmake.define.$definition"); done
  "${PIP[@]}" install --no-build-isolation "${settings[@]}" ".[$extras]"
}
