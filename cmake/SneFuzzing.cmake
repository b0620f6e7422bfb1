# Instruments the whole build: a fuzzer sees new paths only in code compiled
# with coverage counters, so the library must carry them too.
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "SNE_BUILD_FUZZERS needs clang (libFuzzer); use the preset 'fuzz'")
endif()
add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
add_link_options(-fsanitize=address,undefined)
# Keeps abseil's hash tables in the layout of the packaged, uninstrumented library.
add_compile_definitions(NDEBUG_SANITIZER)
