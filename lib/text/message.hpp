#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <sne/text.hpp>

#include <text/arguments.hpp>

/// Messages of the bundles, by ICU or by the reduced formatter: the same text for French and English.
namespace sne::wording {

namespace icu {
std::optional<std::string> format(Language language, std::string_view table, std::string_view key, const Arguments& arguments);
}
namespace plain {
std::optional<std::string> format(Language language, std::string_view table, std::string_view key, const Arguments& arguments);
}

/// A message with its arguments put in; none when the bundles have no such message, or when it names an argument that is not known.
inline std::optional<std::string> format(Language language, std::string_view table, std::string_view key,
                                         const Arguments& arguments = {}) {
#if defined(SNE_WITH_ICU)
  return icu::format(language, table, key, arguments);
#else
  return plain::format(language, table, key, arguments);
#endif
}

}  // namespace sne::wording
