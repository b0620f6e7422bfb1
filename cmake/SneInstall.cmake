# Installed: the headers, the libraries, find_package(sne) and the pkg-config
# files. The exports are split so that the components `core` and `c` load without
# looking for a single dependency.
include(CMakePackageConfigHelpers)

if(NOT SNE_INSTALL)
  return()
endif()

set(SNE_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/sne)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/sne
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT sne
  FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT sne)

install(TARGETS sne_core EXPORT sneCoreTargets COMPONENT sne)
install(TARGETS sne EXPORT sneTargets COMPONENT sne)
if(SNE_BUILD_C)
  install(TARGETS sne_c EXPORT sneCTargets COMPONENT sne)
  install(EXPORT sneCTargets NAMESPACE sne:: DESTINATION ${SNE_CMAKE_DIR} COMPONENT sne)
endif()
install(EXPORT sneCoreTargets NAMESPACE sne:: DESTINATION ${SNE_CMAKE_DIR} COMPONENT sne)
install(EXPORT sneTargets NAMESPACE sne:: DESTINATION ${SNE_CMAKE_DIR} COMPONENT sne)

get_target_property(SNE_LIBRARY_TYPE sne TYPE)
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/sneConfig.cmake.in ${PROJECT_BINARY_DIR}/sneConfig.cmake
  INSTALL_DESTINATION ${SNE_CMAKE_DIR}
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/sneConfigVersion.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/sneConfig.cmake ${PROJECT_BINARY_DIR}/sneConfigVersion.cmake
  DESTINATION ${SNE_CMAKE_DIR} COMPONENT sne)

# pkg-config names its requirements by module, so the list of the linked
# abseil libraries has to be given a second time, in their spelling.
set(SNE_PC_REQUIRES "absl_flat_hash_map absl_flat_hash_set absl_str_format absl_strings absl_status absl_statusor expat")
if(SNE_WITH_ICU)
  string(APPEND SNE_PC_REQUIRES " icu-i18n icu-uc")
endif()
# Relative to the .pc file itself: the tree may be moved or staged.
file(RELATIVE_PATH SNE_PC_PREFIX
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" SNE_PC_PREFIX ${SNE_PC_PREFIX})
set(SNE_PC_FILES sne-core sne)
if(SNE_BUILD_C)
  list(APPEND SNE_PC_FILES sne-c)
endif()
foreach(name IN LISTS SNE_PC_FILES)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT sne)
endforeach()
