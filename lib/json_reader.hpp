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
  std::size_t depth;        ///< objects and arrays within one another
  std::size_t keys = 1000;  ///< of one object: far more than any schema has
};

struct JsonFault {
  Errc code{};
  std::uint32_t at = 0;    ///< offset in bytes, 0 where only the path is known
  std::string path{};      ///< JSON pointer of the value or of the key, as far as it may be shown
};

/// A document or why it was refused: `too_large`, `empty_input`, `binary_input`, `bad_encoding`, `bad_json`, `too_deep`, `duplicate_key`,
/// `bad_number`. Its whole numbers lie within 64 bits with a sign; its texts and keys hold no zero byte, written as an escape or not.
struct JsonDocument {
  nlohmann::json root;
  std::optional<JsonFault> fault;
};

/// Whether a path may show a key. In a document about a person, never a key that the schema does not know.
using JsonKeyShown = bool (*)(std::string_view key);

JsonDocument read_json(std::string_view bytes, JsonLimits limits, JsonKeyShown shown);

/// A step of a JSON pointer, escaped as RFC 6901 says.
std::string json_step(std::string_view key);

}  // namespace sne
