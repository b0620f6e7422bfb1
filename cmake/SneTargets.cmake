# What every target of this project has in common. Consumers of sne::core and
# sne::sne inherit none of it.

set(SNE_ADDRESS_SANITIZER OFF)
if(SNE_BUILD_FUZZERS OR "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_DEBUG}" MATCHES "-fsanitize=[a-z,]*address")
  set(SNE_ADDRESS_SANITIZER ON)
endif()

# sne_own_target(<target>): warnings, no compiler extensions.
function(sne_own_target target)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    CXX_SCAN_FOR_MODULES OFF)
  target_compile_features(${target} PRIVATE cxx_std_20)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 /utf-8 $<$<BOOL:${SNE_WARNINGS_AS_ERRORS}>:/WX>)
  else()
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wconversion
      $<$<BOOL:${SNE_WARNINGS_AS_ERRORS}>:-Werror>)
    # GCC 12 sees overlapping copies in "literal" + std::string; GCC 13 no longer does.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
    # A loop that clang is invited to vectorise, and does not at -O1, is no fault.
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
      target_compile_options(${target} PRIVATE -Wno-pass-failed)
    endif()
  endif()
  get_target_property(type ${target} TYPE)
  if(SNE_ADDRESS_SANITIZER AND type STREQUAL "EXECUTABLE")
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/sanitizer_options.cc)
  endif()
endfunction()
