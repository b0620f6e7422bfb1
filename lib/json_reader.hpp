#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <sne/result.hpp>

/// JSON from outside, read within limits: no exception leaves, no key is given twice, no nesting runs away.
namespace sne {

struct JsonLimits {
  std::size_t bytes;
  std::size_t depth;  ///< objects and arrays within one another
};

struct JsonFault {
  Errc code{};
  std::uint32_t at = 0;    ///< offset in bytes, 0 where only the path is known
  std::string path{};      ///< JSON pointer of the value or of the key
};

/// A document or why it was refused: `too_large`, `empty_input`, `binary_input`, `bad_encoding`, `bad_json`, `too_deep`, `duplicate_key`.
struct JsonDocument {
  nlohmann::json root{};
  std::optional<JsonFault> fault{};
};

JsonDocument read_json(std::string_view bytes, JsonLimits limits);

/// A step of a JSON pointer, escaped as RFC 6901 says.
std::string json_step(std::string_view key);

}  // namespace sne
