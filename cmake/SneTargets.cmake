# What every target of this project has in common. Consumers of sne::core and
# sne::sne inherit none of it.

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
  endif()
endfunction()
